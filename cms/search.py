"""Search over the pages of one language and the public entries of all campaigns."""

from functools import cached_property

from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from cms.hosted import HostedEntry, hosted
from pledges import search
from pledges.models import Entry

MOST = 20


class Search:
    def __init__(self, text: str):
        self.words = search.typed(text)

    @property
    def is_asked(self) -> bool:
        return search.parsed(self.words) is not None

    @cached_property
    def pages(self) -> list[Page]:
        """Most fitting first."""
        query = search.parsed(self.words)
        if query is None:
            return []
        live = Page.objects.live().public().filter(locale=Locale.get_active())
        return list(get_search_backend().search(query, live)[:MOST])

    @cached_property
    def entries(self) -> list[HostedEntry]:
        """Newest first."""
        found = Entry.objects.public().filter(pk__in=search.matching(self.words).values("pk"))
        return hosted(found.newest_first(), MOST)
