"""A public entry in the words of schema.org, for search engines and other machines that read pages."""

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import json_script
from django.utils.safestring import SafeString, mark_safe

LICENCES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}


def linked_data(record, campaign, address: str) -> SafeString:
    """The script element of a page's head. No browser runs it: its type is that of data."""
    said = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": address,
        "url": address,
        "identifier": record.reference,
        "additionalType": record.kind,
        "name": record.title,
        "abstract": record.summary,
        "inLanguage": record.shown_in,
        "datePublished": record.submitted_at and max(record.submitted_at, campaign.publishes_at),
        "image": f"{address}share-card/",
        "author": _organisation(record.organisation, record.website),
        "contributor": [_organisation(partner.name) for partner in record.partners],
        "about": [label for _slug, label, _palette in record.themes],
        "keywords": record.tags,
        "spatialCoverage": record.municipality or record.region,
        "license": LICENCES.get(record.licence),
        "isPartOf": {"@type": "CreativeWorkSeries", "name": str(campaign)},
        "publisher": {"@type": "Organization", "name": str(campaign.owner)},
    }
    return script({name: value for name, value in said.items() if value})


def _organisation(name: str, website: str = ""):
    if not name:
        return None
    return {"@type": "Organization", "name": name, **({"url": website} if website else {})}


def script(said: dict) -> SafeString:
    """`json_script` escapes what could end the element; the type tells machines what it is."""
    written = json_script(said, encoder=DjangoJSONEncoder)
    return mark_safe(written.replace("application/json", "application/ld+json", 1))
