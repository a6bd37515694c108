"""Totals against an oracle that reckons in whole fractions."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.totals import FULL, points, total

TOP = st.integers(1, 6)
ANSWER = TOP.flatmap(lambda top: st.tuples(st.integers(1, 100), st.integers(0, top), st.just(top)))
BALLOT = st.lists(ANSWER, min_size=1, max_size=6)


def exactly(ballot) -> Fraction:
    """The weighted mean in points, 0–100."""
    weights = sum(weight for weight, _, _ in ballot)
    return sum(Fraction(100 * weight * level, top) for weight, level, top in ballot) / weights


@settings(max_examples=200, deadline=None)
@given(BALLOT)
def test_a_total_is_the_weighted_mean_of_what_was_answered_to_half_a_millionth(ballot):
    value, weight = total(ballot)
    assert weight == sum(one[0] for one in ballot)
    assert isinstance(value, int)
    assert abs(value - 1_000_000 * exactly(ballot)) <= Fraction(1, 2)
    assert 0 <= value <= FULL


@given(BALLOT, st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing_at_all(ballot, random):
    assert total(random.sample(ballot, len(ballot))) == total(ballot)


def test_a_ballot_without_levels_has_no_total():
    assert (total([]), points(None)) == ((None, 0), None)


def test_what_is_not_answered_is_left_out_and_not_zero():
    everything = total([(3, 2, 3), (1, 0, 3)])
    without_the_second = total([(3, 2, 3)])
    assert (everything, without_the_second) == ((50_000_000, 4), (66_666_667, 3))


@pytest.mark.parametrize(
    ("answers", "millionths"),
    [
        ([(1, 0, 3)], 0),
        ([(1, 3, 3)], 100_000_000),
        ([(1, 1, 3)], 33_333_333),
        ([(1, 2, 3)], 66_666_667),
        # Exactly between two, so to the even one: 195,312.5 and 585,937.5 millionths.
        ([(1, 1, 2**9)], 195_312),
        ([(1, 3, 2**9)], 585_938),
    ],
)
def test_totals_are_rounded_half_to_even_at_a_millionth_of_a_point(answers, millionths):
    assert total(answers)[0] == millionths


def test_points_are_shown_as_they_are_kept():
    assert [points(value) for value in (0, 33_333_333, FULL)] == [
        Decimal(0),
        Decimal("33.333333"),
        Decimal(100),
    ]
