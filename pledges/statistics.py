"""How many public entries of each sort a campaign has, with small groups left out.

Only what `Entry.objects.public()` gives is counted, and of a partnership only what the public may read: the
gallery's index says it of a hundred thousand entries in some milliseconds. Tables are given for one campaign
at a time and never crossed or filtered: no two of them count overlapping groups, from whose difference a
small one could be told (docs/open-data.md says more).
"""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise

import numpy as np
from django.db.models import prefetch_related_objects
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaign import stamps
from campaign.deadlines import has_published
from campaign.models import Kind
from people.languages import language_name, said, site_languages
from people.models import Organisation, Region
from pledges.facets import ALONE, JOINT
from pledges.gallery.index import Index, empty, index_of, is_chosen
from pledges.states import PUBLIC, State

# Groups of fewer are not told.
FEWEST = 5
# A campaign that lasted longer is counted by months.
MOST_WEEKS = 26
NONE = ""
# Of every zone a day begins with one of them.
QUARTER = 15 * 60
# Counts are small: more campaigns than their indexes are kept.
MOST_KEPT = 256


@dataclass(frozen=True)
class Cell:
    """One group. `count` is None where `is_suppressed`: the group is small, or would tell a small one."""

    key: str
    label: str
    count: int | None
    is_suppressed: bool


@dataclass(frozen=True)
class Table:
    """One way to divide the entries. With `overlaps` an entry may stand in several groups."""

    name: str
    label: str
    cells: list[Cell]
    overlaps: bool = False


@dataclass(frozen=True)
class Statistics:
    """Of one campaign (a slug). `total` is None when there are fewer than FEWEST entries, but some."""

    campaign: str
    total: int | None
    is_suppressed: bool
    tables: list[Table]


def statistics(campaigns: Iterable) -> list[Statistics]:
    """The statistics of each campaign, in their order and the active language.

    Three queries, and one for each campaign of which something has changed.
    """
    campaigns, present = list(campaigns), stamps.current()
    prefetch_related_objects(campaigns, "themes")
    regions = sorted(((one.pk, str(one)) for one in Region.objects.all()), key=lambda one: one[1])
    return [_of(one, _counted(one, present.get(one.pk, 0)), regions) for one in campaigns]


def protected(counts: dict[str, int]) -> dict[str, int | None]:
    """The counts of groups that add up to a known total, with None for each that must not be told.

    These are the groups of 1 to FEWEST - 1, and as many of the next smallest as it takes for the hidden
    ones to be at least two and count at least FEWEST together: so much the total always tells of them.
    Empty groups stay: they are about nobody.
    """
    there = sorted((count, key) for key, count in counts.items() if count)
    small = sum(count < FEWEST for count, _key in there)
    if not small:
        return dict(counts)
    hidden = there[:small]
    for one in there[small:]:
        if len(hidden) > 1 and sum(count for count, _key in hidden) >= FEWEST:
            break
        hidden.append(one)
    kept_back = {key for _count, key in hidden}
    return {key: None if key in kept_back else count for key, count in counts.items()}


class _Counted:
    """What one campaign's entries come to: `sent` by quarters of an hour, `groups` by facet and value."""

    def __init__(self, index: Index):
        self.total = index.shown.bit_count()
        self.groups: dict[str, Counter[str]] = defaultdict(Counter)
        themed = 0
        for word, bits in index.facets.items():
            facet, _colon, value = word.partition(":")
            self.groups[facet][value] = bits.bit_count()
            themed |= bits if facet == "theme" else 0
        self.groups["theme"][NONE] = self.total - themed.bit_count()
        self.groups["region"][NONE] = self.total - self.groups["region"].total()
        sent = index.submitted[is_chosen(index.shown, len(index.keys))] // (QUARTER * 1_000_000)
        self.sent = Counter(
            dict(zip(*(part.tolist() for part in np.unique(sent, return_counts=True)), strict=True))
        )
        self._days: dict[tzinfo, Counter[date]] = {}

    def days(self, zone: tzinfo) -> Counter[date]:
        """Of each day, as days begin and end in a zone; there are very many quarters of an hour."""
        if zone not in self._days:
            days = self._days[zone] = Counter()
            for quarter, count in self.sent.items():
                days[datetime.fromtimestamp(quarter * QUARTER, zone).date()] += count
        return self._days[zone]


_kept: OrderedDict[tuple[int, int], _Counted] = OrderedDict()


def forget() -> None:
    """Start from nothing, as a new process does."""
    _kept.clear()


def _counted(campaign, stamp: int) -> _Counted:
    """Nothing is counted before the campaign's publication moment."""
    if not has_published(campaign):
        return _Counted(empty(campaign.pk, stamp))
    found = _kept.pop((campaign.pk, stamp), None) or _Counted(index_of(campaign.pk, stamp))
    _kept[campaign.pk, stamp] = found
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return found


def _of(campaign, counted: _Counted, regions) -> Statistics:
    groups, none = counted.groups, _("Not given")
    by_theme = Counter({theme.slug: groups["theme"][str(theme.pk)] for theme in campaign.themes.all()})
    by_theme[NONE] = groups["theme"][NONE]
    themes = [(theme.slug, said(theme.label)) for theme in campaign.themes.all()]
    states = [(state, state.label) for state in State if state in PUBLIC]
    alone = [(ALONE, pgettext("an entry", "Alone")), (JOINT, pgettext("an entry", "Jointly"))]
    kinds = Organisation.Kind.choices
    hidden = 0 < counted.total < FEWEST
    return Statistics(
        campaign=campaign.slug,
        total=None if hidden else counted.total,
        is_suppressed=hidden,
        tables=[
            _over_time(counted.days(campaign.zone)),
            _table("kind", _("Kind"), groups["kind"], Kind.choices),
            _table("theme", _("Theme"), by_theme, [*themes, (NONE, none)], overlaps=True),
            _table("region", _("Region"), groups["region"], [*regions, (NONE, none)]),
            _table("organisation_kind", _("Kind of organisation"), groups["organisation"], kinds),
            _table("language", _("Language of the text"), groups["written"], _languages(groups["written"])),
            _table("joint", _("Alone or jointly"), groups["together"], alone),
            _table("state", _("Status"), groups["status"], states),
        ],
    )


def _languages(used: Counter[str]) -> list[tuple[str, str]]:
    """Those of the site, then others that entries were once written in."""
    known = [code for code, _name in site_languages()]
    return [(code, language_name(code)) for code in (*known, *sorted(set(used) - set(known)))]


def _table(name: str, label: str, counts: Counter[str], groups, *, overlaps=False) -> Table:
    """`groups` are keys with their words, in the order in which they are shown."""
    told = protected({key: counts[key] for key, _words in groups})
    cells = [
        Cell(key, words if isinstance(words, str) else str(words), told[key], told[key] is None)
        for key, words in groups
    ]
    return Table(name, label, cells, overlaps)


def _over_time(days: Counter[date]) -> Table:
    """By weeks from Monday, or by months, as the calendar hangs where the campaign is."""
    first, last = min(days, default=None), max(days, default=None)
    by_months = bool(days) and last - first > timedelta(weeks=MOST_WEEKS)
    starts = (_starts_of_months if by_months else _starts_of_weeks)(first, last) if days else []
    periods = list(pairwise(starts))
    counts = Counter(
        {start.isoformat(): sum(days[day] for day in _days(start, end)) for start, end in periods}
    )
    groups = [(start.isoformat(), _period(start, by_months)) for start, _end in periods]
    name, label = ("month", _("Month")) if by_months else ("week", _("Week from"))
    return _table(name, label, counts, groups)


def _days(start: date, end: date) -> list[date]:
    return [start + timedelta(days=number) for number in range((end - start).days)]


def _starts_of_weeks(first: date, last: date) -> list[date]:
    """The Mondays from the week of the first day to the end of that of the last."""
    monday = first - timedelta(days=first.weekday())
    return [monday + timedelta(weeks=number) for number in range((last - monday).days // 7 + 2)]


def _starts_of_months(first: date, last: date) -> list[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month + 1)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def _period(start: date, is_month: bool) -> str:
    pattern = (
        pgettext("a month in Django's format letters", "F Y")
        if is_month
        else pgettext("a date without its weekday in Django's format letters", "j F Y")
    )
    return date_format(start, pattern)
