from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSetGroup

from people.permissions import edits_pages
from people.todo import TodoPanel
from people.views import personal_data
from people.viewsets.consent_texts import ConsentTextViewSet
from people.viewsets.consents import ConsentViewSet
from people.viewsets.letters import LetterViewSet
from people.viewsets.organisations import OrganisationViewSet
from people.viewsets.users import NobodyIsDeleted


@hooks.register("register_log_actions")
def register_people_actions(actions):
    for name, label in {
        "people.organisation.register": _("Organisation registered"),
        "people.organisation.add_person": _("Representative added"),
        "people.organisation.remove_person": _("Representative removed"),
        "people.user.forget": _("Personal data erased"),
        "people.user.read": _("Personal data read"),
        "people.letter.try_again": _("Letter to be sent again"),
        "people.export": _("List downloaded"),
    }.items():
        actions.register_action(name, label, label)


class PeopleGroup(ModelViewSetGroup):
    menu_label = _("People")
    menu_icon = "group"
    menu_order = 400
    submenu_hook = "register_people_menu_item"
    items = (OrganisationViewSet, ConsentViewSet, ConsentTextViewSet, LetterViewSet)


class PersonalDataViewSet(ViewSet):
    name = "personal_data"
    url_prefix = "personal-data"

    def get_urlpatterns(self):
        return [
            path("<int:pk>/", personal_data.person, name="person"),
            path("<int:pk>/json/", personal_data.download, name="download"),
            path("<int:pk>/erase/", personal_data.erase, name="erase"),
        ]


@hooks.register("register_admin_viewset")
def register_people_screens():
    return [PeopleGroup(), PersonalDataViewSet()]


@hooks.register("construct_homepage_panels")
def show_what_to_do(request, panels):
    panels.append(TodoPanel())


@hooks.register("construct_main_menu")
def leave_out_what_is_about_pages(request, items):
    if not edits_pages(request.user):
        items[:] = [item for item in items if item.name != "help"]


# Registered later than Wagtail's action of the same name, so that it takes its place.
hooks.register("register_bulk_action", NobodyIsDeleted, order=100)
