"""Totals and ranks against an oracle that reckons in whole fractions."""

from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from judging.ranking import Standing, rank, total

TOP = st.integers(1, 6)
ANSWER = TOP.flatmap(lambda top: st.tuples(st.integers(1, 100), st.integers(0, top), st.just(top)))
BALLOT = st.lists(ANSWER, min_size=1, max_size=6)
ENTRIES = st.dictionaries(st.integers(1, 40), st.lists(BALLOT, max_size=4), max_size=12)


def exactly(ballot) -> Fraction:
    weights = sum(weight for weight, _, _ in ballot)
    return sum(Fraction(100 * weight * level, top) for weight, level, top in ballot) / weights


def assert_ranked_as_the_oracle_says(entries):
    means = {
        entry: sum(map(exactly, ballots)) / len(ballots) for entry, ballots in entries.items() if ballots
    }
    places = {entry: 1 + sum(other > mean for other in means.values()) for entry, mean in means.items()}
    expected = sorted(means, key=lambda entry: (places[entry], entry))
    expected += sorted(entry for entry, ballots in entries.items() if not ballots)

    found = rank({entry: [total(ballot)[0] for ballot in ballots] for entry, ballots in entries.items()})

    assert [(one.entry, one.rank, one.ballots, one.of) for one in found] == [
        (entry, places.get(entry), len(entries[entry]), len(means)) for entry in expected
    ]
    assert all(one.mean is None or abs(one.mean - means[one.entry]) < 1e-9 for one in found)


@settings(max_examples=200, deadline=None)
@given(ENTRIES)
def test_standings_are_what_the_oracle_says(entries):
    assert_ranked_as_the_oracle_says(entries)


def test_standings_are_what_the_oracle_says_in_five_thousand_juries():
    chance = Random(2015)
    for _ in range(5000):
        top, weights = chance.randint(1, 4), [chance.randint(1, 5) for _ in range(3)]
        entries = {
            entry: [
                [(weight, chance.randint(0, top), top) for weight in weights if chance.random() < 0.8]
                or [(weights[0], 0, top)]
                for _ in range(chance.randint(0, 4))
            ]
            for entry in chance.sample(range(1, 60), chance.randint(0, 12))
        }
        assert_ranked_as_the_oracle_says(entries)


@settings(max_examples=200, deadline=None)
@given(BALLOT)
def test_a_total_is_the_weighted_mean_of_what_was_answered(ballot):
    value, weight = total(ballot)
    assert weight == sum(one[0] for one in ballot)
    assert abs(value - exactly(ballot)) < 1e-9
    assert 0 <= value <= 100


@given(BALLOT, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(ballot, random):
    shuffled = random.sample(ballot, len(ballot))
    assert abs(total(shuffled)[0] - total(ballot)[0]) < 1e-9


def test_a_ballot_without_answers_has_no_total():
    assert total([]) == (None, 0)


def test_an_unanswered_criterion_is_left_out_and_not_zero():
    everything = total([(3, 2, 3), (1, 0, 3)])
    without_the_second = total([(3, 2, 3)])
    assert (everything, without_the_second) == ((50.0, 4), (100 * 2 / 3, 3))


def test_equal_means_share_a_rank_and_the_next_one_is_skipped():
    ranks = [(one.entry, one.rank) for one in rank({7: [50.0], 3: [50.0], 5: [90.0], 1: [20.0], 2: []})]
    assert ranks == [(5, 1), (3, 2), (7, 2), (1, 4), (2, None)]


def test_the_same_mean_from_other_sums_is_a_tie():
    thirds = total([(1, 1, 3)])[0], total([(1, 2, 3)])[0]
    assert [(one.entry, one.rank) for one in rank({1: [50.0], 2: list(thirds)})] == [(1, 1), (2, 1)]


def test_spread_is_from_the_lowest_to_the_highest_ballot():
    assert rank({1: [40.0, 70.0, 55.0]}) == [Standing(1, 55.0, 30.0, 3, 1, 1)]
