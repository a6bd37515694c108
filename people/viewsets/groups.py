"""How the screens about people stand together in the menu."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSetGroup

from people.views import personal_data, proposals
from people.viewsets.consent_texts import ConsentTextViewSet
from people.viewsets.consents import ConsentViewSet
from people.viewsets.feedback import FeedbackViewSet
from people.viewsets.letters import LetterViewSet
from people.viewsets.organisations import OrganisationViewSet


class PeopleGroup(ModelViewSetGroup):
    menu_label = _("People")
    menu_icon = "group"
    menu_order = 400
    submenu_hook = "register_people_menu_item"
    items = (OrganisationViewSet, ConsentViewSet, ConsentTextViewSet, LetterViewSet, FeedbackViewSet)


class ProposalsViewSet(ViewSet):
    name = "organisation_changes"
    url_prefix = "organisation-changes"

    def get_urlpatterns(self):
        return [
            path("", proposals.index, name="index"),
            path("<int:pk>/", proposals.decide, name="decide"),
            path("<int:pk>/logo/<slug:which>/", proposals.logo, name="logo"),
        ]


class PersonalDataViewSet(ViewSet):
    name = "personal_data"
    url_prefix = "personal-data"

    def get_urlpatterns(self):
        return [
            path("<int:pk>/", personal_data.person, name="person"),
            path("<int:pk>/json/", personal_data.download, name="download"),
            path("<int:pk>/erase/", personal_data.erase, name="erase"),
        ]
