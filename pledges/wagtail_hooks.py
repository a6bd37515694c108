from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_entry_actions(actions):
    for name, label in {
        "pledges.entry.start": _("Draft started"),
        "pledges.entry.move": _("State changed"),
        "pledges.entry.permissions": _("Publication permissions changed"),
        "pledges.entry.invite": _("Partner invited"),
        "pledges.partner.move": _("Partner answered"),
    }.items():
        actions.register_action(name, label, label)
