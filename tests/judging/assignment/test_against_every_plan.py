"""On tiny problems the plan is as good as the best of all that can be tried."""

import pytest
from hypothesis import HealthCheck, given, settings

from judging.assignment import Entry, Juror, Problem, assign, groups, plan
from tests.judging.assignment.every_plan import EveryPlan
from tests.judging.assignment.problems import pairs_of, tiny_problems


def compare(problem):
    found, every = assign(problem), EveryPlan(problem)
    pairs = pairs_of(found)
    assert pairs in list(every)
    best = [float(value) for value in every.best()]
    assert [one.value for one in found.reached] == pytest.approx(best)
    assert [float(value) for value in every.value(pairs)] == pytest.approx(best)
    assert found.is_proven
    empty = sum(max(e.wanted - sum(entry == e.id for _, entry in pairs), 0) for e in problem.entries)
    assert sum(one.missing for one in found.shortfalls) == empty
    assert found.is_complete == (best[0] == 0 and empty == 0)


def test_entries_of_a_single_kind_are_spread_where_nothing_else_balances_them():
    entries = [Entry(0, wanted=0, about={"kind": "x"}), Entry(1, wanted=1, about={"kind": "x"})]
    jurors = [Juror(0), Juror(1)]
    compare(Problem(entries, jurors, assigned={(0, 0): False}, balance=False, spread=("kind",), seed=1))


@settings(max_examples=150, deadline=None)
@given(tiny_problems())
def test_no_plan_is_better(problem):
    compare(problem)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(problem=tiny_problems())
def test_no_plan_is_better_when_entries_are_taken_together_first(monkeypatch, problem):
    monkeypatch.setattr(plan, "SMALL", -1)
    monkeypatch.setattr(groups, "SCARCE", -100)
    compare(problem)
