"""Personal data that entries hold, for the data protection officer's screen and for erasing."""

from django.db.models import Q
from django.utils.translation import gettext as _

from people.models import User
from people.personal_data import Section
from pledges.models import Entry, Partner


def sections(person: User) -> list[Section]:
    return [_entries(person), _invitations(person)]


def _entries(person):
    columns = {
        "reference": _("Reference number"),
        "title": _("Title"),
        "organisation": _("Organisation"),
        "campaign": _("Campaign"),
        "state": _("State"),
        "written": _("Written by this person"),
        "contact": _("Named as contact person"),
    }
    found = Entry.objects.filter(Q(created_by=person) | Q(contact_email__iexact=person.email)).order_by("pk")
    rows = [
        {
            "reference": entry.reference or "",
            "title": entry.title,
            "organisation": str(entry.organisation),
            "campaign": str(entry.campaign),
            "state": entry.get_state_display(),
            "written": _("Yes") if entry.created_by_id == person.pk else _("No"),
            "contact": _contact(entry) if entry.contact_email.lower() == person.email else "",
        }
        for entry in found.select_related("organisation", "campaign")
    ]
    return Section("entries", _("Entries"), columns, rows)


def _contact(entry) -> str:
    return ", ".join(filter(None, [entry.contact_name, entry.contact_email, entry.contact_phone]))


def _invitations(person):
    columns = {
        "invited": _("Invited"),
        "organisation": _("Organisation"),
        "entry": _("Entry"),
        "state": _("State"),
    }
    found = Partner.objects.filter(email__iexact=person.email).select_related("organisation", "entry")
    rows = [
        {
            "invited": partner.invited_at,
            "organisation": str(partner.organisation),
            "entry": partner.entry.title,
            "state": partner.get_state_display(),
        }
        for partner in found
    ]
    return Section("invitations", _("Invitations to be a partner"), columns, rows)


def forget(person: User) -> None:
    """Take the person out of entries and invitations; what was received stays as it was received."""
    entries = Entry.objects.filter(contact_email__iexact=person.email)
    entries.update(contact_name="", contact_email="", contact_phone="")
    Partner.objects.filter(email__iexact=person.email).update(email="forgotten@invalid.example")
