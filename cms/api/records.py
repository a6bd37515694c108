"""Public records as plain JSON values, in the shapes of `cms.api.schemas`."""

from datetime import UTC, datetime

from campaign.open_data import PublicCampaign
from cms.api.addresses import Places, attachment
from judging.open_data import PublicAward, PublicResult
from pledges.gallery.faces import Face
from pledges.named import NamedOrganisation
from pledges.open_data import PublicEntry, PublicPartner
from pledges.texts import Text


def moment(at: datetime) -> str:
    """ "2015-11-16T21:59:59Z"."""
    return f"{(at if at.tzinfo is UTC else at.astimezone(UTC)).isoformat()[:19]}Z"


def entry(record: PublicEntry, awards: list[PublicAward], places: Places) -> dict:
    return {
        "reference": record.reference,
        "url": places.entry(record.campaign, record.reference),
        "campaign": record.campaign,
        "kind": record.kind,
        "state": record.state,
        "language": record.language,
        "text": {
            "language": record.shown_in,
            "origin": record.text_state,
            "is_behind": record.is_behind,
            "title": record.title,
            "summary": record.summary,
            "description": record.description,
            "plain_summary": record.plain_summary or None,
        },
        "organisation": {
            "id": record.organisation_id or None,
            "name": record.organisation or None,
            "kind": record.organisation_kind_code,
            "website": record.website or None,
            "url": places.organisation(record.campaign, record.organisation_id)
            if record.organisation_id
            else None,
        },
        "partners": [partner(one, record.campaign, places) for one in record.partners],
        "themes": [{"slug": slug, "label": label} for slug, label, _palette in record.themes],
        "region": _area(record.region_code, record.region),
        "municipality": _area(record.municipality_code, record.municipality),
        "place": record.place or None,
        "starts_on": record.starts_on and record.starts_on.isoformat(),
        "ends_on": record.ends_on and record.ends_on.isoformat(),
        "report_every_months": record.report_every,
        "submitted_at": moment(record.submitted_at),
        "picture": {"url": places.picture(record.reference), "alt": record.image_alt}
        if record.has_image
        else None,
        "awards": [_award(one) for one in awards],
        "may_be_quoted": record.may_be_quoted,
        "licence": record.licence or None,
    }


def whole_entry(record: PublicEntry, result: PublicResult, example: Face | None, places: Places) -> dict:
    """From `public_record`, `public_result` and `examples.followed`."""
    return entry(record, result.awards, places) | {
        "original": _text(record.original) if record.original else None,
        "example": example and example.reference,
        "target_groups": record.target_groups,
        "tags": record.tags,
        "answers": [
            {"question": one.question, "answer": one.words, "language": one.language or None}
            for one in record.answers
        ],
        "files": [_file(record.reference, one) for one in record.attachments],
        "measures": [
            {"label": one.label, "unit": one.unit or None, "start": one.start, "target": one.target}
            for one in record.measures
        ],
        "result": _result(result),
    }


def partner(one: PublicPartner, campaign: str, places: Places) -> dict:
    return {
        "id": one.organisation_id,
        "url": places.organisation(campaign, one.organisation_id),
        "name": one.name,
        "kind": one.kind_code,
        "role": one.role,
        "contribution": one.contribution or None,
    }


def organisation(one: NamedOrganisation, places: Places) -> dict:
    return {
        "id": one.id,
        "url": places.organisation_in(one.campaigns, one.id),
        "name": one.name,
        "kind": one.kind,
        "website": one.website or None,
        "entries_filed": one.filed,
        "entries_joined": one.joined,
    }


def campaign(one: PublicCampaign, places: Places, feed: str) -> dict:
    return {
        "slug": one.slug,
        "title": one.title,
        "slogan": one.slogan or None,
        "aim": one.aim or None,
        "hashtag": one.hashtag or None,
        "owner": one.owner,
        "kinds": one.kinds,
        "phase": one.phase,
        "opens_at": moment(one.opens_at),
        "closes_at": moment(one.closes_at),
        "publishes_at": moment(one.publishes_at),
        "announces_at": moment(one.announces_at),
        "time_zone": one.time_zone,
        "themes": [
            {"slug": slug, "label": label, "description": description or None}
            for slug, label, description in one.themes
        ],
        "target_groups": one.target_groups,
        "urls": places.addresses(one.slug),
        "feed": feed,
    }


def award(given, public: PublicAward, slug: str, places: Places) -> dict:
    return _award(public) | {
        "entry": given.entry.reference,
        "campaign": slug,
        "entry_url": places.entry(slug, given.entry.reference),
    }


def _text(text: Text) -> dict:
    return {
        "language": text.language,
        "origin": text.state,
        "is_behind": text.is_behind,
        "title": text.title,
        "summary": text.summary,
        "description": text.description,
        "plain_summary": text.plain_summary or None,
    }


def _award(one: PublicAward) -> dict:
    return {"name": one.name, "grounds": one.grounds or None}


def _area(code: str, name: str) -> dict | None:
    return {"code": code, "name": name} if code else None


def _file(reference: str, one) -> dict:
    return {
        "name": one.name,
        "format": one.type,
        "size": one.size,
        "url": attachment(reference, one.pk),
        "alt": one.alt or None,
        "question": one.question or None,
    }


def _result(result: PublicResult) -> dict | None:
    if result.at is None:
        return None
    grounds = result.grounds or None
    return {"is_selected": result.is_selected, "grounds": grounds, "released_at": moment(result.at)}
