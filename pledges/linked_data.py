"""A public entry in the words of schema.org, for search engines and other machines that read pages."""

from collections.abc import Callable

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import json_script
from django.utils.safestring import SafeString, mark_safe

LICENCES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}


def linked_data(record, campaign, address: str, organisation_address: Callable[[str], str]) -> SafeString:
    """The script element of a page's head. No browser runs it: its type is that of data.

    `organisation_address` is the path of the page of an organisation by its public id.
    """

    def organisation(name: str, key: str, website: str = ""):
        return _organisation(name, f"{settings.PUBLIC_ADDRESS}{organisation_address(key)}", website)

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
        "author": record.organisation
        and organisation(record.organisation, record.organisation_id, record.website),
        "contributor": [organisation(one.name, one.organisation_id) for one in record.partners],
        "about": [label for _slug, label, _palette in record.themes],
        "keywords": record.tags,
        "spatialCoverage": record.municipality or record.region,
        "license": LICENCES.get(record.licence),
        "isPartOf": {"@type": "CreativeWorkSeries", "name": str(campaign)},
        "publisher": {"@type": "Organization", "name": str(campaign.owner)},
    }
    return script({name: value for name, value in said.items() if value})


def organisation_data(record, municipality, address: str) -> SafeString:
    """The same of an organisation (`NamedOrganisation`) on its own page."""
    place = {"@type": "PostalAddress", "addressLocality": str(municipality), "addressCountry": "FI"}
    said = {"@context": "https://schema.org", **_organisation(record.name, address, record.website)}
    return script(said | ({"address": place} if municipality else {}))


def _organisation(name: str, address: str, website: str) -> dict:
    said = {"@type": "Organization", "@id": address, "name": name, "url": address}
    return said | ({"sameAs": website} if website else {})


def script(said: dict) -> SafeString:
    """`json_script` escapes what could end the element; the type tells machines what it is."""
    written = json_script(said, encoder=DjangoJSONEncoder)
    return mark_safe(written.replace("application/json", "application/ld+json", 1))
