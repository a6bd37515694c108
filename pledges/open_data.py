"""What an entry says to others: the public record, and the content frozen at submission."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from campaign.models import Kind
from people.languages import said
from people.models import Consent, Organisation, Purpose
from pledges import answers
from pledges.states import State
from pledges.texts import PARTS, Text, original, text_for

LICENCE = "CC-BY-4.0"


@dataclass(frozen=True)
class PublicPartner:
    """A partner as others read of it. `logo` is its number where its logo may be shown, else 0.

    `organisation_id` is what open data calls the organisation, `kind_code` its kind in every language.
    """

    name: str
    kind: str
    role: str
    contribution: str
    logo: int = 0
    organisation_id: str = ""
    kind_code: str = ""


def partner_record(partner) -> PublicPartner:
    organisation = partner.organisation
    return PublicPartner(
        name=str(organisation),
        kind=str(Organisation.Kind(organisation.kind).label),
        role=partner.role,
        contribution=partner.contribution,
        logo=partner.pk if partner.may_use_logo and organisation.logo else 0,
        organisation_id=organisation.public_id,
        kind_code=organisation.kind,
    )


@dataclass(frozen=True)
class PublicMeasure:
    label: str
    unit: str
    start: Decimal | None
    target: Decimal


@dataclass(frozen=True)
class PublicEntry:
    """Everything the public may know about one entry. Built only from `Entry.objects.public()`.

    Empty strings and lists mean "not given or not permitted". `organisation` is empty without consent
    to publish the name; `has_image` and `contact_*` likewise. `licence` is the SPDX identifier of the
    licence under which the text may be reused, `may_be_quoted` says that the press may quote it. Target
    groups, tags, answers, attachments and measures are in the record of a single entry only.

    The title, the two summaries and the description are in the language `shown_in`: the reader's, or else
    that of the entry, in which everything else that its writers said stands (`language`).

    What ends in `_code` or `_id`, and `campaign`, which is a slug, is for machines: the same in every
    language. `organisation_id` is empty where the organisation is not named.
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
    plain_summary: str
    shown_in: str
    text_state: str
    is_behind: bool
    organisation: str
    organisation_kind: str
    website: str
    contact_name: str
    contact_email: str
    contact_phone: str
    has_image: bool
    image_alt: str
    may_be_quoted: bool
    licence: str
    palette: int
    region: str
    municipality: str
    place: str
    submitted_at: object
    starts_on: date | None = None
    ends_on: date | None = None
    reports: str = ""
    report_every: int | None = None
    campaign: str = ""
    organisation_id: str = ""
    organisation_kind_code: str = ""
    region_code: str = ""
    municipality_code: str = ""
    original: Text | None = None
    measures: list = field(default_factory=list)
    themes: list = field(default_factory=list)
    target_groups: list = field(default_factory=list)
    tags: list = field(default_factory=list)
    partners: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    attachments: list = field(default_factory=list)

    @property
    def summary_begins_the_description(self) -> bool:
        """As in entries that were imported from a place that knows no summaries."""
        begun = " ".join(self.summary.split()).rstrip("….")
        return bool(begun) and " ".join(self.description.split()).startswith(begun)


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
    permitted = _permitted([entry]).get(entry.uuid, set())
    record = _record(entry, permitted)
    record.target_groups.extend(said(group.label) for group in entry.target_groups.all())
    record.answers.extend(answers.shown(entry.answers.given().for_public()))
    record.attachments.extend(_files(entry, permitted))
    record.tags.extend(sorted(entry.tags.names()))
    record.measures.extend(public_measures(entry))
    return record


def public_measures(entry) -> list[PublicMeasure]:
    return [
        PublicMeasure(one.label, one.unit, one.start, one.target)
        for one in entry.measures.all()
        if one.is_told
    ]


def _files(entry, permitted: set[str]) -> list:
    """Files that the public may have: of the text, and pictures only where pictures are permitted."""
    files = entry.attachments.for_public()
    if Purpose.PUBLISH_IMAGE not in permitted:
        files = files.without_pictures()
    return answers.shown_files(files)


def _record(entry, permitted: set[str]) -> PublicEntry:
    organisation, region = entry.organisation, region_of(entry)
    text = text_for(entry)
    return PublicEntry(
        reference=entry.reference,
        kind=entry.kind,
        kind_label=str(Kind(entry.kind).label),
        state=entry.state,
        state_label=str(State(entry.state).label),
        language=entry.language,
        **{part: getattr(text, part) for part in PARTS},
        shown_in=text.language,
        text_state=text.state,
        is_behind=text.is_behind,
        original=None if text.is_original else original(entry),
        **permitted_parts(
            permitted,
            organisation=str(organisation),
            organisation_id=organisation.public_id,
            website=organisation.website,
            contact=(entry.contact_name, entry.contact_email, entry.contact_phone),
            image=entry.image,
            image_alt=entry.image_alt,
        ),
        organisation_kind=Organisation.Kind(organisation.kind).label,
        organisation_kind_code=organisation.kind,
        palette=entry.palette,
        campaign=entry.campaign.slug,
        region=str(region or ""),
        region_code=region.pk if region else "",
        municipality=str(entry.municipality or ""),
        municipality_code=entry.municipality_id or "",
        place=entry.place,
        submitted_at=entry.submitted_at,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        reports=entry.get_report_every_display() or "",
        report_every=entry.report_every,
        themes=[(theme.slug, said(theme.label), theme.palette) for theme in entry.themes.all()],
        partners=[partner_record(partner) for partner in entry.partners.all() if partner.is_named],
    )


def permitted_parts(
    permitted: set[str], *, organisation, organisation_id, website, contact, image, image_alt
) -> dict:
    """The fields of a public record that need a permission of their own, cut down to those that stand.

    The one definition of what each permission adds, also for records that are made in bulk.
    """
    named = Purpose.PUBLISH_ORGANISATION in permitted
    pictured = bool(image) and Purpose.PUBLISH_IMAGE in permitted
    name, email, phone = contact if Purpose.PUBLISH_CONTACT in permitted else ("", "", "")
    return {
        "organisation": organisation if named else "",
        "organisation_id": organisation_id if named else "",
        "website": website if named else "",
        "contact_name": name,
        "contact_email": email,
        "contact_phone": phone,
        "has_image": pictured,
        "image_alt": image_alt if pictured else "",
        "may_be_quoted": Purpose.QUOTE in permitted,
        "licence": LICENCE if Purpose.REUSE in permitted else "",
    }


def partner_records(entry) -> list[PublicPartner]:
    """All that take part, for those who handle the entry."""
    return [partner_record(partner) for partner in entry.partners.all() if partner.takes_part]


def region_of(entry):
    """Of its municipality, or else the one that was chosen."""
    return entry.municipality.region if entry.municipality else entry.region


def submitted_content(entry) -> dict:
    """What the submitter sent, as plain JSON: the receipt's fingerprint is taken from it."""
    return submitted_contents([entry])[0]


def submitted_contents(entries) -> list[dict]:
    """What was sent in with each entry, read anew: a fixed number of queries however many they are."""
    model = type(entries[0])
    fresh = model.objects.select_related("organisation").prefetch_related(
        "themes",
        "target_groups",
        "tags",
        "translations",
        "measures",
        "answers__question",
        "attachments__question",
        "partners__organisation",
    )
    found = fresh.in_bulk([entry.pk for entry in entries])
    permitted = _permitted(entries)
    choices = answers.choices(answer.question for entry in found.values() for answer in entry.answers.all())
    return [content_of(found[entry.pk], permitted.get(entry.uuid, set()), choices) for entry in entries]


def content_of(entry, permitted: set[str], choices: dict) -> dict:
    """The same of an entry with everything that belongs to it read already."""
    given = entry.answers.all()
    return {
        "reference": entry.reference,
        "kind": entry.kind,
        "organisation": str(entry.organisation),
        "business_id": entry.organisation.business_id,
        "language": entry.language,
        "title": entry.title,
        "summary": entry.summary,
        "description": entry.description,
        "plain_summary": entry.plain_summary,
        "translations": {
            one.language: {**{part: getattr(one, part) for part in PARTS}, "origin": one.origin}
            for one in entry.translations.all()
            if one.language != entry.language
        },
        **goals_content(entry),
        "themes": sorted(theme.slug for theme in entry.themes.all()),
        "target_groups": sorted(str(group) for group in entry.target_groups.all()),
        "tags": sorted(tag.name for tag in entry.tags.all()),
        "region": entry.region_id,
        "municipality": entry.municipality_id,
        "place": entry.place,
        "image": entry.image,
        "image_alt": entry.image_alt,
        "contact": {"name": entry.contact_name, "email": entry.contact_email, "phone": entry.contact_phone},
        "answers": {answer.question.slug: answer.text for answer in given},
        "choices": {
            key: choices[key].label.data for answer in given for key in answers.keys(answer) if key in choices
        },
        "attachments": [
            {
                "question": attachment.question.slug if attachment.question else "",
                "name": attachment.name,
                "type": attachment.type,
                "size": attachment.size,
                "digest": attachment.digest,
                "alt": attachment.alt,
                "is_public": attachment.is_public,
            }
            for attachment in entry.attachments.all()
        ],
        "partners": [
            {
                "organisation": str(partner.organisation),
                "role": partner.role,
                "contribution": partner.contribution,
                "may_use_name": partner.may_use_name,
                "may_use_logo": partner.may_use_logo,
            }
            for partner in entry.partners.all()
            if partner.takes_part
        ],
        "permissions": sorted(permitted),
    }


def goals_content(entry) -> dict:
    return {
        "starts_on": entry.starts_on and entry.starts_on.isoformat(),
        "ends_on": entry.ends_on and entry.ends_on.isoformat(),
        "report_every": entry.report_every,
        "measures": [
            {"label": one.label, "unit": one.unit, "start": _number(one.start), "target": _number(one.target)}
            for one in entry.measures.all()
        ],
    }


def _number(value: Decimal | None) -> str | None:
    """A number as text: JSON has no decimals, and 24.00 is 24."""
    return None if value is None else f"{value.normalize():f}"
