"""What a screener needs to decide on one entry, put together for one page."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from campaign.models import Question
from people import personal_hints
from people.languages import name_in_words
from people.lookalikes import alike
from people.models import Consent, Purpose
from pledges import answers, receipt
from pledges.as_received import as_received
from pledges.models import Entry, Partner
from pledges.open_data import goals_content
from pledges.states import EDITABLE
from pledges.texts import translations
from pledges.versions import changes

NEWEST = 10


@dataclass(frozen=True)
class Hint:
    """Possible personal data in a text that the public may come to read."""

    place: str
    kind: str
    text: str


def sheet(entry: Entry) -> dict:
    """Everything on the page about one entry (from `for_reading()`), as template context."""
    given = list(entry.answers.given())
    submissions = list(entry.submissions.all())
    last = submissions[-1] if submissions else None
    all_partners = partners(entry)
    # What is being written is its writers' own until it is sent.
    is_open = entry.state in EDITABLE and last is not None
    return {
        "title": last.content["title"] if is_open else entry.title,
        "received": receipt.received(last.content, entry.campaign, last.redacted) if is_open else [],
        "entry": entry,
        "example": entry.example and as_received(entry.example),
        "stands": fingerprint(entry),
        "campaign": entry.campaign,
        "answers": [
            (answer.question, shown) for answer, shown in zip(given, answers.shown(given), strict=True)
        ],
        "attachments": answers.shown_files(entry.attachments),
        "partners": all_partners,
        "tags": sorted(entry.tags.names()),
        "permissions": permissions(entry),
        "translations": translations(entry),
        "goals": [row for row in receipt.goals(goals_content(entry)) if row[1]],
        "hints": hints(entry, given),
        "lookalikes": lookalikes(entry),
        "submission": last,
        "changes": changes(*submissions[-2:], entry.campaign) if len(submissions) > 1 else [],
        "events": events(entry, all_partners),
    }


def partners(entry: Entry) -> list[Partner]:
    """With those who act for them here: whether it was the organisation that answered depends on it."""
    found = list(entry.partners.all())
    prefetch_related_objects(found, "organisation__representatives__user")
    return found


def events(entry: Entry, partners: list[Partner]) -> list[tuple]:
    """The newest lines of the log of an entry, each with the partner that it is about, or None."""
    lines = without_the_jurys(lines_about(entry, partners)).select_related("user", "content_type")
    about = organisations_in_log(partners)
    return [(line, about(line)) for line in lines[:NEWEST]]


def lines_about(entry: Entry, partners: list[Partner]):
    """The log of an entry and of its partners."""
    theirs = {
        "content_type": ContentType.objects.get_for_model(Partner),
        "object_id__in": [str(partner.pk) for partner in partners],
    }
    return ModelLogEntry.objects.for_instance(entry) | ModelLogEntry.objects.filter(**theirs)


def organisations_in_log(partners: list[Partner]) -> Callable:
    """What finds the partner's organisation that a line of the log is about.

    By its key: the name is the one that it has now, and none where the partner has been erased.
    """
    by_key = {str(partner.pk): partner.organisation for partner in partners}
    invited = {partner.organisation_id: partner.organisation for partner in partners}

    def find(line):
        if line.action.startswith("pledges.partner."):
            return by_key.get(line.object_id)
        return invited.get(line.data.get("organisation"))

    return find


def without_the_jurys(lines):
    """The log without who has read scores: nothing that screening, or whose entry it is, has to know."""
    return lines.exclude(action__startswith="judging.")


def fingerprint(entry: Entry) -> str:
    """Of what can change while it waits: a new submission, names, logos, what partners say of themselves."""
    partners = [
        (
            p.pk,
            p.state,
            p.role,
            p.contribution,
            p.answered_from,
            p.email,
            p.organisation.name.data,
            p.organisation.logo,
        )
        for p in entry.partners.all()
    ]
    organisation = entry.organisation
    own = [organisation.name.data, organisation.website, organisation.logo]
    read = [entry.submissions.count(), *own, *partners]
    return hashlib.sha256(repr(read).encode()).hexdigest()


def lookalikes(entry) -> list[tuple]:
    """Each organisation of the entry whose name looks like that of others, with these."""
    involved = [entry.organisation, *(partner.organisation for partner in entry.partners.all())]
    found = alike(involved)
    return [(one, found[one.pk]) for one in involved if one.pk in found]


def permissions(entry) -> list[tuple[str, bool]]:
    standing = Consent.objects.in_force().about(entry.uuid).values_list("text__purpose", flat=True)
    given = set(standing)
    return [(purpose.label, purpose in given) for purpose in Purpose]


def hints(entry, given) -> list[Hint]:
    public = Question.Audience.PUBLIC
    texts = [
        (_("Title"), entry.title),
        (_("Summary"), entry.summary),
        (_("Description"), entry.description),
        (_("Summary in plain language"), entry.plain_summary),
        *((name_in_words(text.language), "\n".join(text.parts)) for text in translations(entry)),
        *((_("Measures"), f"{one.label}\n{one.unit}") for one in entry.measures.all()),
        (_("Place"), entry.place),
        (_("Description of the image"), entry.image_alt),
        *((str(a.question), a.text) for a in given if a.question.audience == public),
        *((one.name, f"{one.name}\n{one.alt}") for one in entry.attachments.for_public()),
        *((str(p.organisation), f"{p.role}\n{p.contribution}") for p in entry.partners.all()),
    ]
    return [Hint(place, hint.kind, hint.text) for place, text in texts for hint in personal_hints.find(text)]


def next_waiting(entry: Entry, user) -> Entry | None:
    """The next in somebody's queue after this one; from its end back to what was skipped."""
    queue = Entry.objects.in_reach_of(user).waiting_for_screening().exclude(pk=entry.pk)
    return queue.filter(submitted_at__gte=entry.submitted_at).first() or queue.first()
