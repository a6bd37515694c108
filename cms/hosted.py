"""Public entries of several campaigns, each with the address of its page in the active language."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from cms.models.campaign import CampaignPage
from pledges.gallery.newest import newest
from pledges.open_data import PublicEntry, public_records
from pledges.templatetags.hosting import address_on, organisation_on


@dataclass(frozen=True)
class HostedEntry:
    """`organisation_address` is empty where the organisation is not named."""

    entry: PublicEntry
    address: str
    organisation_address: str


def hosts() -> dict[int, dict[str, CampaignPage]]:
    """The pages of each campaign by language, of those that everybody may open."""
    offered = CampaignPage.objects.live().public().filter(locale__language_code__in=dict(settings.LANGUAGES))
    pages = offered.select_related("locale", "campaign__owner")
    found: dict[int, dict[str, CampaignPage]] = {}
    for page in pages.defer_streamfields().order_by("campaign_id", "path"):
        found.setdefault(page.campaign_id, {})[page.locale.language_code] = page
    return found


def hosted(entries, most: int) -> list[HostedEntry]:
    """The first of a public QuerySet, without those of campaigns that have no page in this language."""
    hosts = _hosts_here()
    return _hosted(entries.filter(campaign__in=hosts), hosts, most)


def newest_hosted(most: int) -> list[HostedEntry]:
    """The newest of all campaigns that have a page in this language."""
    hosts = _hosts_here()
    return _hosted(newest((host.campaign for host in hosts.values()), most), hosts, most)


def _hosts_here() -> dict[int, CampaignPage]:
    pages = CampaignPage.objects.live().filter(locale__language_code=translation.get_language())
    return {host.campaign_id: host for host in pages.select_related("campaign").defer_streamfields()}


def _hosted(entries, hosts: dict[int, CampaignPage], most: int) -> list[HostedEntry]:
    shown = list(entries.for_cards()[:most])
    return [
        HostedEntry(record, address_on(record, host), organisation_on(record.organisation_id, host))
        for record, host in zip(public_records(shown), (hosts[one.campaign_id] for one in shown), strict=True)
    ]
