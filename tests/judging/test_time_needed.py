"""How long a juror will still need."""

from datetime import timedelta

import pytest
from django.utils import translation

from judging.time_needed import USUAL, Estimate, estimate, in_words, own_pace
from tests import make

START = make.moment("2026-11-26 18:00:00")


def saved(*minutes):
    return [START + timedelta(minutes=minute) for minute in minutes]


def test_until_a_few_are_scored_an_entry_takes_the_usual_time():
    for given in ([], saved(0), saved(0, 5), saved(0, 5, 10)):
        assert estimate(6, given) == Estimate(USUAL, is_own=False, needed=6 * USUAL)


def test_after_that_it_is_the_median_of_ones_own_times_in_whatever_order_they_come():
    given = saved(22, 0, 6, 10)  # 6, 4 and 12 minutes
    each = timedelta(minutes=6)
    assert estimate(5, given) == Estimate(each, is_own=True, needed=timedelta(minutes=30))


def test_breaks_and_corrections_tell_nothing_of_the_pace():
    assert own_pace(saved(0, 6, 12, 18, 300, 306)) == timedelta(minutes=6)
    assert own_pace(saved(0, 0.1, 0.2, 0.3, 0.4, 0.5)) is None


def test_the_latest_tell_most():
    slow, fast = range(0, 300, 10), (300 + 2 * minute for minute in range(30))
    assert own_pace(saved(*slow, *fast)) == timedelta(minutes=2)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "1 minute"),
        (0.2, "1 minute"),
        (47, "47 minutes"),
        (60, "1 hour"),
        (62, "1 hour"),
        (70, "1 hour 15 minutes"),
        (119, "2 hours"),
        (140, "2 hours 15 minutes"),
        (5000, "83 hours 15 minutes"),
    ],
)
def test_it_reads_as_people_say_it(minutes, words):
    with translation.override("en"):
        assert in_words(timedelta(minutes=minutes)) == words
