"""Everything that is held about one person: one screen for the data protection officer, and the same as JSON.

Every package that keeps personal data adds its part with `hooks.register("register_personal_data")`:
a function of the person that returns `Section`s.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import ModelLogEntry, PageLogEntry

from people.models import Consent, Letter, User


@dataclass(frozen=True)
class Section:
    """A table: `columns` maps the name in the JSON to the heading on the screen."""

    name: str
    title: str
    columns: dict[str, str]
    rows: list[dict]
    is_one: bool = False

    @property
    def facts(self) -> list[tuple]:
        """Heading and value, where there is never more than one row."""
        return list(zip(self.columns.values(), self.shown[0], strict=True)) if self.is_one else []

    @property
    def shown(self) -> list[list]:
        """The rows in the order of the columns, as a person reads them."""
        return [[_in_words(row[name]) for name in self.columns] for row in self.rows]


def _in_words(value) -> str:
    if isinstance(value, datetime):
        return localize(timezone.localtime(value))
    return "" if value is None else str(value)


def sections(person: User) -> list[Section]:
    added = [section for collect in hooks.get_hooks("register_personal_data") for section in collect(person)]
    return [
        _account(person),
        _organisations(person),
        *added,
        _consents(person),
        _letters(person),
        _log(person),
    ]


def record(person: User) -> dict[str, list[dict]]:
    """The same as plain data, for the person to take along."""
    return {section.name: section.rows for section in sections(person)}


def _account(person):
    addresses = person.emailaddress_set.values_list("email", flat=True)
    row = {
        "email": person.email,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "language": person.language,
        "since": person.date_joined,
        "last_sign_in": person.last_login,
        "sign_in_addresses": ", ".join(addresses),
        "second_factor": _("Yes") if person.authenticator_set.exists() else _("No"),
        "roles": ", ".join(person.groups.values_list("name", flat=True)),
        "erased": person.forgotten_at,
    }
    columns = {
        "email": _("E-mail address"),
        "first_name": _("First name"),
        "last_name": _("Last name"),
        "language": _("Language of letters"),
        "since": _("Since"),
        "last_sign_in": _("Last sign-in"),
        "sign_in_addresses": _("Addresses for signing in"),
        "second_factor": _("Second factor"),
        "roles": _("Roles"),
        "erased": _("Erased"),
    }
    return Section("account", _("Account"), columns, [row], is_one=True)


def _organisations(person):
    columns = {"organisation": _("Organisation"), "role": _("Role"), "since": _("Since")}
    rows = [
        {"organisation": str(link.organisation), "role": link.get_role_display(), "since": link.created_at}
        for link in person.representations.select_related("organisation").order_by("pk")
    ]
    return Section("organisations", _("Organisations"), columns, rows)


def _consents(person):
    columns = {
        "time": _("Time"),
        "event": _("Event"),
        "purpose": _("Purpose"),
        "version": _("Version"),
        "about": _("About"),
        "organisation": _("Organisation"),
        "language": _("Language"),
        "wording": _("Wording shown"),
        "how": _("How"),
    }
    rows = [
        {
            "time": consent.at,
            "event": _("Given") if consent.given else _("Withdrawn"),
            "purpose": consent.text.get_purpose_display(),
            "version": consent.text.version,
            "about": consent.subject_label,
            "organisation": str(consent.organisation or ""),
            "language": consent.language,
            "wording": consent.wording,
            "how": consent.get_how_display(),
        }
        for consent in Consent.objects.filter(person=person).select_related("text", "organisation")
    ]
    return Section("consents", _("Permissions given and withdrawn"), columns, rows)


def _letters(person):
    columns = {"written": _("Written"), "subject": _("Subject"), "sent": _("Sent"), "text": _("Text")}
    rows = [
        {
            "written": letter.created_at,
            "subject": letter.subject_for_staff,
            "sent": letter.sent_at,
            "text": letter.text_for_staff,
        }
        for letter in Letter.objects.filter(to__iexact=person.email)
    ]
    return Section("letters", _("Letters"), columns, rows)


def _log(person):
    """What the person did, and what was done with their account."""
    about = Q(content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk))
    entries = [
        *ModelLogEntry.objects.filter(Q(user=person) | about).select_related("content_type"),
        *PageLogEntry.objects.filter(user=person).select_related("content_type"),
    ]
    columns = {"time": _("Time"), "action": _("Action"), "thing": _("What"), "by": _("By this person")}
    rows = [
        {
            "time": entry.timestamp,
            "action": str(entry.message),
            "thing": f"{entry.content_type.name if entry.content_type else ''}: {entry.label}",
            "by": _("Yes") if entry.user_id == person.pk else _("No"),
        }
        for entry in sorted(entries, key=lambda entry: entry.timestamp, reverse=True)
    ]
    return Section("log", _("Log"), columns, rows)
