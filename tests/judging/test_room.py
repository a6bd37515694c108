"""The order of a meeting in which people leave the room as seldom as possible."""

from itertools import permutations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from judging.room import FEW, doors, in_order, way

PEOPLE = st.frozensets(st.sampled_from("ABCDE"), max_size=4)


def order(away) -> list:
    first, second = in_order({entry: frozenset(people) for entry, people in away.items()}, {})
    assert second == []
    return first


def test_entries_that_the_same_people_must_not_hear_follow_each_other():
    away = {1: "A", 2: "", 3: "A", 4: "AB", 5: "", 6: "B"}
    found = order(away)
    assert (found, doors([frozenset(away[entry]) for entry in found])) == ([2, 5, 6, 4, 1, 3], 4)


def test_nobody_leaves_where_nobody_must():
    assert (order({2: "", 1: ""}), order({}), doors([])) == ([2, 1], [], 0)


def test_the_first_part_ends_with_those_away_who_must_not_hear_the_second():
    first, second = {1: frozenset("A"), 2: frozenset()}, {3: frozenset("A"), 4: frozenset()}
    assert in_order(first, second) == ([2, 1], [3, 4])


@settings(max_examples=200, deadline=None)
@given(st.lists(PEOPLE, max_size=6, unique=True))
def test_no_other_order_of_few_groups_is_better(groups):
    found = way(groups)
    assert (sorted(map(sorted, found))) == sorted(map(sorted, groups))
    assert doors(found) == min(doors(list(order)) for order in permutations(groups))


def test_many_groups_lose_nobody_and_are_better_than_chance():
    chance = Random(2015)
    for _ in range(20):
        groups = list({frozenset(chance.sample(range(12), chance.randint(0, 4))) for _ in range(40)})
        found = way(groups)
        assert (len(groups) > FEW, sorted(map(sorted, found))) == (True, sorted(map(sorted, groups)))
        assert doors(found) < 0.8 * doors(groups)
