"""What a screener needs to decide on one entry, put together for one page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry

from campaign.models import Question
from people import personal_hints
from people.models import Consent, Purpose
from pledges.models import Entry

# What two submissions are compared by, in the order of the form.
COMPARED = {
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "description": gettext_lazy("Description"),
    "themes": gettext_lazy("Themes"),
    "target_groups": gettext_lazy("Target groups"),
    "tags": gettext_lazy("Free tags"),
    "region": gettext_lazy("Region"),
    "municipality": gettext_lazy("Municipality"),
    "place": gettext_lazy("Place"),
    "image": gettext_lazy("Image"),
    "image_alt": gettext_lazy("Description of the image"),
    "contact": gettext_lazy("Contact person"),
    "answers": gettext_lazy("Answers"),
    "partners": gettext_lazy("Partners"),
    "permissions": gettext_lazy("Permissions"),
}


@dataclass(frozen=True)
class Hint:
    """Possible personal data in a text that the public may come to read."""

    place: str
    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    field: str
    before: str
    now: str


def sheet(entry: Entry) -> dict:
    """Everything on the page about one entry (from `for_reading()`), as template context."""
    answers = list(entry.answers.exclude(text="").select_related("question"))
    submissions = list(entry.submissions.all())
    return {
        "entry": entry,
        "campaign": entry.campaign,
        "answers": answers,
        "partners": entry.partners.all(),
        "tags": sorted(entry.tags.names()),
        "permissions": permissions(entry),
        "hints": hints(entry, answers),
        "submission": submissions[-1] if submissions else None,
        "changes": changes(*submissions[-2:]) if len(submissions) > 1 else [],
        "events": ModelLogEntry.objects.for_instance(entry).select_related("user")[:6],
    }


def permissions(entry) -> list[tuple[str, bool]]:
    standing = Consent.objects.in_force().about(entry.uuid).values_list("text__purpose", flat=True)
    given = set(standing)
    return [(purpose.label, purpose in given) for purpose in Purpose]


def hints(entry, answers) -> list[Hint]:
    public = Question.Audience.PUBLIC
    texts = [
        (_("Title"), entry.title),
        (_("Summary"), entry.summary),
        (_("Description"), entry.description),
        (_("Place"), entry.place),
        (_("Description of the image"), entry.image_alt),
        *((str(a.question), a.text) for a in answers if a.question.audience == public),
        *((str(p.organisation), f"{p.role}\n{p.contribution}") for p in entry.partners.all()),
    ]
    return [Hint(place, hint.kind, hint.text) for place, text in texts for hint in personal_hints.find(text)]


def changes(before, now) -> list[Change]:
    """What the submitter changed between two submissions."""
    return [
        Change(str(label), _plain(before.content.get(name)), _plain(now.content.get(name)))
        for name, label in COMPARED.items()
        if before.content.get(name) != now.content.get(name)
    ]


def _plain(value) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{key}: {part}" for key, part in value.items() if part)
    if isinstance(value, list):
        return "\n".join(_plain(part) for part in value)
    return "" if value is None else str(value)


def next_waiting(entry: Entry) -> Entry | None:
    """The next in the queue after this one; from its end back to what was skipped."""
    queue = Entry.objects.waiting_for_screening().exclude(pk=entry.pk)
    return queue.filter(submitted_at__gte=entry.submitted_at).first() or queue.first()
