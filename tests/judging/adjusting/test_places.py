"""Ranks, intervals, shares and ties on draws that can be counted by hand."""

import numpy as np
import pytest

from judging.adjusting import places
from judging.adjusting.places import bounds, intervals, ranks, shared_ranks, tied_groups

# Three entries in ten draws: the first usually leads, the second follows, the third never does.
DRAWS = np.array(
    [
        [9, 9, 9, 9, 9, 9, 9, 9, 5, 5],
        [7, 7, 7, 7, 7, 7, 7, 7, 8, 8],
        [1, 1, 1, 1, 1, 1, 1, 8, 1, 6],
    ],
    np.float32,
)


def test_the_highest_value_of_a_draw_has_rank_one():
    assert ranks(DRAWS).tolist() == [
        [1, 1, 1, 1, 1, 1, 1, 1, 2, 3],
        [2, 2, 2, 2, 2, 2, 2, 3, 1, 1],
        [3, 3, 3, 3, 3, 3, 3, 2, 3, 2],
    ]


def test_ranks_in_portions_are_the_same(monkeypatch):
    draws = np.random.default_rng(1).normal(size=(50, 300)).astype(np.float32)
    whole = ranks(draws)
    monkeypatch.setattr(places, "AT_ONCE", 50 * 7)
    assert (ranks(draws) == whole).all()
    low, high = intervals(draws, 0.9)
    monkeypatch.setattr(places, "AT_ONCE", 10**9)
    assert [side.tolist() for side in intervals(draws, 0.9)] == [low.tolist(), high.tolist()]


def test_places_are_intervals_of_ranks_with_the_share_of_the_top():
    found = places.places(DRAWS, top=1, level=0.8)
    assert found.low.tolist() == [1, 1, 2]
    assert found.high.tolist() == [2, 2, 3]
    assert found.top_share.tolist() == [0.8, 0.2, 0.0]


def test_where_nothing_differs_every_place_is_possible():
    found = places.places(np.ones((4, 10), np.float32), top=3, level=0.9)
    assert (found.low.tolist(), found.high.tolist()) == ([1] * 4, [4] * 4)
    assert found.top_share.tolist() == [0.75] * 4


def test_a_top_larger_than_the_field_holds_everybody():
    assert places.places(DRAWS, top=99, level=0.9).top_share.tolist() == [1.0] * 3
    assert places.places(np.ones((2, 9), np.float32), top=99, level=0.9).top_share.tolist() == [1.0] * 2


@pytest.mark.parametrize(
    ("draws", "ends"), [(1000, (50, 949)), (10, (0, 9)), (1, (0, 0)), (4000, (200, 3799))]
)
def test_an_interval_holds_nine_tenths_of_the_draws_at_least(draws, ends):
    assert bounds(draws, 0.9) == ends
    assert ends[1] - ends[0] + 1 >= 0.9 * draws


def test_a_shift_moves_each_draw():
    low, high = intervals(np.zeros((2, 3), np.float32), 0.1, shift=np.array([5.0, 1.0, 3.0]))
    assert (low.tolist(), high.tolist()) == ([3.0, 3.0], [3.0, 3.0])


def test_equal_values_share_a_rank_and_the_next_one_is_skipped():
    values = np.array([5.0, 9.0, 5.0 + 1e-12, 1.0])
    assert shared_ranks(values, np.argsort(-values), within=1e-9).tolist() == [2, 1, 2, 4]


# --- ties ---------------------------------------------------------------------------------------
def groups(*distances, chance=1.0):
    """Groups of entries that score so much less than the first, each with its own chance."""
    noise = np.random.default_rng(3).normal(size=(len(distances), 4000)) * chance
    draws = (noise - np.array(distances)[:, None]).astype(np.float32)
    return tied_groups(draws, np.argsort(distances), level=0.9).tolist()


def test_entries_are_tied_with_the_first_of_their_group():
    # Two of deviation 1 are told apart at 1.645 × √2 = 2.33.
    assert groups(0, 1, 2.2, 2.5, 3, 4.7, 9) == [1, 1, 1, 2, 2, 2, 3]


def test_groups_are_named_in_the_order_of_the_entries_given():
    assert groups(9, 0, 1) == [2, 1, 1]


def test_without_chance_everybody_is_a_group():
    assert groups(0, 1, 2, chance=0.0) == [1, 2, 3]


def test_with_nothing_but_chance_there_is_one_group():
    assert set(groups(*[0] * 200)) == {1}


def test_long_groups_and_many_groups_are_found_alike():
    many, long = [10.0 * step for step in range(700)], [0.001 * step for step in range(900)]
    assert groups(*many) == list(range(1, 701))
    assert groups(*long, 100.0) == [1] * 900 + [2]
