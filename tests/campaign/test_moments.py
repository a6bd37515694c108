"""Moments in words: the hour, its zone and what is left, right through both nights when the clocks change."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import translation
from hypothesis import example, given, settings
from hypothesis import strategies as st

from campaign.deadlines import phase_of
from campaign.models import Campaign
from campaign.states import Phase
from campaign.templatetags import moments
from tests.make import moment

# Northern and southern, half an hour, a change of thirty minutes, changes at midnight, and none.
ZONES = (
    "Europe/Helsinki",
    "Europe/Lisbon",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "UTC",
)
LETTERS = {"EET": 2, "EEST": 3, "WET": 0, "WEST": 1, "NST": -3.5, "NDT": -2.5, "UTC": 0}

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)

moments_in_time = st.datetimes(datetime(2015, 1, 1), datetime(2031, 12, 31), timezones=st.just(UTC))
zones = st.sampled_from(ZONES)


def call(closes, zone) -> Campaign:
    """Open for a year until `closes`. Not saved."""
    return Campaign(
        opens_at=closes - timedelta(days=365),
        closes_at=closes,
        publishes_at=closes,
        announces_at=closes + timedelta(days=30),
        time_zone=zone,
    )


def read_back(words: str) -> tuple[datetime, timedelta]:
    """What a person who knows the letters of the zone understands: where it begins, a minute or a second."""
    date, time, letters = re.fullmatch(r"\w+ (.*) at (.*) \((?:.*, )?(.*)\)", words).groups()
    to_the_second = time.count(":") == 2
    shape = "%d %B %Y %H:%M:%S" if to_the_second else "%d %B %Y %H:%M"
    hours = LETTERS.get(letters)
    if hours is None:
        sign, digits = re.fullmatch(r"UTC([+-])(\d+)", letters).groups()
        hours = (-1 if sign == "-" else 1) * (int(digits[:2]) + int(digits[2:] or 0) / 60)
    at = (datetime.strptime(f"{date} {time}", shape) - timedelta(hours=hours)).replace(tzinfo=UTC)
    return at, SECOND if to_the_second else MINUTE


@settings(max_examples=300)
@given(zones, moments_in_time)
@example("Europe/Helsinki", moment("2026-03-29 00:59:59"))
@example("Europe/Helsinki", moment("2026-03-29 01:00:00"))
@example("Europe/Helsinki", moment("2026-10-25 00:59:59"))
@example("Europe/Helsinki", moment("2026-10-25 01:00:00"))
def test_the_closing_that_is_shown_is_the_closing_that_is_enforced(zone, closes):
    """checks.md C06: read back from its words, what is shown is the last second, or minute, in time."""
    campaign = call(closes, zone)
    with translation.override("en"):
        shown, length = read_back(moments.moment(closes, campaign))

    assert shown <= closes < shown + length
    assert [phase_of(campaign, at) for at in (shown - SECOND, shown, shown + length)] == [
        Phase.CALL,
        Phase.CALL,
        Phase.ASSESSMENT,
    ]


@pytest.mark.parametrize(
    ("closes", "shown", "open_seconds"),
    [
        ("2015-11-16 21:59:59", "23:59", 60),
        ("2015-11-16 21:59:58", "23:59:58", 59),
        ("2015-11-16 21:59:01", "23:59:01", 2),
        ("2015-11-16 14:00:00", "16:00", 1),
    ],
)
def test_of_the_minute_that_a_call_closes_in_every_second_counts_up_to_the_closing(
    closes, shown, open_seconds
):
    """Shown without seconds are the end of a minute, which is open all through, and its beginning."""
    campaign = call(moment(closes), "Europe/Helsinki")
    with translation.override("en"):
        words = moments.moment(campaign.closes_at, campaign)

    minute = campaign.closes_at.replace(second=0)
    phases = [phase_of(campaign, minute + number * SECOND) for number in range(60)]
    assert words == f"Monday 16 November 2015 at {shown} (Finnish time, EET)"
    assert phases.count(Phase.CALL) == open_seconds


@pytest.mark.parametrize(
    ("arrived", "shown"),
    [("21:59:59", "23:59:59"), ("21:59:30", "23:59:30"), ("21:59:00", "23:59")],
)
def test_what_was_received_is_told_to_the_second(arrived, shown):
    at = moment(f"2015-11-16 {arrived}")
    with translation.override("en"):
        words = moments.to_the_second(at, call(at, "Europe/Helsinki"))
    assert words == f"Monday 16 November 2015 at {shown} (Finnish time, EET)"


@pytest.mark.parametrize("arrived", ["21:59:59", "21:59:30", "21:59:00"])
def test_where_no_second_matters_none_is_told(arrived):
    at = moment(f"2015-11-16 {arrived}")
    with translation.override("en"):
        words = moments.to_the_minute(at, call(at, "Europe/Helsinki"))
    assert words == "Monday 16 November 2015 at 23:59 (Finnish time, EET)"


@given(zones, moments_in_time, zones)
def test_the_words_are_the_same_wherever_server_and_reader_are(zone, closes, reader):
    """checks.md C06"""
    campaign = call(closes, zone)
    with translation.override("en"):
        words = {moments.moment(closes.astimezone(ZoneInfo(place)), campaign) for place in ("UTC", reader)}

    assert len(words) == 1


@given(moments_in_time)
def test_summer_and_winter_time_of_finland_have_their_own_names(at):
    offset = at.astimezone(ZoneInfo("Europe/Helsinki")).utcoffset()
    expected = {timedelta(hours=2): "EET", timedelta(hours=3): "EEST"}[offset]

    with translation.override("en"):
        assert moments.zone_at(at, call(at, "Europe/Helsinki")) == f"Finnish time, {expected}"


@pytest.mark.parametrize(
    ("utc", "zone", "words"),
    [
        ("2026-10-25 00:30:00", "Europe/Helsinki", "Sunday 25 October 2026 at 03:30 (Finnish time, EEST)"),
        ("2026-10-25 01:30:00", "Europe/Helsinki", "Sunday 25 October 2026 at 03:30 (Finnish time, EET)"),
        ("2026-03-29 00:59:59", "Europe/Helsinki", "Sunday 29 March 2026 at 02:59 (Finnish time, EET)"),
        ("2026-03-29 01:00:00", "Europe/Helsinki", "Sunday 29 March 2026 at 04:00 (Finnish time, EEST)"),
        ("2026-01-01 00:00:00", "Asia/Dubai", "Thursday 1 January 2026 at 04:00 (Dubai time, UTC+04)"),
        ("2026-01-01 00:00:00", "UTC", "Thursday 1 January 2026 at 00:00 (UTC)"),
    ],
)
def test_the_hour_that_comes_twice_is_told_apart(utc, zone, words):
    with translation.override("en"):
        assert moments.moment(moment(utc), call(moment(utc), zone)) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Monday 16 November 2015 at 23:59:58 (Finnish time, EET)"),
        ("fi", "maanantaina 16. marraskuuta 2015 klo 23.59.58 (Suomen aikaa, EET)"),
        ("sv", "måndag 16 november 2015 kl. 23.59.58 (finsk tid, EET)"),
    ],
)
def test_the_seconds_are_written_as_the_language_writes_hours(translated, language, words):
    closes = moment("2015-11-16 21:59:58")
    with translation.override(language):
        assert moments.moment(closes, call(closes, "Europe/Helsinki")) == words


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2026-10-22 12:00:00", "3 days left"),
        ("2026-10-24 12:00:00", "1 day left"),
        ("2026-10-24 20:59:59", "1 day left"),
        # The 25th has 25 hours in Finland.
        ("2026-10-24 21:00:00", "24 hours left"),
        ("2026-10-24 22:00:00", "23 hours left"),
        ("2026-10-25 20:00:00", "1 hour left"),
        ("2026-10-25 21:48:00", "11 minutes left"),
        ("2026-10-25 21:59:30", "less than a minute left"),
        ("2026-10-25 21:59:59", "less than a minute left"),
        ("2026-10-25 22:00:00", ""),
    ],
)
def test_what_is_left_is_counted_in_days_hours_and_minutes(now, left):
    closes = moment("2026-10-25 21:59:59")
    with time_machine.travel(moment(now), tick=False), translation.override("en"):
        assert moments.time_left(closes, call(closes, "Europe/Helsinki")) == left


@pytest.mark.parametrize(
    "together",
    [
        "maanantaina 28._joulukuuta 2026 klo_23.59 (Suomen aikaa,_EET)",
        "Monday 6_October 2015 at_10:00 (Finnish time,_EEST)",
        "måndag 28_december 2026 kl._23.59.59 (Dubai tid,_UTC+04)",
    ],
)
def test_a_line_ends_neither_within_a_day_nor_before_the_hour(together):
    assert moments.unbroken(together.replace("_", " ")) == together.replace("_", "\u00a0")


@given(zones, moments_in_time, st.timedeltas(timedelta(0), timedelta(days=40)))
def test_what_is_left_is_said_as_long_as_the_call_is_open_and_never_too_much(zone, closes, before):
    """checks.md C06"""
    now = closes - before
    with time_machine.travel(now, tick=False), translation.override("en"):
        words = moments.time_left(closes, call(closes, zone))

    number, unit = re.fullmatch(r"(less than a|\d+) (minute|hour|day)s? left", words).groups()
    unit = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}[unit]
    if number == "less than a":
        assert before < unit
    elif unit == timedelta(days=1):
        # Counted as a calendar counts, so up to a day less than so many times 24 hours – and never more.
        assert int(number) * unit - unit < before + timedelta(hours=1)
    else:
        assert int(number) * unit <= before < (int(number) + 1) * unit + timedelta(hours=1)
