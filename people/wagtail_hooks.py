from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_people_actions(actions):
    for name, label in {
        "people.organisation.register": _("Organisation registered"),
        "people.organisation.add_person": _("Representative added"),
        "people.organisation.remove_person": _("Representative removed"),
        "people.user.forget": _("Personal data erased"),
    }.items():
        actions.register_action(name, label, label)
