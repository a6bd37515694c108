"""The gallery of a campaign: what a visitor chose in the address, and one screen of what matches it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaign.models import Kind
from people.models import Municipality, Organisation, Region
from pledges import search
from pledges.models import Entry
from pledges.open_data import PublicEntry, public_records
from pledges.states import PUBLIC, State

SCREEN = 12
LONG = 8
NEWEST, OLDEST = "newest", "oldest"
_SALT = "pledges.gallery"


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Filter:
    """One thing to choose by. `condition` turns the chosen values into a condition on entries."""

    name: str
    label: str
    options: list[Option]
    condition: Callable[[list[str]], Q]

    @property
    def is_long(self) -> bool:
        """Too long for a list of boxes."""
        return len(self.options) > LONG

    @property
    def chosen(self) -> list[str]:
        return [option.value for option in self.options if option.is_chosen]


@dataclass(frozen=True)
class Chip:
    """A choice made, and the address of the gallery without it."""

    label: str
    value: str
    without: str


def _with_theme(slugs):
    themes = Entry.themes.through.objects.filter(entry=OuterRef("pk"), theme__slug__in=slugs)
    return Q(Exists(themes))


def _in_region(codes):
    return Q(municipality__region__in=codes) | Q(municipality=None, region__in=codes)


def _codes(typed: list[str]) -> list[str]:
    return [code for code in typed if code.isascii() and code.isdigit() and len(code) <= 3]


class Gallery:
    """`query` is the request's GET: unknown names, values and cursors in it are ignored."""

    def __init__(self, campaign, query: QueryDict):
        self.campaign, self.query = campaign, query
        self.words = search.typed(query.get("q", ""))
        self.sort = OLDEST if query.get("sort") == OLDEST else NEWEST

    @cached_property
    def filters(self) -> list[Filter]:
        """Every filter that offers a choice, or in which something is chosen."""
        themes = [(theme.slug, str(theme)) for theme in self.campaign.themes.all()]
        regions = sorted(((r.code, str(r)) for r in Region.objects.all()), key=lambda region: region[1])
        states = [(state, State(state).label) for state in State if state in PUBLIC]
        kinds = [(kind, Kind(kind).label) for kind in self.campaign.kinds]
        filters = [
            self._filter("kind", _("Kind"), kinds, lambda chosen: Q(kind__in=chosen)),
            self._filter("theme", _("Theme"), themes, _with_theme),
            self._filter(
                "organisation",
                _("Kind of organisation"),
                Organisation.Kind.choices,
                lambda chosen: Q(organisation__kind__in=chosen),
            ),
            self._filter("region", _("Region"), regions, _in_region),
            self._filter(
                "municipality",
                _("Municipality"),
                self._municipalities(),
                lambda chosen: Q(municipality__in=chosen),
            ),
            self._filter("status", _("Status"), states, lambda chosen: Q(state__in=chosen)),
            self._filter(
                "language",
                _("Language"),
                settings.LANGUAGES,
                lambda chosen: Q(language__in=chosen),
            ),
        ]
        return [choice for choice in filters if len(choice.options) > 1 or choice.chosen]

    def _filter(self, name, label, choices, condition) -> Filter:
        asked = set(self.query.getlist(name))
        options = [Option(str(value), str(text), str(value) in asked) for value, text in choices]
        return Filter(name, label, options, condition)

    def _municipalities(self) -> list[tuple[str, str]]:
        """Those of the chosen regions, and those asked for: all three hundred are too many to choose from."""
        codes, regions = (_codes(self.query.getlist(name)) for name in ("municipality", "region"))
        if not codes and not regions:
            return []
        offered = Municipality.objects.filter(Q(code__in=codes) | Q(region__in=regions))
        return sorted(((m.code, str(m)) for m in offered), key=lambda municipality: municipality[1])

    @property
    def is_filtered(self) -> bool:
        return bool(self.words or any(choice.chosen for choice in self.filters))

    @cached_property
    def chips(self) -> list[Chip]:
        chips = [
            Chip(choice.label, option.label, self.address(without=(choice.name, option.value)))
            for choice in self.filters
            for option in choice.options
            if option.is_chosen
        ]
        if not self.words:
            return chips
        label = pgettext("to search for", "Words")
        return [Chip(label, self.words, self.address(without=("q", self.words))), *chips]

    def address(self, without: tuple = (), **changed: str) -> str:
        """The query string of this choice from its first screen, less one (name, value), or changed."""
        chosen = [("q", self.words), *((c.name, value) for c in self.filters for value in c.chosen)]
        chosen.append(("sort", self.sort if self.sort != NEWEST else ""))
        kept = [pair for pair in chosen if pair[1] and pair != without and pair[0] not in changed]
        return f"?{urlencode([*kept, *((name, value) for name, value in changed.items() if value)])}"

    @property
    def newest_first(self) -> str:
        return self.address(sort="")

    @property
    def oldest_first(self) -> str:
        return self.address(sort=OLDEST)

    @cached_property
    def matching(self):
        """Public entries of the campaign that match everything chosen."""
        entries = Entry.objects.public().in_campaign(self.campaign)
        if self.words:
            entries = entries.filter(pk__in=search.matching(self.words).values("pk"))
        for choice in self.filters:
            if choice.chosen:
                entries = entries.filter(choice.condition(choice.chosen))
        return entries

    @cached_property
    def screen(self) -> "Screen":
        return Screen.of(self)


@dataclass(frozen=True)
class Cursor:
    """Where a screen begins: after which entry, and how many entries there were altogether."""

    at: datetime
    pk: int
    total: int

    def __str__(self):
        return signing.dumps([self.at.isoformat(), self.pk, self.total], salt=_SALT, compress=False)

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        try:
            at, pk, total = signing.loads(text, salt=_SALT)
        except (signing.BadSignature, ValueError):
            return None
        return cls(datetime.fromisoformat(at), pk, total)


@dataclass(frozen=True)
class Screen:
    records: list[PublicEntry]
    total: int
    is_first: bool
    more: str

    @classmethod
    def of(cls, gallery: Gallery) -> "Screen":
        """One query finds the entries and, on the first screen, counts them; cursors carry the number on."""
        cursor = Cursor.read(gallery.query.get("after", ""))
        entries = _following(gallery.matching, cursor, gallery.sort).for_cards()
        if cursor is None:
            counted = gallery.matching.order_by().values(every=Value(1)).annotate(n=Count("pk")).values("n")
            entries = entries.annotate(total=Subquery(counted))
        shown = list(entries[: SCREEN + 1])
        total = cursor.total if cursor else shown[0].total if shown else 0
        more = ""
        if len(shown) > SCREEN:
            last = shown[SCREEN - 1]
            more = gallery.address(after=str(Cursor(last.submitted_at, last.pk, total)))
        return cls(public_records(shown[:SCREEN]), total, cursor is None, more)


def _following(entries, cursor: Cursor | None, sort: str):
    """In the order asked for, and only what comes after the cursor: by index, however deep."""
    side, sign = ("gt", "") if sort == OLDEST else ("lt", "-")
    if cursor:
        entries = entries.filter(
            Q(**{f"submitted_at__{side}": cursor.at})
            | Q(**{"submitted_at": cursor.at, f"pk__{side}": cursor.pk})
        )
    return entries.order_by(f"{sign}submitted_at", f"{sign}pk")
