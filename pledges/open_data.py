"""What an entry says to others: the public record, and the content frozen at submission."""

from dataclasses import dataclass, field

from campaign.models import Question
from people.models import Consent, Organisation, Purpose
from pledges.states import PartnerState


@dataclass(frozen=True)
class PublicPartner:
    name: str
    kind: str
    role: str
    contribution: str


@dataclass(frozen=True)
class PublicEntry:
    """Everything the public may know about one entry. Built only from `Entry.objects.public()`.

    Empty strings and lists mean "not given or not permitted". `organisation` is empty without consent
    to publish the name; `has_image` and `contact_*` likewise. Target groups, tags and answers are in
    the record of a single entry only.
    """

    reference: str
    kind: str
    kind_label: str
    state: str
    state_label: str
    language: str
    title: str
    summary: str
    description: str
    organisation: str
    organisation_kind: str
    website: str
    contact_name: str
    contact_email: str
    contact_phone: str
    has_image: bool
    image_alt: str
    palette: int
    region: str
    municipality: str
    place: str
    submitted_at: object
    themes: list = field(default_factory=list)
    target_groups: list = field(default_factory=list)
    tags: list = field(default_factory=list)
    partners: list = field(default_factory=list)
    answers: list = field(default_factory=list)


def public_records(entries) -> list[PublicEntry]:
    """The public records of a screen of entries (from `public().for_cards()`), in their order."""
    entries = list(entries)
    permitted = _permitted(entries)
    return [_record(entry, permitted.get(entry.uuid, set())) for entry in entries]


def _permitted(entries) -> dict:
    """The purposes that stand in the ledger for each entry's uuid."""
    permitted: dict = {}
    consents = Consent.objects.in_force().filter(subject__in=[entry.uuid for entry in entries])
    for subject, purpose in consents.values_list("subject", "text__purpose"):
        permitted.setdefault(subject, set()).add(purpose)
    return permitted


def public_record(entry) -> PublicEntry:
    """The public record of one entry with its target groups, answers and tags."""
    record = public_records([entry])[0]
    record.target_groups.extend(str(group) for group in entry.target_groups.all())
    answers = entry.answers.filter(question__audience=Question.Audience.PUBLIC).exclude(text="")
    record.answers.extend(
        (str(answer.question), answer.text) for answer in answers.select_related("question")
    )
    record.tags.extend(sorted(entry.tags.names()))
    return record


def _record(entry, permitted: set[str]) -> PublicEntry:
    organisation = entry.organisation
    named = Purpose.PUBLISH_ORGANISATION in permitted
    contact = Purpose.PUBLISH_CONTACT in permitted
    pictured = bool(entry.image) and Purpose.PUBLISH_IMAGE in permitted
    return PublicEntry(
        reference=entry.reference,
        kind=entry.kind,
        kind_label=entry.get_kind_display(),
        state=entry.state,
        state_label=entry.get_state_display(),
        language=entry.language,
        title=entry.title,
        summary=entry.summary,
        description=entry.description,
        organisation=str(organisation) if named else "",
        organisation_kind=Organisation.Kind(organisation.kind).label,
        website=organisation.website if named else "",
        contact_name=entry.contact_name if contact else "",
        contact_email=entry.contact_email if contact else "",
        contact_phone=entry.contact_phone if contact else "",
        has_image=pictured,
        image_alt=entry.image_alt if pictured else "",
        palette=entry.palette,
        region=str(_region(entry) or ""),
        municipality=str(entry.municipality or ""),
        place=entry.place,
        submitted_at=entry.submitted_at,
        themes=[(theme.slug, str(theme), theme.palette) for theme in entry.themes.all()],
        partners=[
            PublicPartner(
                str(partner.organisation),
                partner.organisation.get_kind_display(),
                partner.role,
                partner.contribution,
            )
            for partner in entry.partners.all()
            if partner.state == PartnerState.CONFIRMED
        ],
    )


def _region(entry):
    return entry.municipality.region if entry.municipality else entry.region


def submitted_content(entry) -> dict:
    """What the submitter sent, as plain JSON: the receipt's fingerprint is taken from it."""
    return submitted_contents([entry])[0]


def submitted_contents(entries) -> list[dict]:
    """What was sent in with each entry, read anew: a fixed number of queries however many they are."""
    model = type(entries[0])
    fresh = model.objects.select_related("organisation").prefetch_related(
        "themes", "target_groups", "tags", "answers__question", "partners__organisation"
    )
    found = fresh.in_bulk([entry.pk for entry in entries])
    permitted = _permitted(entries)
    return [_content(found[entry.pk], permitted.get(entry.uuid, set())) for entry in entries]


def _content(entry, permitted: set[str]) -> dict:
    return {
        "reference": entry.reference,
        "kind": entry.kind,
        "organisation": str(entry.organisation),
        "business_id": entry.organisation.business_id,
        "language": entry.language,
        "title": entry.title,
        "summary": entry.summary,
        "description": entry.description,
        "themes": sorted(theme.slug for theme in entry.themes.all()),
        "target_groups": sorted(str(group) for group in entry.target_groups.all()),
        "tags": sorted(tag.name for tag in entry.tags.all()),
        "region": entry.region_id,
        "municipality": entry.municipality_id,
        "place": entry.place,
        "image": entry.image,
        "image_alt": entry.image_alt,
        "contact": {"name": entry.contact_name, "email": entry.contact_email, "phone": entry.contact_phone},
        "answers": {answer.question.slug: answer.text for answer in entry.answers.all()},
        "partners": [
            {
                "organisation": str(partner.organisation),
                "role": partner.role,
                "contribution": partner.contribution,
            }
            for partner in entry.partners.all()
            if partner.state == PartnerState.CONFIRMED
        ],
        "permissions": sorted(permitted),
    }
