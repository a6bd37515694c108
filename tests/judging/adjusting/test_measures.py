"""Mean, median, spread and trimmed mean, against Python's own."""

import statistics

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from judging.adjusting.measures import measure

BALLOTS = st.lists(st.tuples(st.integers(0, 4), st.integers(-50, 50)), max_size=30)


@given(BALLOTS, st.integers(0, 4))
def test_measures_are_what_python_says(ballots, trim):
    entry = np.array([one for one, _ in ballots], int)
    found = measure(entry, np.array([score for _, score in ballots], float), 5, trim=trim)
    for one in range(5):
        scores = sorted(float(score) for about, score in ballots if about == one)
        assert found.ballots[one] == len(scores)
        if not scores:
            values = (found.mean, found.median, found.spread, found.trimmed)
            assert all(np.isnan(value[one]) for value in values)
            continue
        cut = min(trim, (len(scores) - 1) // 2)
        kept = scores[cut : len(scores) - cut]
        expected = [statistics.fmean(scores), statistics.median(scores), scores[-1] - scores[0]]
        values = [found.mean[one], found.median[one], found.spread[one], found.trimmed[one]]
        np.testing.assert_allclose(values, [*expected, statistics.fmean(kept)], atol=1e-12)


def test_one_ballot_too_high_and_one_too_low_are_trimmed():
    found = measure(np.zeros(5, int), np.array([10.0, 60.0, 62.0, 64.0, 100.0]), 1, trim=1)
    assert (found.mean[0], found.median[0], found.spread[0], found.trimmed[0]) == (59.2, 62.0, 90.0, 62.0)


def test_of_two_ballots_none_is_trimmed_and_of_three_the_middle_one_is_left():
    entry = np.array([0, 0, 1, 1, 1])
    assert measure(entry, np.array([1.0, 3.0, 1.0, 2.0, 9.0]), 2, trim=5).trimmed.tolist() == [2.0, 2.0]


def test_without_ballots_there_is_nothing_to_measure():
    found = measure(np.zeros(0, int), np.zeros(0), 2)
    assert found.ballots.tolist() == [0, 0]
    assert np.isnan([found.mean, found.median, found.spread, found.trimmed]).all()
