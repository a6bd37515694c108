"""Which pages of a campaign are kept, and in which files."""

import posixpath
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlencode

from django.db.models import Q
from django.utils import translation
from wagtail.models import Page

from cms.archive.names import Names, safe_path
from cms.hosted import hosts
from cms.languages import address_of
from cms.parts import parts_of
from people.languages import site_languages
from pledges.gallery.orders import NEWEST
from pledges.models import Entry

INDEX = "index.html"


class NothingToKeep(Exception):  # noqa: N818 - reads as what happened
    """The campaign has no page that everybody may open."""


@dataclass
class Kept:
    """A page by its address, and the file that it becomes."""

    address: str
    file: str
    language: str


@dataclass
class Plan:
    """Everything is known beforehand, so that each page can tell which of its links lead to a file.

    `fronts` are the campaign's own pages by language, `others` what else is about it, by title and file.
    The gallery is kept whole and for each theme, newest first; other choices on it need the living site.
    """

    campaign: object
    pages: dict[str, Kept] = field(default_factory=dict)
    galleries: list[Kept] = field(default_factory=list)
    fronts: dict[str, Kept] = field(default_factory=dict)
    others: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    names: Names = field(default_factory=Names)

    @classmethod
    def of(cls, campaign) -> "Plan":
        plan = cls(campaign)
        there = hosts().get(campaign.pk, {})
        for code in (code for code, _name in site_languages() if code in there):
            with translation.override(code):
                plan._add_language(code, there[code])
        if not plan.fronts:
            raise NothingToKeep
        return plan

    def _add_language(self, code: str, host) -> None:
        self.fronts[code] = self._add(host.address, code)
        self._add_plain_language(code, host)
        for page in self._pages_about(host).order_by("path").specific():
            kept = self._add(address_of(page), code)
            self._add_plain_language(code, page)
            self.others.setdefault(code, []).append((page.title, kept.file))
        gallery = host.gallery_address
        self.galleries.append(self._add(gallery, code))
        for theme in self.campaign.themes.all():
            address = f"{gallery}?{urlencode({'theme': theme.slug})}"
            file = posixpath.join(safe_path(gallery), f"theme-{theme.slug}.html")
            self.galleries.append(self._add(address, code, file))
        references = Entry.objects.public().in_campaign(self.campaign).order_by("pk")
        for reference in references.values_list("reference", flat=True):
            self._add(host.entry_address(reference), code)
        for route, args in parts_of(self.campaign):
            if route != "gallery":
                self._add(host.address + host.reverse_subpage(route, args), code)

    def _add_plain_language(self, code: str, page) -> None:
        if getattr(page, "has_plain", False):
            self._add(page.plain_address, code)

    def _pages_about(self, host):
        """What stands below the campaign's page, and its programme and its news wherever they stand."""
        same_language = Page.objects.live().public().filter(locale=host.locale_id).exclude(pk=host.pk)
        about = (
            Q(programmepage__campaign=self.campaign)
            | Q(newspage__campaign=self.campaign)
            | Q(path__startswith=host.path)
        )
        return same_language.filter(about)

    def _add(self, address: str, language: str, file: str = "") -> Kept:
        wanted = file or posixpath.join(safe_path(address), INDEX)
        kept = Kept(address, self.names.give(address, wanted), language)
        self.pages[_key(address)] = kept
        return kept

    def find(self, address: str) -> Kept | None:
        """The kept page at an address of the site, whatever order it is asked for in."""
        return self.pages.get(_key(address))

    def following(self, kept: Kept, number: int) -> Kept:
        """A later screen of a gallery, in a file that is named after its number."""
        stem = "page" if kept.file.endswith(f"/{INDEX}") else posixpath.basename(kept.file)[: -len(".html")]
        wanted = posixpath.join(posixpath.dirname(kept.file), f"{stem}-{number}.html")
        thing = f"{kept.address} {number}"
        return Kept(thing, self.names.give(thing, wanted), kept.language)

    def live(self, kept: Kept) -> str:
        """What to ask the site for: a gallery in the one order that does not change from day to day."""
        if kept not in self.galleries:
            return kept.address
        return f"{kept.address}{'&' if '?' in kept.address else '?'}sort={NEWEST}"


def _key(address: str) -> str:
    path, _mark, query = address.partition("?")
    chosen = sorted(pair for pair in parse_qsl(query) if pair != ("sort", NEWEST))
    return f"{unquote(path)}?{urlencode(chosen)}"
