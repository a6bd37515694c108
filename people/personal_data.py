"""Everything that is held about one person, for themselves and the data protection officer: a page, and JSON.

Every package that keeps personal data adds its part with `hooks.register("register_personal_data")`:
a function of the person and the reader that returns `Section`s; and with `hooks.register("tell_how_long")`
one of the person that returns sentences, each saying until when something stays after an erasure. With
`hooks.register("hide_log_lines")` it names, as a Q of a reader, lines of the log that they must not see.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import JsonResponse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.users.models import UserProfile

from people.languages import language_name
from people.models import Consent, Feedback, Letter, Nomination, User
from people.roles import title


@dataclass(frozen=True)
class Section:
    """A table: `columns` maps the name in the JSON to the heading on the screen.

    `is_private`: the person's alone. Nobody who takes care of data protection reads it.
    """

    name: str
    title: str
    columns: dict[str, str]
    rows: list[dict]
    is_one: bool = False
    is_private: bool = False

    @property
    def facts(self) -> list[tuple]:
        """Heading and value, where there is never more than one row."""
        return self.rows_as_facts[0] if self.is_one else []

    @property
    def rows_as_facts(self) -> list[list[tuple]]:
        return [list(zip(self.columns.values(), row, strict=True)) for row in self.shown]

    @property
    def shown(self) -> list[list]:
        """The rows in the order of the columns, as a person reads them."""
        return [[_in_words(row[name]) for name in self.columns] for row in self.rows]


def _in_words(value) -> str:
    if isinstance(value, datetime):
        return localize(timezone.localtime(value))
    return "" if value is None else str(value)


def sections(person: User, *, reader: User) -> list[Section]:
    """What the reader, the person or somebody else, may see."""
    return [one for one in _sections(person, reader) if reader == person or not one.is_private]


def _sections(person: User, reader: User) -> list[Section]:
    collecting = hooks.get_hooks("register_personal_data")
    added = [section for collect in collecting for section in collect(person, reader)]
    return [
        _account(person),
        _organisations(person),
        _nominations(person),
        *added,
        _consents(person),
        _feedback(person),
        _letters(person),
        _log(person, reader),
    ]


def record(person: User, *, reader: User | None = None) -> dict[str, list[dict]]:
    """The same as plain data, by default for the person to take along."""
    return {section.name: section.rows for section in sections(person, reader=reader or person)}


def how_long(person: User) -> list[str]:
    return [sentence for tell in hooks.get_hooks("tell_how_long") for sentence in tell(person)]


def as_file(person: User, name: str, *, reader: User) -> JsonResponse:
    answer = JsonResponse(
        record(person, reader=reader), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _account(person):
    addresses = person.emailaddress_set.values_list("email", flat=True)
    row = {
        "email": person.email,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "language": language_name(person.language),
        "since": person.date_joined,
        "last_sign_in": person.last_login,
        "sign_in_addresses": ", ".join(addresses),
        "second_factor": _("Yes") if person.authenticator_set.exists() else _("No"),
        "roles": ", ".join(map(title, person.groups.order_by("pk"))),
        "staff_screens": _staff_settings(person),
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
        "staff_screens": _("Settings of the staff screens"),
        "erased": _("Erased"),
    }
    return Section("account", _("Account"), columns, [row], is_one=True)


def _staff_settings(person) -> str:
    profile = UserProfile.objects.filter(user=person).first()
    chosen = (profile.preferred_language, profile.current_time_zone, profile.avatar.name) if profile else ()
    return ", ".join(filter(None, chosen))


def _organisations(person):
    columns = {"organisation": _("Organisation"), "role": _("Role"), "since": _("Since")}
    rows = [
        {"organisation": str(link.organisation), "role": link.get_role_display(), "since": link.created_at}
        for link in person.representations.select_related("organisation").order_by("pk")
    ]
    return Section("organisations", _("Organisations"), columns, rows)


def _nominations(person):
    columns = {"organisation": _("Organisation"), "role": _("Role"), "asked": _("Asked")}
    rows = [
        {"organisation": str(asked.organisation), "role": asked.get_role_display(), "asked": asked.created_at}
        for asked in Nomination.objects.filter(email=person.email)
        .select_related("organisation")
        .order_by("pk")
    ]
    return Section("nominations", _("Organisations that ask this person to act for them"), columns, rows)


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
        "note": _("Note"),
    }
    rows = [
        {
            "time": consent.at,
            "event": _("Given") if consent.given else _("Withdrawn"),
            "purpose": consent.text.get_purpose_display(),
            "version": consent.text.version,
            "about": consent.subject_label,
            "organisation": str(consent.organisation or ""),
            "language": language_name(consent.language),
            "wording": consent.wording,
            "how": consent.get_how_display(),
            "note": consent.note,
        }
        for consent in Consent.objects.filter(person=person).select_related("text", "organisation")
    ]
    return Section("consents", _("Permissions given and withdrawn"), columns, rows)


def _feedback(person):
    columns = {
        "arrived": _("Arrived"),
        "email": _("E-mail address"),
        "page": _("Page"),
        "text": _("Text"),
        "answered": _("Answered"),
        "answer": _("Answer"),
    }
    rows = [
        {
            "arrived": one.arrived_at,
            "email": one.email,
            "page": one.page,
            "text": one.text,
            "answered": one.answered_at,
            "answer": one.answer,
        }
        for one in Feedback.objects.filter(email=person.email)
    ]
    return Section("feedback", _("Feedback on accessibility"), columns, rows)


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


def _log(person, reader):
    """What the person did and what was done with their account, as far as the reader may see it."""
    about = Q(content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk))
    lines = ModelLogEntry.objects.filter(Q(user=person) | about)
    if reader != person:
        for hidden in hooks.get_hooks("hide_log_lines"):
            lines = lines.exclude(hidden(reader))
    entries = [
        *lines.select_related("content_type"),
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
