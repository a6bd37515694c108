"""Counts of public entries: right, and so told that no small group can be worked out from them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from campaign.models import Campaign
from people.models import Municipality, Organisation, Region
from pledges.actions import withdraw
from pledges.statistics import FEWEST, protected, statistics
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    with translation.override("en"):
        yield make.campaign()


def public(campaign, **fields):
    entry = make.entry(campaign=campaign, state=fields.pop("state", "accepted"), **fields)
    make.permission(entry)
    return entry


def counts(campaign, table: str) -> dict:
    """The counts of one table by key, without the groups that nobody is in."""
    [of] = statistics([campaign])
    [found] = [one for one in of.tables if one.name == table]
    return {cell.key: cell.count for cell in found.cells if cell.count != 0}


def test_every_table_divides_the_public_entries_and_no_others(campaign):
    town = make.organisation(kind=Organisation.Kind.MUNICIPALITY)
    theme, other = make.theme(campaign, slug="tyo"), make.theme(campaign, slug="asuminen")
    turku = Municipality.objects.get(code="853")
    for _ in range(FEWEST):
        first = public(campaign, themes=[theme, other], municipality=turku, language="sv", kind="initiative")
        make.partner(first, state="confirmed")
        second = public(campaign, organisation=town, region=Region.objects.get(code="21"))
        make.partner(second, state="confirmed", may_use_name=False)
        make.partner(second, state="invited")
        make.entry(campaign=campaign, state="accepted")
        public(campaign, state="declined")
        public(make.campaign())

    [of] = statistics([campaign])

    assert (of.campaign, of.total, of.is_suppressed) == (campaign.slug, 10, False)
    assert {table.name: counts(campaign, table.name) for table in of.tables if table.name != "week"} == {
        "kind": {"initiative": 5, "pledge": 5},
        "theme": {"tyo": 5, "asuminen": 5, "": 5},
        "region": {"02": 5, "21": 5},
        "organisation_kind": {"association": 5, "municipality": 5},
        "language": {"sv": 5, "fi": 5},
        "joint": {"joint": 5, "alone": 5},
        "state": {"accepted": 10},
    }
    assert [table.name for table in of.tables if table.overlaps] == ["theme"]
    assert [cell.label for cell in of.tables[-2].cells] == ["Alone", "Jointly"]


def test_what_is_withdrawn_is_not_counted_any_more(campaign):
    entries = [public(campaign) for _ in range(FEWEST + 1)]
    withdraw(entries[0], by=None)
    [of] = statistics([campaign])
    assert of.total == FEWEST


def test_weeks_begin_on_monday_as_the_calendar_hangs_in_the_campaign(campaign):
    Campaign.objects.update(time_zone="Asia/Tokyo")
    campaign.refresh_from_db()
    sunday = datetime(2026, 3, 1, 23, 59, tzinfo=ZoneInfo("Asia/Tokyo"))
    monday = datetime(2026, 3, 2, 0, 1, tzinfo=ZoneInfo("Asia/Tokyo"))
    later = datetime(2026, 3, 20, 12, tzinfo=ZoneInfo("Asia/Tokyo"))
    for moment in (sunday, monday, later):
        for _ in range(FEWEST):
            public(campaign, submitted_at=moment)

    [of] = statistics([campaign])

    cells = [(cell.key, cell.label, cell.count) for cell in of.tables[0].cells]
    assert (of.tables[0].name, cells) == (
        "week",
        [
            ("2026-02-23", "23 February 2026", 5),
            ("2026-03-02", "2 March 2026", 5),
            ("2026-03-09", "9 March 2026", 0),
            ("2026-03-16", "16 March 2026", 5),
        ],
    )


def test_nothing_is_counted_before_the_moment_of_publication(campaign):
    for _ in range(FEWEST):
        public(campaign)
    Campaign.objects.update(publishes_at=campaign.closes_at)
    [of] = statistics([Campaign.objects.get()])
    assert (of.total, of.tables[0].cells) == (0, [])


def test_a_campaign_of_years_is_counted_by_months(campaign):
    for year, month in ((2024, 12), (2025, 7)):
        for _ in range(FEWEST):
            public(campaign, submitted_at=datetime(year, month, 31, 12, tzinfo=ZoneInfo("Europe/Helsinki")))
    [of] = statistics([campaign])
    cells = [(cell.key, cell.label, cell.count) for cell in of.tables[0].cells]
    assert (of.tables[0].name, len(cells), cells[0], cells[-1]) == (
        *("month", 8),
        *(("2024-12-01", "December 2024", 5), ("2025-07-01", "July 2025", 5)),
    )


def test_a_campaign_with_a_few_entries_tells_nothing_of_them(campaign):
    for _ in range(FEWEST - 1):
        public(campaign)
    [of] = statistics([campaign])
    told = {cell.count for table in of.tables for cell in table.cells}
    assert (of.total, of.is_suppressed, told) == (None, True, {0, None})


def test_a_campaign_without_entries_says_so(campaign):
    [of] = statistics([campaign])
    assert (of.total, of.is_suppressed, of.tables[0].cells) == (0, False, [])


@pytest.mark.parametrize(
    ("counted", "told"),
    [
        ({"a": 10, "b": 5}, {"a": 10, "b": 5}),
        ({"a": 10, "b": 0}, {"a": 10, "b": 0}),
        # Alone, the small group would be what is missing from the total.
        ({"a": 10, "b": 3, "c": 7}, {"a": 10, "b": None, "c": None}),
        # Two that count three together are still a small group.
        ({"a": 10, "b": 1, "c": 2, "d": 20}, {"a": None, "b": None, "c": None, "d": 20}),
        ({"a": 10, "b": 2, "c": 3}, {"a": 10, "b": None, "c": None}),
        ({"a": 3, "b": 0}, {"a": None, "b": 0}),
        ({"a": 1, "b": 1}, {"a": None, "b": None}),
        ({}, {}),
    ],
)
def test_small_groups_are_hidden_and_so_is_what_would_tell_them(counted, told):
    assert protected(counted) == told


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 30), max_size=12))
def test_subtracting_what_is_told_from_the_total_never_leaves_a_small_group_or_a_single_one(counted):
    told = protected(counted)
    hidden = [count for key, count in counted.items() if told[key] is None]

    assert {key: count for key, count in told.items() if count is not None}.items() <= counted.items()
    assert [count for count in told.values() if count is not None and 0 < count < FEWEST] == []
    if hidden and len(hidden) < sum(count > 0 for count in counted.values()):
        assert (sum(hidden) >= FEWEST, len(hidden) > 1) == (True, True)
    if not any(0 < count < FEWEST for count in counted.values()):
        assert hidden == []


@pytest.mark.parametrize("campaigns", [1, 3])
def test_they_cost_the_same_queries_however_many_entries_there_are_and_one_more_for_what_changed(
    campaigns, django_assert_num_queries
):
    made = [make.campaign() for _ in range(campaigns)]
    for campaign in made:
        theme = make.theme(campaign)
        for _ in range(campaigns):
            public(campaign, themes=[theme])
    with django_assert_num_queries(3 + campaigns):
        assert [of.campaign for of in statistics(made)] == [campaign.slug for campaign in made]
    public(made[0])
    for changed in (1, 0):
        again = list(Campaign.objects.order_by("pk"))
        with django_assert_num_queries(3 + changed):
            statistics(again)
