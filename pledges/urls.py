"""Addresses of the submitter and of the partner. The words in them are translated."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from pledges.views import (
    attachment,
    changes,
    form,
    joining,
    late_pass,
    mine,
    own_part,
    partner,
    partner_verbs,
    partners,
    permissions,
    start,
    status,
    writers,
)

app_name = "pledges"

# Translators: parts of web addresses are in small letters without spaces, with the slash at the end.
_edit = [
    path("partners/", partners.partners, {"step": "partners"}, name="edit"),
    path("<slug:step>/", form.edit, name="edit"),
]

_partner = [
    path(_("remind/"), partner_verbs.remind, name="remind_partner"),
    path(_("ask-again/"), partners.ask_again, name="ask_partner_again"),
    path(_("remove/"), partner_verbs.remove, name="remove_partner"),
    path(
        _("writer/"),
        include([path("<int:writer>/", partner_verbs.remove_writer, name="remove_writer")]),
    ),
    path(_("take-note/"), partner_verbs.take_note, name="take_note_of_partner"),
]

_entry = [
    path("", status.entry_status, name="entry_status"),
    path(_("edit/"), include(_edit)),
    path(_("invite/"), partners.invite, name="invite"),
    path(_("find-partner/"), partners.find, name="find_partner"),
    path(_("partner/"), include([path("<int:partner>/", include(_partner))])),
    path(_("picture/"), form.own_picture, name="own_picture"),
    path(_("attachment/"), include([path("<int:file>/", attachment.own_attachment, name="attachment")])),
    path(_("submit/"), status.submit, name="submit"),
    path(_("change/"), changes.change, name="change"),
    path(_("leave-as-it-was/"), changes.leave_as_it_was, name="leave_as_it_was"),
    path(_("version/"), include([path("<int:number>/", changes.version, name="version")])),
    path(_("receipt/"), include([path("<int:number>.pdf", status.receipt_file, name="receipt_file")])),
    path(_("permissions/"), permissions.permissions, name="permissions"),
    path(
        _("interest/"),
        include([path("<int:interest>/", joining.decline_interest, name="decline_interest")]),
    ),
    path(_("reopen/"), status.reopen, name="reopen"),
    path(_("withdraw/"), status.withdraw, name="withdraw"),
]

_invitation = [
    path("<uuid:key>/", partner.partner_answer, name="partner_answer"),
    path("<uuid:key>/picture/", partner.partner_picture, name="partner_picture"),
    path(_("thank-you/"), include([path("<slug:answer>/", partner.partner_thanks, name="partner_thanks")])),
]

_partnership = [
    path("", own_part.partnership, name="partnership"),
    path(_("name-and-logo/"), own_part.partner_use, name="partner_use"),
    path(_("writers/"), writers.bring_writer, name="bring_writer"),
    path(
        _("writers/"),
        include([path("<int:writer>/", writers.take_out_writer, name="take_out_writer")]),
    ),
    path(_("leave/"), own_part.leave, name="leave"),
]

urlpatterns = [
    path(_("take-part/"), include([path("<slug:slug>/", start.start, name="start")])),
    path(_("my-entries/"), mine.my_entries, name="my_entries"),
    path(_("my-entries/"), include([path("<uuid:uuid>/", include(_entry))])),
    path(
        _("my-interests/"),
        include([path("<int:interest>/", joining.take_back_interest, name="take_back_interest")]),
    ),
    path(_("join/"), include([path("<str:reference>/", joining.join, name="join")])),
    path(_("invitation/"), include(_invitation)),
    path(
        _("withdraw-permissions/"),
        include(
            [path("<uuid:uuid>/<str:proof>/", permissions.withdraw_by_link, name="withdraw_permissions")]
        ),
    ),
    path(_("late-pass/"), include([path("<str:token>/", late_pass.late_pass, name="late_pass")])),
    path(_("partnership/"), include([path("<uuid:key>/", include(_partnership))])),
]
