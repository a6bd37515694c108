from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from judging.balance import plan

ENTRIES = st.sets(st.integers(1, 60), max_size=20)
JURORS = st.sets(st.integers(1, 30), max_size=8)
PAIRS = st.sets(st.tuples(st.integers(1, 30), st.integers(1, 60)), max_size=60)


@settings(max_examples=200, deadline=None)
@given(ENTRIES, JURORS, st.integers(1, 6), PAIRS, PAIRS)
def test_every_entry_gets_as_many_jurors_as_can_be(entries, jurors, wanted, standing, blocked):
    added = plan(entries, jurors, wanted, standing=standing, blocked=blocked)
    seated = {pair for pair in standing if pair[0] in jurors}

    assert len(added) == len(set(added))
    assert set(added) & (seated | blocked) == set()
    assert {juror for juror, _ in added} <= jurors
    for entry in entries:
        has = sum(1 for _, taken in seated if taken == entry)
        free = len({juror for juror in jurors if (juror, entry) not in seated | blocked})
        gets = sum(1 for _, taken in added if taken == entry)
        assert gets == min(max(wanted - has, 0), free)


@settings(max_examples=150, deadline=None)
@given(ENTRIES, JURORS.filter(bool), st.integers(1, 6))
def test_without_conflicts_nobody_has_two_more_than_another(entries, jurors, wanted):
    load = Counter(juror for juror, _ in plan(entries, jurors, wanted))
    loads = [load[juror] for juror in jurors]
    assert max(loads) - min(loads) <= 1


@given(
    st.lists(st.integers(1, 60), unique=True), st.lists(st.integers(1, 30), unique=True), st.integers(1, 4)
)
def test_the_plan_does_not_depend_on_the_order_things_come_in(entries, jurors, wanted):
    assert plan(entries, jurors, wanted) == plan(entries[::-1], jurors[::-1], wanted)


def test_jurors_with_less_to_do_come_first():
    assert plan([10], [1, 2, 3], 1, standing=[(1, 8), (2, 9)]) == [(3, 10)]


def test_an_entry_that_few_may_judge_chooses_first():
    blocked = [(1, 20), (2, 20)]
    assert plan([10, 20], [1, 2, 3], 1, blocked=blocked) == [(3, 20), (2, 10)]


def test_the_same_two_do_not_sit_together_all_the_time():
    pairs = plan(range(1, 7), [1, 2, 3, 4], 2)
    together = {tuple(sorted(juror for juror, taken in pairs if taken == entry)) for entry in range(1, 7)}
    assert len(together) > 1


def test_without_jurors_there_is_no_plan():
    assert plan([1, 2], [], 3) == []
