"""Addresses of the submitter and of the partner. The words in them are translated."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from people.views import organisation
from pledges.views import form, mine, partner, start, status

app_name = "pledges"

# Translators: parts of web addresses are in small letters without spaces, with the slash at the end.
_entry = [
    path("", status.entry_status, name="entry_status"),
    path(_("edit/"), include([path("<slug:step>/", form.edit, name="edit")])),
    path(_("invite/"), form.edit, {"step": "partners"}, name="invite"),
    path(_("remove-partner/"), include([path("<int:partner>/", form.remove_partner, name="remove_partner")])),
    path(_("picture/"), form.own_picture, name="own_picture"),
    path(_("submit/"), status.submit, name="submit"),
    path(_("permissions/"), status.permissions, name="permissions"),
    path(_("withdraw/"), status.withdraw, name="withdraw"),
]

_organisation = [
    path("", organisation.organisation, name="organisation"),
    path(_("logo/"), organisation.logo, name="organisation_logo"),
    path(_("add-colleague/"), organisation.add_colleague, name="add_colleague"),
    path(
        _("remove-colleague/"),
        include([path("<int:representative>/", organisation.remove_colleague, name="remove_colleague")]),
    ),
]

_invitation = [
    path("<uuid:key>/", partner.partner_answer, name="partner_answer"),
    path("<uuid:key>/picture/", partner.partner_picture, name="partner_picture"),
    path(_("thank-you/"), include([path("<slug:answer>/", partner.partner_thanks, name="partner_thanks")])),
]

urlpatterns = [
    path(_("take-part/"), include([path("<slug:slug>/", start.start, name="start")])),
    path(_("my-entries/"), mine.my_entries, name="my_entries"),
    path(_("my-entries/"), include([path("<uuid:uuid>/", include(_entry))])),
    path(_("my-organisations/"), include([path("<uuid:uuid>/", include(_organisation))])),
    path(_("invitation/"), include(_invitation)),
]
