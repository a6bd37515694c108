"""What a juror may read of an entry: one record, from which blind judging leaves out who is behind it."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from judging.blind import redact
from judging.identities import names_of
from judging.pieces import part_key
from pledges.answers import ShownAnswer, ShownFile, shown, shown_files
from pledges.open_data import PublicMeasure, PublicPartner, partner_records, public_measures
from pledges.texts import PARTS, Text, original, text_for


@dataclass(frozen=True)
class JuryEntry:
    """Everything a juror sees of an entry. Contact persons are never part of it.

    In blind judging organisation, partners, place, image and attachments are empty, and the texts do
    not name them: they are those of the copy made by hand, or else are redacted automatically.
    """

    reference: str
    kind: str
    language: str
    title: str
    summary: str
    description: str
    plain_summary: str
    shown_in: str
    text_state: str
    is_behind: bool
    original: Text | None
    starts_on: date | None
    ends_on: date | None
    reports: str
    measures: list[PublicMeasure]
    themes: list[str]
    target_groups: list[str]
    region: str
    is_blind: bool
    tags: list[str] = field(default_factory=list)
    answers: list[ShownAnswer] = field(default_factory=list)
    organisation: str = ""
    organisation_kind: str = ""
    website: str = ""
    place: str = ""
    has_image: bool = False
    image_alt: str = ""
    partners: list[PublicPartner] = field(default_factory=list)
    attachments: list[ShownFile] = field(default_factory=list)


# What `title_for_jury` reads of an entry itself. Whoever loads less asks once more for each entry.
OF_TITLES = (*PARTS, "language", "contact_name", "contact_email", "contact_phone")


def title_for_jury(entry, *, blind: bool) -> tuple[str, str]:
    """The title as a list may show it, and its language. Needs the organisation and the partners' ones."""
    text = text_for(entry)
    hide = _hider(entry, blind=blind)
    return hide(text.title, part_key(text, "title")), text.language


def _hider(entry, *, blind: bool):
    """What makes the words of an entry fit to read: a function of a text and the key of its piece, if any."""
    if not blind:
        return lambda words, key="": words
    copy = getattr(entry, "redaction", None)
    by_hand = copy.words if copy and copy.is_done else {}
    names, mark = names_of(entry), _("[hidden]")
    return lambda words, key="": by_hand[key] if key in by_hand else redact(words, names, mark)


def record_for_jury(entry, *, blind: bool) -> JuryEntry:
    """The record of one entry, loaded as `for_reading()` does. Two more queries: answers and tags."""
    hide = _hider(entry, blind=blind)
    text = text_for(entry)
    tags = sorted(entry.tags.names())
    region = entry.municipality.region if entry.municipality else entry.region
    return JuryEntry(
        reference=entry.reference,
        kind=entry.get_kind_display(),
        language=entry.language,
        **_hidden(text, hide),
        shown_in=text.language,
        text_state=text.state,
        is_behind=text.is_behind,
        original=None if text.is_original else replace(original(entry), **_hidden(original(entry), hide)),
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        reports=entry.get_report_every_display() or "",
        measures=_measures(entry, hide),
        themes=[str(theme) for theme in entry.themes.all()],
        target_groups=[str(group) for group in entry.target_groups.all()],
        region=str(region or ""),
        is_blind=blind,
        tags=[tag for tag in tags if hide(tag) == tag],
        answers=_answers(entry, hide),
        **({} if blind else _openly(entry)),
    )


def _hidden(text: Text, hide) -> dict[str, str]:
    return {part: hide(getattr(text, part), part_key(text, part)) for part in PARTS}


def _measures(entry, hide) -> list[PublicMeasure]:
    told = [one for one in entry.measures.all() if one.is_told]
    return [
        replace(
            shown,
            label=hide(shown.label, f"measure.{one.pk}.label"),
            unit=hide(shown.unit, f"measure.{one.pk}.unit"),
        )
        for one, shown in zip(told, public_measures(entry), strict=True)
    ]


def _answers(entry, hide) -> list[ShownAnswer]:
    given = list(entry.answers.given().for_jury())
    return [
        replace(answer, words=hide(answer.words, f"answer.{one.question_id}"))
        for one, answer in zip(given, shown(given), strict=True)
    ]


def _openly(entry) -> dict:
    organisation = entry.organisation
    return {
        "organisation": str(organisation),
        "organisation_kind": organisation.get_kind_display(),
        "website": organisation.website,
        "place": ", ".join(filter(None, [str(entry.municipality or ""), entry.place])),
        "has_image": bool(entry.image),
        "image_alt": entry.image_alt,
        "attachments": shown_files(entry.attachments.for_jury()),
        "partners": partner_records(entry),
    }
