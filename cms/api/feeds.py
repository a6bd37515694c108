"""New entries as an Atom feed (RFC 4287), in pages that follow one another (RFC 5005)."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.api.addresses import Places, absolute, resource
from cms.api.atom import NAMESPACE, Writer
from cms.api.freshness import BEFORE_ALL
from cms.api.records import moment
from pledges.open_data import PublicEntry, public_records
from pledges.publication import changed
from pledges.states import PUBLIC

MEDIA_TYPE = "application/atom+xml"
SCREEN = 50
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
# What our names are made in: an identifier of a feed or an entry stays when the site moves.
_NAMES = uuid.UUID("5d3b0a3e-7f0c-4a53-9a35-0b1c0d5c7d11")


@dataclass(frozen=True)
class Head:
    """What a feed says of itself. `name` stays the same on all its pages, and when the site moves.

    `page` is what people read instead, `address` the feed's own, `next` that of its next page or empty.
    """

    name: str
    title: str
    page: str
    address: str
    next: str


def address(slug: str, language: str) -> str:
    """The feed of a campaign in one language."""
    query = urlencode({"campaign": slug, "lang": language})
    return f"{resource('feed')}?{query}"


def head(request: HttpRequest, places: Places, slug: str, more: str) -> Head:
    """Of the feed that was asked for, in the active language. `slug` names its campaign or is empty."""
    asked = [(name, value) for name, values in request.GET.lists() for value in values if name != "cursor"]
    filters = [pair for pair in asked if pair[0] not in ("campaign", "lang")]
    title = _("Pledges and initiatives")
    page = absolute(reverse("wagtail_serve", args=[""]))
    if slug:
        title = f"{places.campaign(slug)} – {title}"
        page = f"{places.gallery(slug)}?{urlencode(filters)}".rstrip("?")
    return Head(
        name=urlencode(sorted([*filters, ("campaign", slug), ("lang", get_language())])),
        title=title,
        page=page,
        address=absolute(request.get_full_path()),
        next=more,
    )


def newest(entries, after: list | None) -> list:
    """One page of entries, newest first, from where a cursor left off; and one more if there is any.

    Asked for state by state: each is in this order in the index, so that nothing has to be sorted.
    """
    if after:
        at, pk = datetime.fromisoformat(after[0]), after[1]
        entries = entries.filter(Q(submitted_at__lt=at) | Q(submitted_at=at, pk__lt=pk))
    found = [
        place
        for state in PUBLIC
        for place in entries.filter(state=state)
        .newest_first()
        .values_list("submitted_at", "pk")[: SCREEN + 1]
    ]
    keys = [pk for _at, pk in sorted(found, reverse=True)[: SCREEN + 1]]
    return list(entries.filter(pk__in=keys).newest_first().for_cards())


def write(entries, head: Head, places: Places) -> bytes:
    """The feed of these entries, in the active language."""
    moments = changed(entries)
    newest = max((last for _first, last in moments.values()), default=BEFORE_ALL)
    out = StringIO()
    xml = Writer(out, "utf-8")
    xml.startDocument()
    xml.startElement("feed", {"xmlns": NAMESPACE, "xml:lang": get_language()})
    xml.say("id", _urn(head.name))
    xml.say("title", head.title)
    xml.say("updated", moment(newest))
    xml.say("generator", "Lupaus", uri=absolute("/open-data/"))
    xml.link("self", head.address, MEDIA_TYPE)
    xml.link("alternate", head.page, "text/html")
    if head.next:
        xml.link("next", head.next, MEDIA_TYPE)
    for entry, record in zip(entries, public_records(entries), strict=True):
        _entry(xml, entry, record, moments[entry.pk], places)
    xml.endElement("feed")
    xml.endDocument()
    return out.getvalue().encode()


def _entry(xml: "Writer", entry, record: PublicEntry, moments, places: Places) -> None:
    published, last = moments
    xml.startElement("entry", {"xml:lang": record.shown_in})
    xml.say("id", _urn(entry.uuid.hex))
    xml.say("title", record.title)
    xml.say("published", moment(published))
    xml.say("updated", moment(last))
    xml.link("alternate", places.entry(record.campaign, record.reference), "text/html")
    xml.startElement("author", {})
    xml.say("name", record.organisation or _("The organisation’s name is not public"))
    if record.website:
        xml.say("uri", record.website)
    xml.endElement("author")
    xml.category(record.kind, record.kind_label, absolute("/open-data/#kind"))
    for slug, label, _palette in record.themes:
        xml.category(slug, label, absolute("/open-data/#theme"))
    xml.say("summary", record.summary)
    xml.say("content", record.description)
    if record.licence:
        xml.say("rights", "CC BY 4.0")
        xml.link("license", CC_BY)
    xml.endElement("entry")


def _urn(name: str) -> str:
    return uuid.uuid5(_NAMES, name).urn
