"""Plans for more entries than can be tried one by one: rules, loads, what stays, what chance decides."""

from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from judging.assignment import (
    Entry,
    Juror,
    LanguageRule,
    Move,
    Need,
    OutOfTime,
    Problem,
    assign,
    groups,
    plan,
)
from tests.judging.assignment.problems import judges_of, large_problem, pairs_of, values_of

SEEDS = range(4)


def entries(number, wanted=2, **about):
    return tuple(Entry(place, wanted, about=about) for place in range(number))


def people(number, **fields):
    return tuple(Juror(place, **fields) for place in range(number))


# --- rules --------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", SEEDS)
def test_every_entry_gets_its_jurors_within_the_rules(seed):
    apart = frozenset({(0, 1), (1, 2), (2, 3), (4, 5)})
    needs = (Need(3, juror=5), *(Need(entry, tag="chair") for entry in range(60)))
    problem = large_problem(seed, apart=apart, needs=needs)
    chairs = {2, 5, 8}
    jurors = [replace(one, tags=frozenset({"chair"} if one.id in chairs else ())) for one in problem.jurors]
    problem = replace(problem, jurors=tuple(jurors), conflicts=problem.conflicts - {(5, 3)})
    problem = replace(problem, entries=tuple(replace(one, languages=("fi",)) for one in problem.entries))
    found = assign(problem)
    judges = judges_of(found)
    assert (found.shortfalls, found.is_proven) == ((), True)
    assert {len(judges[entry.id]) for entry in problem.entries} == {3}
    assert pairs_of(found) & problem.conflicts == set()
    assert [judges[e.id] for e in problem.entries if any({*two} <= judges[e.id] for two in apart)] == []
    assert (5 in judges[3], [e.id for e in problem.entries if not judges[e.id] & chairs]) == (True, [])


@pytest.mark.parametrize("rule", LanguageRule)
def test_languages_are_covered_as_the_rule_says(rule):
    problem = large_problem(1, language_rule=rule)
    jurors = {one.id: one for one in problem.jurors}
    judges = judges_of(assign(problem))
    readers = {
        entry.id: sum(jurors[juror].reads(entry.languages) for juror in judges[entry.id])
        for entry in problem.entries
    }
    least = {LanguageRule.EVERY: 3, LanguageRule.ONE: 1, LanguageRule.IGNORE: 0}[rule]
    assert min(readers.values()) >= least


def test_nobody_gets_more_than_their_limit():
    limits = [2, 5, 9, None, None]
    jurors = tuple(Juror(number, limit=limit) for number, limit in enumerate(limits))
    found = assign(Problem(entries(20), jurors))
    assert found.loads == {0: 2, 1: 5, 2: 9, 3: 12, 4: 12}


# --- balance ------------------------------------------------------------------------------------
@pytest.mark.parametrize("wanted", [1, 2, 3, 5])
def test_without_conflicts_nobody_has_two_more_than_another(wanted):
    loads = assign(Problem(entries(23, wanted), people(7))).loads.values()
    assert max(loads) - min(loads) <= 1


def reaches(problem, found) -> dict:
    """To whom each juror could hand work, directly or by a chain of others, within rules on pairs."""
    judges, jurors = judges_of(found), {one.id: one for one in problem.jurors}
    direct = defaultdict(set)
    for entry in problem.entries:
        for juror in jurors.values():
            fits = juror.reads(entry.languages) and (juror.id, entry.id) not in problem.conflicts
            if fits and juror.id not in judges[entry.id]:
                for giver in judges[entry.id]:
                    direct[giver].add(juror.id)
    far = {}
    for juror in jurors:
        seen, new = set(), {juror}
        while new:
            seen |= new
            new = set().union(*(direct[one] for one in new)) - seen
        far[juror] = seen
    return far


@pytest.mark.parametrize("seed", SEEDS)
def test_who_has_two_more_cannot_hand_work_over_even_through_others(seed):
    problem = large_problem(seed)
    problem = replace(problem, conflicts=problem.conflicts | {(3, e) for e in range(50)})
    found = assign(problem)
    far, loads = reaches(problem, found), found.loads
    uneven = [(one, other) for one in loads for other in far[one] if loads[one] >= loads[other] + 2]
    assert (uneven, max(loads.values()) - min(loads.values()) > 1) == ([], True)


# --- spread -------------------------------------------------------------------------------------
def test_kinds_and_regions_are_spread_over_the_jurors():
    problem = large_problem(2, entries=120, jurors=6)
    problem = replace(problem, jurors=people(6), conflicts=frozenset())
    found = assign(problem)
    about = {one.id: one.about for one in problem.entries}
    ranges = {}
    for name in ("kind", "region"):
        counts = Counter((juror, about[entry][name]) for juror, entry in pairs_of(found))
        by_value = defaultdict(list)
        for (_, value), count in counts.items():
            by_value[value].append(count)
        ranges[name] = max(max(found) - min(found) for found in by_value.values())
    assert (ranges["kind"] <= 1, ranges["region"] <= 2) == (True, True)


def test_values_too_many_to_plan_for_are_spread_by_chance_and_not_called_proven(monkeypatch):
    monkeypatch.setattr(groups, "MANY", 100)
    problem = large_problem(1, entries=200, jurors=12)
    found = assign(problem)
    assert [(one.of, one.proven) for one in found.reached if one.of] == [
        (("kind",), True),
        (("kind", "region"), False),
        (("kind", "region", "languages"), False),
    ]


# --- what exists --------------------------------------------------------------------------------
def existing(found, *, fixed=()) -> dict:
    return {pair: pair in fixed for pair in pairs_of(found)}


def without(problem, juror, **fields) -> Problem:
    jurors = tuple(replace(one, available=one.id != juror) for one in problem.jurors)
    return replace(problem, jurors=jurors, **fields)


@pytest.mark.parametrize("move_cost", [None, 0, 2])
def test_when_a_juror_leaves_only_their_entries_move(move_cost):
    problem = large_problem(3)
    before = assign(problem)
    after = assign(without(problem, 4, assigned=existing(before), move_cost=move_cost))
    gone = {(juror, entry) for juror, entry in pairs_of(before) if juror == 4}
    assert {(one.juror, one.entry, one.why) for one in after.moves} == {
        (*pair, "unavailable") for pair in gone
    }
    assert (pairs_of(before) - gone) - pairs_of(after) == set()
    assert (after.shortfalls, after.is_proven, after.loads[4]) == ((), True, 0)


def test_fixed_seats_never_move_and_a_leavers_fixed_ones_count():
    problem = large_problem(3)
    before = assign(problem)
    fixed = {pair for pair in pairs_of(before) if pair[0] == 4}
    after = assign(without(problem, 4, assigned=existing(before, fixed=fixed), move_cost=0))
    assert (pairs_of(after), after.moves) == (pairs_of(before), ())
    assert Counter(one.status for one in after.seats) == {"fixed": len(fixed), "kept": 180 - len(fixed)}


@pytest.mark.parametrize(
    ("move_cost", "loads", "moves"),
    [
        (None, [6, 6, 0], 0),
        (0, [4, 4, 4], 4),
        (1, [5, 4, 3], 3),
        (2, [5, 5, 2], 2),
        (4, [6, 5, 1], 1),
        (5, [6, 6, 0], 0),
    ],
)
def test_a_seat_moves_only_when_the_balance_is_worth_its_cost(move_cost, loads, moves):
    assigned = {(juror, entry): False for juror in (0, 1) for entry in range(6)}
    found = assign(Problem(entries(6), people(3), assigned=assigned, move_cost=move_cost))
    assert (sorted(found.loads.values(), reverse=True), len(found.moves)) == (loads, moves)


def test_a_new_juror_gets_new_entries_first():
    before = assign(Problem(entries(8), people(4)))
    grown = Problem(entries(12), people(5), assigned=existing(before))
    after = assign(grown)
    assert (after.moves, sorted(after.loads.values())) == ((), [4, 5, 5, 5, 5])


def test_what_is_there_already_stays_when_fewer_are_wanted():
    before = assign(Problem(entries(6, 3), people(4)))
    after = assign(Problem(entries(6, 2), people(4), assigned=existing(before)))
    assert (pairs_of(after), after.moves) == (pairs_of(before), ())


def test_a_rule_made_later_forces_no_more_away_than_it_must():
    before = assign(Problem(entries(6), people(3)))
    both = {entry for entry, judges in judges_of(before).items() if {0, 1} <= judges}
    after = assign(Problem(entries(6), people(3), apart=frozenset({(0, 1)}), assigned=existing(before)))
    assert (len(both), {one.entry for one in after.moves}) == (2, both)
    assert {one.why for one in after.moves} == {"goals"}
    assert [entry for entry, judges in judges_of(after).items() if {0, 1} <= judges] == []


def test_a_must_have_takes_the_seat_of_one_other():
    before = assign(Problem(entries(4), people(4)))
    stranger = min({0, 1, 2, 3} - judges_of(before)[2])
    after = assign(
        Problem(entries(4), people(4), needs=(Need(2, juror=stranger),), assigned=existing(before))
    )
    assert (stranger in judges_of(after)[2], len(after.moves)) == (True, 1)


def test_moves_name_the_rule_that_forced_them():
    assigned = {(0, 0): False, (1, 0): False, (2, 0): False, (3, 0): False}
    jurors = (Juror(0, available=False), Juror(1), Juror(2, ("sv",)), Juror(3))
    one = (Entry(0, 4, ("fi",)),)
    found = assign(Problem(one, jurors, conflicts=frozenset({(1, 0)}), assigned=assigned))
    assert found.moves == (Move(0, 0, "unavailable"), Move(1, 0, "conflict"), Move(2, 0, "language"))


# --- chance -------------------------------------------------------------------------------------
def test_the_same_seed_draws_the_same_plan_however_the_problem_is_ordered():
    problem = large_problem(5)
    turned = replace(problem, entries=problem.entries[::-1], jurors=problem.jurors[::-1])
    assert assign(turned) == assign(problem)


def test_another_seed_draws_another_plan_that_is_as_good():
    plans = [assign(replace(large_problem(5), seed=seed)) for seed in range(3)]
    assert len({tuple(sorted(pairs_of(one))) for one in plans}) == 3
    assert len({tuple(values_of(one)) for one in plans}) == 1


def test_taking_entries_together_finds_what_looking_at_each_finds(monkeypatch):
    apart = frozenset({(0, 1), (1, 2), (6, 8)})
    problem = large_problem(6, entries=40, jurors=9, apart=apart)
    closely = assign(problem)
    monkeypatch.setattr(plan, "SMALL", -1)
    monkeypatch.setattr(groups, "SCARCE", -100)
    assert (values_of(assign(problem)), closely.is_proven) == (values_of(closely), True)


def test_jurors_meet_many_others():
    judges = judges_of(assign(Problem(entries(200, 3), people(10)))).values()
    together = Counter((one, other) for some in judges for one in some for other in some if one < other)
    assert (len(together), max(together.values()) < 3 * 600 / 45) == (45, True)


# --- limits of the solver -----------------------------------------------------------------------
def test_nothing_to_assign_is_a_plan():
    assert [
        assign(Problem(its, jurors)).seats
        for its, jurors in [((), ()), ((), people(2)), (entries(2, 0), people(2))]
    ] == [
        (),
        (),
        (),
    ]


def test_without_time_there_is_no_plan():
    with pytest.raises(OutOfTime):
        assign(large_problem(1, seconds=1e-9))


def test_numbers_and_words_may_name_entries_and_jurors():
    problem = Problem((Entry("b", 1), Entry(2, 1)), (Juror("x"), Juror(9)))
    assert [(one.entry, one.juror) for one in assign(problem).seats] in (
        [(2, 9), ("b", "x")],
        [(2, "x"), ("b", 9)],
    )
