"""Ranks against an oracle that reckons in whole fractions."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from judging.ranking import Standing, Tally
from judging.ranking import rank as rank_tallies
from judging.totals import total
from tests.judging.test_totals import BALLOT, exactly


def rank(totals):
    return rank_tallies({entry: Tally.of(found) if found else None for entry, found in totals.items()})


ENTRIES = st.dictionaries(st.integers(1, 40), st.lists(BALLOT, max_size=4), max_size=12)


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
    assert all(one.mean is None or abs(one.mean - means[one.entry]) < 1e-6 for one in found)


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


def test_equal_means_share_a_rank_and_the_next_one_is_skipped():
    totals = {7: [50_000_000], 3: [50_000_000], 5: [90_000_000], 1: [20_000_000], 2: []}
    ranks = [(one.entry, one.rank) for one in rank(totals)]
    assert ranks == [(5, 1), (3, 2), (7, 2), (1, 4), (2, None)]


def test_the_same_mean_from_other_sums_is_a_tie():
    # 1/3, 1/3 and 5/6 make the mean 1/2, but each is rounded.
    thirds = [total([(1, level, 6)])[0] for level in (2, 2, 5)]
    found = rank({1: [50_000_000], 2: thirds})
    assert (sum(thirds), [(one.entry, one.rank) for one in found]) == (149_999_999, [(1, 1), (2, 1)])


def test_spread_is_from_the_lowest_to_the_highest_ballot():
    assert rank({1: [40_000_000, 70_000_000, 55_000_000]}) == [Standing(1, 55.0, 30.0, 3, 1, 1)]
