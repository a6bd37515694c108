"""An organisation in a campaign: who it is, what it promises, where it takes part. And its logo.

All through `pledges.named`: whoever is named in no public entry any more has no page.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from pledges.hosting import open_to
from pledges.linked_data import organisation_data
from pledges.models import Entry
from pledges.named import filed_by, joined_by, named_in, named_organisations, shows_logo
from pledges.open_data import PublicEntry, public_records
from pledges.views.public import Place, picture_answer

MOST = 12
LOGO_WIDTH = 480


@dataclass(frozen=True)
class Part:
    """The newest of its entries of one sort; `total` counts all of them."""

    entries: list[PublicEntry]
    total: int

    @classmethod
    def of(cls, entries, total: int) -> "Part":
        return cls(public_records(entries.newest_first().for_cards()[:MOST]) if total else [], total)

    @property
    def has_more(self) -> bool:
        return self.total > len(self.entries)


def organisation(request, page, key: str, awarded):
    """`awarded` returns those of a public QuerySet of entries that have announced awards."""
    entries = Entry.objects.public().in_campaign(page.campaign)
    found = named_in(entries).select_related("municipality__region").filter(public_id=key).first()
    if found is None:
        raise Http404
    [record] = named_organisations([found], entries)
    filed, joined = filed_by(found, entries), joined_by(found, entries)
    address = f"{settings.PUBLIC_ADDRESS}{request.path}"
    municipality = found.municipality if record.filed else None
    context = {
        "page": page,
        "campaign": page.campaign,
        "trail": [Place(page.said_title, page.address), Place(record.name)],
        "organisation": record,
        "municipality": municipality,
        "has_logo": shows_logo(found, entries),
        "filed": Part.of(filed, record.filed),
        "joined": Part.of(joined, record.joined),
        "awarded": awarded(filed | joined),
        "everything": f"{page.gallery_address}?{urlencode({'q': record.name})}",
        "linked_data": organisation_data(record, municipality, address),
    }
    return render(request, "pledges/public/organisation.html", context)


def logo(request, key: str):
    """The logo of an organisation, where a public entry says that the public may see it."""
    entries = Entry.objects.public().filter(open_to(request))
    found = named_in(entries).filter(public_id=key).first()
    if found is None or not shows_logo(found, entries):
        raise Http404
    return picture_answer(request, found.logo, LOGO_WIDTH)
