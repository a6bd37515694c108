"""Problems to try plans on: tiny ones drawn by hypothesis, larger ones drawn by a seed."""

import random
from collections import defaultdict

from hypothesis import strategies as st

from judging.assignment import Entry, Juror, LanguageRule, Need, Plan, Problem

LANGUAGES = st.lists(st.sampled_from(["fi", "sv"]), unique=True, max_size=2).map(tuple)
TAGS = st.frozensets(st.sampled_from(["chair", "youth"]))


@st.composite
def tiny_problems(draw) -> Problem:
    """At most four entries and four jurors with every sort of rule."""
    entries = [
        Entry(number, draw(st.integers(0, 3)), draw(LANGUAGES), {"kind": draw(st.sampled_from("xy"))})
        for number in range(draw(st.integers(0, 3)))
    ]
    jurors = [
        Juror(number, draw(LANGUAGES), draw(st.sampled_from([None, None, 0, 1, 2])), draw(TAGS))
        for number in range(draw(st.integers(0, 4)))
    ]
    jurors = [one if draw(st.integers(0, 5)) else Juror(one.id, available=False) for one in jurors]
    pairs = [(juror.id, entry.id) for juror in jurors for entry in entries]
    couples = [(one.id, other.id) for one in jurors for other in jurors if one.id < other.id]

    def some(things):
        return draw(st.lists(st.sampled_from(things), unique=True, max_size=4)) if things else []

    needs = [Need(entry, juror) for juror, entry in some(pairs)[:2]]
    numbers = [entry.id for entry in entries]
    needs += [Need(entry, tag=draw(st.sampled_from(["chair", "none"]))) for entry in some(numbers)[:2]]
    return Problem(
        entries=tuple(entries),
        jurors=tuple(jurors),
        conflicts=frozenset(some(pairs)),
        apart=frozenset(some(couples)),
        needs=tuple(needs),
        assigned={pair: draw(st.booleans()) for pair in some(pairs)},
        language_rule=draw(st.sampled_from(LanguageRule)),
        balance=draw(st.booleans()),
        spread=draw(st.sampled_from([(), ("kind",), ("kind", "languages")])),
        move_cost=draw(st.sampled_from([None, 0, 1, 3])),
        seed=draw(st.integers(0, 3)),
    )


def large_problem(seed: int, *, entries=60, jurors=12, wanted=3, **fields) -> Problem:
    """Entries in two languages, of two kinds, from five regions; jurors read one language or both."""
    chance = random.Random(seed)
    its = [
        Entry(
            number,
            wanted,
            ("sv",) if chance.random() < 0.2 else ("fi",),
            {"kind": chance.choice(["pledge", "pledge", "initiative"]), "region": chance.choice("ABCDE")},
        )
        for number in range(entries)
    ]
    reads = [("fi",), ("fi", "sv"), ("sv", "fi")]
    people = [Juror(number, reads[number % 3]) for number in range(jurors)]
    pairs = [(juror, entry) for juror in range(jurors) for entry in range(entries)]
    conflicts = frozenset(pair for pair in pairs if chance.random() < 0.04)
    return Problem(tuple(its), tuple(people), conflicts, **{"seed": seed, **fields})


def pairs_of(plan: Plan) -> set[tuple]:
    return {(seat.juror, seat.entry) for seat in plan.seats}


def judges_of(plan: Plan) -> dict:
    found = defaultdict(set)
    for seat in plan.seats:
        found[seat.entry].add(seat.juror)
    return found


def values_of(plan: Plan) -> list[float]:
    return [round(one.value, 6) for one in plan.reached]
