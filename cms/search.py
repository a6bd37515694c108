"""Search among public entries, the organisations they name, news and pages, in what one language shows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import hits, searchable
from cms.epochs import Epoch
from cms.models import CampaignPage
from people.languages import said
from people.lemmas.words import forms
from pledges.finding import scopes
from pledges.finding.asked import LONGEST, MOST_WORDS, Asked, typed
from pledges.finding.found import MOST
from pledges.finding.lookup import Found, Matches, find
from pledges.finding.suggestions import suggestion
from pledges.gallery.catalogue import catalogue_of
from pledges.gallery.index import index_of
from pledges.gallery.themes import ThemeTile

# Of each sort where all are shown, and on one page where one sort was chosen.
A_FEW, SCREEN = 5, MOST
# As far as anybody turns the pages.
MOST_PAGES = 50
MOST_THEMES = 6


@dataclass(frozen=True)
class Group:
    """All of one sort. `all` is the address where only these are shown."""

    name: str
    label: str
    total: int
    hits: list[hits.Hit]
    address: str
    is_chosen: bool

    @property
    def has_more(self) -> bool:
        return self.total > len(self.hits)


class Search:
    def __init__(self, epoch: Epoch, text: str, group: str = "", page: str = ""):
        self.epoch, self.words, self.asked = epoch, typed(text), Asked.of(text)
        # Whoever reaches the end of the field may have pasted more.
        self.is_cut = len(self.words) >= LONGEST - 1 or len(forms(self.words)) > MOST_WORDS
        self.group = group if group in _MATCHES else ""
        number = int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else 1
        self.page = min(max(number, 1), MOST_PAGES) if self.group else 1

    def address(self, **changed) -> str:
        kept = {"q": self.words, **{name: value for name, value in changed.items() if value}}
        return f"?{urlencode(kept)}"

    @property
    def canonical(self) -> str:
        """All of what was asked that makes a difference."""
        if not self.words:
            return ""
        page = self.page if self.page > 1 else ""
        return self.address(**{"in": self.group, "page": page}).removeprefix("?")

    # --- where is looked -------------------------------------------------------------------------
    @cached_property
    def hosts(self) -> dict[int, CampaignPage]:
        """The pages of campaigns in this language whose entries are public now, the newest first."""
        language, now = get_language(), timezone.now()
        pages = [
            page for page in self.epoch.hosts.galleries.values() if page.locale.language_code == language
        ]
        pages = [page for page in pages if page.campaign.publishes_at <= now]
        pages.sort(key=lambda page: page.campaign.opens_at, reverse=True)
        return {page.campaign_id: page for page in pages}

    @cached_property
    def scopes(self) -> list[str]:
        of_campaigns = [of(key) for key in self.hosts for of in (scopes.entries, scopes.organisations)]
        return [*of_campaigns, scopes.news(get_language()), scopes.pages(get_language())]

    # --- what is shown ---------------------------------------------------------------------------
    @cached_property
    def groups(self) -> list[Group]:
        """Every sort of which there is something, or that was chosen."""
        labels = {
            "entries": _("Pledges and initiatives"),
            "organisations": _("Organisations"),
            "news": _("News"),
            "pages": _("Pages"),
        }
        # Not kept: among very many entries it is large.
        found = find(self.scopes, self.asked)
        self._unknown = found.unknown
        made = [self._group(name, label, found) for name, label in labels.items()]
        return [group for group in made if group.total or group.is_chosen]

    def _group(self, name: str, label: str, found: Found) -> Group:
        matches, is_chosen = _MATCHES[name](self, found), name == self.group
        end = SCREEN * self.page if is_chosen else A_FEW
        shown = matches.ranked(end)[SCREEN * (self.page - 1) :].tolist()
        is_shown = is_chosen or not self.group
        return Group(
            name,
            label,
            len(matches),
            _HITS[name](self, shown) if shown and is_shown else [],
            self.address(**{"in": name}),
            is_chosen,
        )

    @property
    def shown(self) -> list[Group]:
        return [group for group in self.groups if group.is_chosen or not self.group]

    @cached_property
    def total(self) -> int:
        return sum(group.total for group in self.groups)

    @property
    def before(self) -> str:
        """The address of the page before this one, or nothing."""
        return self.address(**{"in": self.group, "page": self.page - 1}) if self.page > 1 else ""

    @property
    def after(self) -> str:
        total = next((group.total for group in self.groups if group.is_chosen), 0)
        is_last = self.page == MOST_PAGES or total <= SCREEN * self.page
        return "" if is_last else self.address(**{"in": self.group, "page": self.page + 1})

    def _entries(self, found: Found) -> Matches:
        return found.within(scopes.entries(key) for key in self.hosts)

    def _organisations(self, found: Found) -> Matches:
        return found.within(scopes.organisations(key) for key in self.hosts)

    def _news(self, found: Found) -> Matches:
        return self._open(found, scopes.news(get_language()))

    def _pages(self, found: Found) -> Matches:
        return self._open(found, scopes.pages(get_language()))

    def _open(self, found: Found, scope: str) -> Matches:
        """Those of the pages that everybody may open now."""
        matches = found.within([scope])
        if not matches:
            return matches
        there = searchable.shown().filter(pk__in=matches.keys.tolist()).values_list("pk", flat=True)
        return matches.among(there)

    def _entry_hits(self, keys):
        return hits.of_entries(keys, self.asked, self.hosts, self.epoch.stamps)

    def _organisation_hits(self, keys):
        return hits.of_organisations(keys, self.asked, self.hosts)

    def _page_hits(self, keys):
        pages = hits.in_order(Page.objects.filter(pk__in=keys).specific(), keys)
        return hits.of_pages(pages, self.asked)

    # --- where nothing was found -----------------------------------------------------------------
    @cached_property
    def suggestion(self) -> str:
        return suggestion(self.scopes, self.words, self._unknown) if self.asked and not self.total else ""

    @property
    def suggestion_address(self) -> str:
        return f"?{urlencode({'q': self.suggestion})}"

    @cached_property
    def themes(self) -> list[ThemeTile]:
        """Those of most entries in the newest campaign."""
        page = next(iter(self.hosts.values()), None)
        if page is None:
            return []
        stamp = self.epoch.stamps.get(page.campaign_id, 0)
        used = index_of(page.campaign_id, stamp).most_used("theme:", MOST_THEMES)
        known = catalogue_of(page.campaign, stamp).themes
        # Either may have been read later than the other, before or after a theme came or went.
        themes = [known[int(key)] for key in used if int(key) in known]
        address = page.gallery_address
        return [ThemeTile(t.slug, said(t.label), t.palette, f"{address}?theme={t.slug}") for t in themes]


_MATCHES: dict[str, Callable[[Search, Found], Matches]] = {
    "entries": Search._entries,
    "organisations": Search._organisations,
    "news": Search._news,
    "pages": Search._pages,
}
_HITS: dict[str, Callable[[Search, list[int]], list[hits.Hit]]] = {
    "entries": Search._entry_hits,
    "organisations": Search._organisation_hits,
    "news": Search._page_hits,
    "pages": Search._page_hits,
}
