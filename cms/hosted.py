"""Public entries of several campaigns, each with the address of its page in the active language."""

from dataclasses import dataclass

from django.utils import translation

from cms import epochs
from cms.epochs import Pages, by_campaign
from cms.models.campaign import CampaignPage
from pledges.gallery.newest import newest
from pledges.models import Entry
from pledges.open_data import PublicEntry, public_records
from pledges.templatetags.hosting import address_on, organisation_on


@dataclass(frozen=True)
class HostedEntry:
    """`organisation_address` is empty where the organisation is not named."""

    entry: PublicEntry
    address: str
    organisation_address: str


def hosts() -> Pages:
    """The pages of each campaign by language, of those that everybody may open."""
    return by_campaign(CampaignPage.objects.for_everybody().in_order())


def open_to(request) -> Pages:
    """Those that the sender of a request may open: with what everybody may, what is closed to others."""
    there = epochs.of(request).hosts
    opened = [page for page, doors in there.closed if all(door.accept_request(request) for door in doors)]
    if not opened:
        return there.pages
    own = by_campaign(opened)
    return {key: there.pages.get(key, {}) | own.get(key, {}) for key in {**there.pages, **own}}


def hosted(entries, most: int, pages: Pages | None = None) -> list[HostedEntry]:
    """The first of a public QuerySet, without those of campaigns that have no page in this language.

    `pages` are those that count, if it is not all that everybody may open.
    """
    hosts = _in_this_language(epochs.now().hosts.pages if pages is None else pages)
    return _hosted(entries.filter(campaign__in=hosts), hosts, most)


def address_of(entry: Entry) -> str:
    """The page of an entry in the active language; empty while the public cannot read it.

    Two queries, because letters ask once for each of their readers.
    """
    host = _in_this_language(epochs.now().hosts.pages).get(entry.campaign_id)
    is_read = host is not None and Entry.objects.public().filter(pk=entry.pk).exists()
    return address_on(entry, host) if is_read else ""


def newest_hosted(most: int) -> list[HostedEntry]:
    """The newest of all campaigns that have a page in this language."""
    hosts = _in_this_language(epochs.now().hosts.pages)
    return _hosted(newest((host.campaign for host in hosts.values()), most), hosts, most)


def _in_this_language(pages: Pages) -> dict[int, CampaignPage]:
    language = translation.get_language()
    return {key: versions[language] for key, versions in pages.items() if language in versions}


def _hosted(entries, hosts: dict[int, CampaignPage], most: int) -> list[HostedEntry]:
    shown = list(entries.for_cards()[:most])
    return [
        HostedEntry(record, address_on(record, host), organisation_on(record.organisation_id, host))
        for record, host in zip(public_records(shown), (hosts[one.campaign_id] for one in shown), strict=True)
    ]
