from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from campaign import stamps
from campaign.deadlines import has_published
from pledges import search
from pledges.finding.asked import typed
from pledges.gallery.catalogue import Catalogue, catalogue_of
from pledges.gallery.choices import Filter, filters_of, is_offered
from pledges.gallery.faces import SCREEN, Face, faces_of
from pledges.gallery.index import CountedByFacet, Index, empty, index_of
from pledges.gallery.orders import DAILY, JOINED, NEWEST, SORTS, TITLE, Cursor, order_of
from pledges.models import Entry

CARDS, LIST, MAP = VIEWS = ("cards", "list", "map")


@dataclass(frozen=True)
class Option:
    """A value to choose, and how many entries there would be with it under everything else that is chosen."""

    value: str
    label: str
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class Chip:
    """A choice made, and the address of the gallery without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True)
class Way:
    """Another order or view of the same entries."""

    value: str
    label: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Screen:
    """`more` is the address of the next one, or empty; `total` counts everything that matches."""

    faces: list[Face]
    total: int
    is_first: bool
    more: str


class Gallery:
    """`query` is the request's GET: unknown names, values and cursors in it are ignored.

    `matching` is the definition of what is shown, as a QuerySet; `screen` and `numbers` say the same
    from memory. `stamp` is the campaign's, if it has been read already.
    """

    def __init__(self, campaign, query: QueryDict, stamp: int | None = None):
        self.campaign, self.query = campaign, query
        self.words = typed(query.get("q", ""))
        self.sort = _one_of(SORTS, query.get("sort"))
        self.view = _one_of(VIEWS, query.get("view"))
        self._stamp = stamp

    # --- what there is to choose -----------------------------------------------------------------
    @cached_property
    def stamp(self) -> int:
        return stamps.current().get(self.campaign.pk, 0) if self._stamp is None else self._stamp

    @cached_property
    def is_published(self) -> bool:
        return has_published(self.campaign)

    @cached_property
    def catalogue(self) -> Catalogue:
        return catalogue_of(self.campaign, self.stamp)

    @cached_property
    def index(self) -> Index:
        """Of what the public may see: before the publication moment nothing."""
        if not self.is_published:
            return empty(self.campaign.pk, self.stamp)
        return index_of(self.campaign.pk, self.stamp)

    @cached_property
    def every_filter(self) -> list[Filter]:
        return filters_of(self.catalogue, self.query, lambda: self.index)

    @cached_property
    def filters(self) -> list[Filter]:
        """Every filter that offers a choice, or in which something is chosen."""
        return [one for one in self.every_filter if is_offered(one, self.catalogue, self._has_awards)]

    def _has_awards(self) -> bool:
        return bool(self.index.having("award:yes"))

    @cached_property
    def chosen(self) -> list[Filter]:
        return [one for one in self.every_filter if one.chosen]

    @property
    def is_filtered(self) -> bool:
        return bool(self.words or self.chosen)

    # --- addresses -------------------------------------------------------------------------------
    @cached_property
    def chips(self) -> list[Chip]:
        chips = [
            Chip(one.label, choice.label, self.address(without=(one.name, choice.value)))
            for one in self.chosen
            for choice in one.chosen
        ]
        if not self.words:
            return chips
        label = pgettext("to search for", "Words")
        return [Chip(label, self.words, self.address(without=("q", self.words))), *chips]

    def address(self, without: tuple = (), **changed: str) -> str:
        """The query string of this choice from its first screen, less one (name, value), or changed."""
        kept = [pair for pair in self._pairs if pair != without and pair[0] not in changed]
        kept += [pair for pair in changed.items() if pair[1]]
        return f"?{'&'.join(_encoded(*pair) for pair in kept)}"

    @cached_property
    def _pairs(self) -> list[tuple[str, str]]:
        """What the address says of this choice."""
        pairs = [("q", self.words), *((one.name, value) for one in self.chosen for value in one.values)]
        pairs += [("sort", self.sort if self.sort != DAILY else "")]
        pairs += [("view", self.view if self.view != CARDS else "")]
        return [pair for pair in pairs if pair[1]]

    @cached_property
    def meant(self) -> str:
        """What may have been meant by words that stand in no entry of the campaign; or nothing."""
        return "" if self.total or not self.words else search.meant(self.words, self.campaign)

    @cached_property
    def feed(self) -> str:
        """The same choice as a feed of its newest entries, in the active language."""
        named = {"campaign": self.campaign.slug, "lang": get_language(), "sort": "", "view": ""}
        return f"{_feed()}{self.address(**named)}"

    @cached_property
    def canonical(self) -> str:
        """The query string that says what this one says, and nothing else: what pages are kept under."""
        # A cursor that can be read is as we wrote it.
        return self.address(after=self.query.get("after", "") if self.cursor else "").removeprefix("?")

    @property
    def sorts(self) -> list[Way]:
        names = {
            DAILY: _("Drawn by lot"),
            NEWEST: _("Newest first"),
            TITLE: _("A–Ö"),
            JOINED: _("Most partners"),
        }
        return [
            Way(name, label, self.address(sort=name if name != DAILY else ""), name == self.sort)
            for name, label in names.items()
        ]

    @property
    def views(self) -> list[Way]:
        names = {CARDS: _("Cards"), LIST: _("List"), MAP: _("Map")}
        return [
            Way(name, label, self.address(view=name if name != CARDS else ""), name == self.view)
            for name, label in names.items()
        ]

    # --- what matches ----------------------------------------------------------------------------
    @cached_property
    def matching(self):
        """Public entries of the campaign that match everything chosen."""
        entries = Entry.objects.public().in_campaign(self.campaign)
        if self.words:
            entries = entries.filter(pk__in=search.matching(self.words, self.campaign).values("pk"))
        for one in self.chosen:
            entries = entries.filter(one.condition)
        return entries

    @cached_property
    def _found(self) -> int:
        """What the words alone leave, as bits."""
        if not self.words:
            return self.index.shown
        found = self.index.searches.get((get_language(), self.words), self._look_for_words)
        return self.index.shown & found

    def _look_for_words(self) -> int:
        return self.index.among(search.found(self.words, self.campaign))

    @cached_property
    def _picked(self) -> dict[str, int]:
        """What each filter alone leaves, as bits."""
        picked = {}
        for one in self.chosen:
            picked[one.name] = 0
            for choice in one.chosen:
                picked[one.name] |= self.index.having(choice.facet)
        return picked

    def _matching_but_for(self, name: str) -> int:
        bits = self._found
        for other, picked in self._picked.items():
            if other != name:
                bits &= picked
        return bits

    @cached_property
    def _matching(self) -> int:
        return self._matching_but_for("")

    @property
    def total(self) -> int:
        return self._matching.bit_count()

    def total_but_for(self, one: Filter) -> int:
        """How many match everything chosen in the other filters."""
        return self._matching_but_for(one.name).bit_count()

    def numbers(self, one: Filter) -> list[int]:
        """Of each choice of a filter, how many entries have it and match everything else that is chosen."""
        numbers = self._numbers
        if one.chosen:
            numbers = self.index.numbers_of(self._matching_but_for(one.name))
        return [numbers[choice.facet] for choice in one.choices()]

    @cached_property
    def _numbers(self) -> CountedByFacet:
        return self.index.numbers_of(self._matching)

    def options(self, one: Filter) -> list[Option]:
        pairs = zip(one.choices(), self.numbers(one), strict=True)
        return [Option(choice.value, choice.label, number, choice in one.chosen) for choice, number in pairs]

    @cached_property
    def cursor(self) -> Cursor | None:
        return Cursor.read(self.query.get("after", ""), self.sort)

    @cached_property
    def screen(self) -> Screen:
        order = order_of(self.index, self.campaign, self.sort, self.cursor)
        slots, following = order.screen(self._matching, self.cursor, SCREEN)
        sought = frozenset(choice.facet for one in self.chosen for choice in one.chosen)
        faces = faces_of(self.index.keys[slots].tolist(), self.catalogue, sought)
        more = self.address(after=str(following)) if following else ""
        return Screen(faces, self.total, self.cursor is None, more)


@lru_cache(maxsize=1024)
def _encoded(name: str, value: str) -> str:
    """A part of an address; a dozen addresses on a page are made of the same parts."""
    return urlencode({name: value})


@cache
def _feed() -> str:
    """The address of the feed, which is the same in every language."""
    return reverse("open-data:feed")


def _one_of(known: tuple[str, ...], asked: str | None) -> str:
    return asked if asked in known else known[0]
