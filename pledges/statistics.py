"""How many public entries of each sort a campaign has, with small groups left out.

Only what `Entry.objects.public()` gives is counted, and of a partnership only what the public may read.
Tables are given for one campaign at a time and never crossed or filtered: no two of them count
overlapping groups, from whose difference a small one could be told (docs/open-data.md says more).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from django.db.models import CharField, Count, Exists, OuterRef, prefetch_related_objects
from django.db.models.functions import Cast, Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaign.models import Kind
from people.languages import language_name, said, site_languages
from people.models import Organisation, Region
from pledges.models import Entry, Partner
from pledges.states import PUBLIC, State

# Groups of fewer are not told.
FEWEST = 5
# A campaign that lasted longer is counted by months.
MOST_WEEKS = 26
NONE = ""


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
    """The statistics of each campaign, in their order and the active language, in four queries.

    They read every public entry of these campaigns once: keep what comes out as long as nothing changes.
    """
    campaigns = list(campaigns)
    prefetch_related_objects(campaigns, "themes")
    counted = {campaign.pk: _Counted() for campaign in campaigns}
    entries = Entry.objects.public().filter(campaign__in=campaigns).order_by()
    for campaign, *facts in _facts(entries).iterator(chunk_size=2000):
        counted[campaign].add(*facts)
    themed = Entry.themes.through.objects.filter(entry__in=entries).values_list("theme_id")
    by_theme = dict(themed.annotate(n=Count("pk")))
    regions = sorted(((one.pk, str(one)) for one in Region.objects.all()), key=lambda one: one[1])
    return [_of(campaign, counted[campaign.pk], by_theme, regions) for campaign in campaigns]


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
    """What one campaign's entries come to."""

    def __init__(self):
        self.minutes: Counter[str] = Counter()
        self.regions: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.states: Counter[str] = Counter()
        self.organisation_kinds: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.joint: Counter[str] = Counter()
        self.themeless = 0

    def add(self, sent, kind, state, region, organisation_kind, language, is_joint, has_theme) -> None:
        self.minutes[sent[:16]] += 1
        self.kinds[kind] += 1
        self.states[state] += 1
        self.regions[region or NONE] += 1
        self.organisation_kinds[organisation_kind] += 1
        self.languages[language] += 1
        self.joint["joint" if is_joint else "alone"] += 1
        self.themeless += not has_theme

    @property
    def total(self) -> int:
        return self.kinds.total()


def _facts(entries):
    """One row for each entry: its campaign, and what it is counted by."""
    return entries.annotate(
        # As text, because databases' own arithmetic of weeks in zones is slow, or differs.
        sent=Cast("submitted_at", CharField()),
        in_region=Coalesce("municipality__region", "region"),
        is_joint=Exists(Partner.objects.named().filter(entry=OuterRef("pk"))),
        has_theme=Exists(Entry.themes.through.objects.filter(entry=OuterRef("pk"))),
    ).values_list(
        *("campaign_id", "sent", "kind", "state", "in_region"),
        *("organisation__kind", "language", "is_joint", "has_theme"),
    )


def _of(campaign, counted: _Counted, by_theme: dict[int, int], regions) -> Statistics:
    themes = [(theme.slug, said(theme.label), by_theme.get(theme.pk, 0)) for theme in campaign.themes.all()]
    none = _("Not given")
    states = [(state, state.label) for state in State if state in PUBLIC]
    alone = [("alone", pgettext("an entry", "Alone")), ("joint", pgettext("an entry", "Jointly"))]
    organisations = Organisation.Kind.choices
    hidden = 0 < counted.total < FEWEST
    return Statistics(
        campaign=campaign.slug,
        total=None if hidden else counted.total,
        is_suppressed=hidden,
        tables=[
            _over_time(campaign, counted.minutes),
            _table("kind", _("Kind"), _with(counted.kinds, Kind.choices)),
            _table("theme", _("Theme"), [*themes, (NONE, none, counted.themeless)], overlaps=True),
            _table("region", _("Region"), _with(counted.regions, [*regions, (NONE, none)])),
            _table(
                "organisation_kind",
                _("Kind of organisation"),
                _with(counted.organisation_kinds, organisations),
            ),
            _table("language", _("Language of the text"), _with(counted.languages, _languages(counted))),
            _table("joint", _("Alone or jointly"), _with(counted.joint, alone)),
            _table("state", _("Status"), _with(counted.states, states)),
        ],
    )


def _languages(counted: _Counted) -> list[tuple[str, str]]:
    """Those of the site, then others that entries were once written in."""
    known = [code for code, _name in site_languages()]
    return [(code, language_name(code)) for code in (*known, *sorted(set(counted.languages) - set(known)))]


def _with(counts: Counter, groups) -> list[tuple[str, str, int]]:
    return [(key, label if isinstance(label, str) else str(label), counts[key]) for key, label in groups]


def _table(name: str, label: str, groups: list[tuple[str, str, int]], *, overlaps=False) -> Table:
    told = protected({key: count for key, _label, count in groups})
    cells = [Cell(key, words, told[key], told[key] is None) for key, words, _count in groups]
    return Table(name, label, cells, overlaps)


def _over_time(campaign, minutes: Counter[str]) -> Table:
    """By weeks from Monday, or by months, as the calendar hangs where the campaign is."""
    days: Counter[date] = Counter()
    for minute, count in minutes.items():
        days[datetime.fromisoformat(minute).replace(tzinfo=UTC).astimezone(campaign.zone).date()] += count
    first, last = min(days, default=None), max(days, default=None)
    by_months = bool(days) and last - first > timedelta(weeks=MOST_WEEKS)
    begins = _starts_of_months if by_months else _starts_of_weeks
    starts = begins(first, last) if days else []
    groups = [
        (start.isoformat(), _period(start, by_months), sum(days[day] for day in _days(start, end)))
        for start, end in pairwise(starts)
    ]
    return _table("month" if by_months else "week", _("Month") if by_months else _("Week from"), groups)


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
