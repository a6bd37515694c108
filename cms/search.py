"""Search over the pages of one language and the public entries of all campaigns."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import translation
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from cms.models import CampaignPage
from pledges import search
from pledges.models import Entry
from pledges.open_data import PublicEntry, public_records

MOST = 20


@dataclass(frozen=True)
class FoundEntry:
    entry: PublicEntry
    address: str


class Search:
    def __init__(self, text: str):
        self.words = search.typed(text)

    @cached_property
    def pages(self) -> list[Page]:
        query = search.parsed(self.words)
        if query is None:
            return []
        live = Page.objects.live().public().filter(locale__language_code=translation.get_language())
        return list(get_search_backend().search(query, live.specific().defer_streamfields())[:MOST])

    @cached_property
    def entries(self) -> list[FoundEntry]:
        """Newest first, those of campaigns that have a page in this language."""
        hosts = CampaignPage.objects.live().filter(locale__language_code=translation.get_language())
        hosts = {host.campaign_id: host for host in hosts.select_related("locale")}
        found = Entry.objects.public().filter(pk__in=search.matching(self.words).values("pk"))
        entries = list(found.filter(campaign__in=hosts).newest_first().for_cards()[:MOST])
        records = zip(entries, public_records(entries), strict=True)
        return [
            FoundEntry(record, hosts[entry.campaign_id].entry_address(entry.reference))
            for entry, record in records
        ]
