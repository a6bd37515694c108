"""What a juror may read of an entry: one record, from which blind judging leaves out who is behind it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from campaign.models import Question
from judging.blind import redact
from pledges.open_data import PublicPartner
from pledges.states import PartnerState

FOR_JURORS = (Question.Audience.PUBLIC, Question.Audience.JURY)


@dataclass(frozen=True)
class JuryEntry:
    """Everything a juror sees of an entry. Contact persons are never part of it.

    In blind judging organisation, partners, place and image are empty, and the texts do not name them.
    """

    reference: str
    kind: str
    language: str
    title: str
    summary: str
    description: str
    themes: list[str]
    target_groups: list[str]
    region: str
    is_blind: bool
    tags: list[str] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    organisation: str = ""
    organisation_kind: str = ""
    website: str = ""
    place: str = ""
    has_image: bool = False
    image_alt: str = ""
    partners: list[PublicPartner] = field(default_factory=list)


def title_for_jury(entry, *, blind: bool) -> str:
    """The title as a list may show it. Needs the organisation and the partners' organisations."""
    return redact(entry.title, _names(entry), _("[hidden]")) if blind else entry.title


def record_for_jury(entry, *, blind: bool) -> JuryEntry:
    """The record of one entry, loaded as `for_reading()` does. Two more queries: answers and tags."""
    names, mark = (_names(entry), _("[hidden]")) if blind else ([], "")
    asked = entry.answers.filter(question__audience__in=FOR_JURORS, question__is_personal=False)
    tags = sorted(entry.tags.names())
    region = entry.municipality.region if entry.municipality else entry.region
    return JuryEntry(
        reference=entry.reference,
        kind=entry.get_kind_display(),
        language=entry.language,
        title=redact(entry.title, names, mark),
        summary=redact(entry.summary, names, mark),
        description=redact(entry.description, names, mark),
        themes=[str(theme) for theme in entry.themes.all()],
        target_groups=[str(group) for group in entry.target_groups.all()],
        region=str(region or ""),
        is_blind=blind,
        tags=[tag for tag in tags if redact(tag, names, mark) == tag],
        answers=[
            (str(answer.question), redact(answer.text, names, mark))
            for answer in asked.exclude(text="").select_related("question")
        ],
        **({} if blind else _openly(entry)),
    )


def _openly(entry) -> dict:
    organisation = entry.organisation
    return {
        "organisation": str(organisation),
        "organisation_kind": organisation.get_kind_display(),
        "website": organisation.website,
        "place": ", ".join(filter(None, [str(entry.municipality or ""), entry.place])),
        "has_image": bool(entry.image),
        "image_alt": entry.image_alt,
        "partners": [
            PublicPartner(
                str(partner.organisation),
                partner.organisation.get_kind_display(),
                partner.role,
                partner.contribution,
            )
            for partner in entry.partners.all()
            if partner.state == PartnerState.CONFIRMED
        ],
    }


def _names(entry) -> list[str]:
    """What would tell who is behind an entry: names in every language, addresses, numbers."""
    organisations = [entry.organisation, *(partner.organisation for partner in entry.partners.all())]
    names = [
        entry.contact_name,
        entry.contact_email,
        entry.contact_phone,
        entry.contact_email.partition("@")[2],
    ]
    for organisation in organisations:
        names.extend(_every_language(organisation.name))
        names.append(organisation.website.partition("//")[2].removeprefix("www.").strip("/"))
        names.append(organisation.business_id)
    return [name for name in names if name]


def _every_language(label) -> list[str]:
    return list(label.data.values()) if isinstance(label.data, dict) else [str(label)]
