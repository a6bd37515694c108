"""What cannot be done is told whole, with its numbers; and the rest of the plan is the best there is."""

from collections import Counter

import pytest

from judging.assignment import Entry, Juror, LanguageRule, Need, Problem, Shortfall, assign
from judging.assignment.words import sentence
from tests.judging.assignment.problems import judges_of


def entries(number, wanted=3, languages=()):
    return tuple(Entry(place, wanted, languages) for place in range(1, number + 1))


def people(number, **fields):
    return tuple(Juror(place, **fields) for place in range(1, number + 1))


def said(found) -> list[str]:
    return [sentence(one) for one in found.shortfalls]


# --- too few ------------------------------------------------------------------------------------
def test_entries_that_too_few_can_read():
    jurors = (*people(4, languages=("fi",)), Juror(5, ("sv",)), Juror(6, ("fi", "sv")))
    its = (*entries(3, languages=("sv",)), Entry(4, 3, ("fi",)))
    found = assign(Problem(its, jurors))
    facts = {"languages": ["sv"], "readers": 2, "eligible": 2, "wanted": 3}
    assert found.shortfalls == (Shortfall("too_few_jurors", (1, 2, 3), 3, facts),)
    assert said(found) == ["3 entries in sv: only 2 eligible, 3 wanted"]
    assert Counter(one.entry for one in found.seats) == {1: 2, 2: 2, 3: 2, 4: 3}


def test_conflicts_leave_some_entries_with_fewer_than_others():
    conflicts = frozenset({(1, 1), (2, 1), (1, 2), (3, 2), (3, 3)})
    found = assign(Problem(entries(3), people(4), conflicts))
    facts = {"languages": [], "readers": 4, "eligible": 2, "wanted": 3}
    assert found.shortfalls == (Shortfall("too_few_jurors", (1, 2), 2, facts),)
    assert said(found) == ["2 entries: only 2 eligible, 3 wanted"]


def test_jurors_who_must_not_meet_leave_seats_empty():
    apart = frozenset({(1, 2), (1, 3), (2, 3)})
    found = assign(Problem(entries(2), people(4), apart=apart))
    facts = {"eligible": 4, "together": 2, "wanted": 3}
    assert found.shortfalls == (Shortfall("too_few_together", (1, 2), 2, facts),)
    assert said(found) == ["2 entries: of 4 eligible jurors only 2 may sit together, 3 wanted"]


# --- limits -------------------------------------------------------------------------------------
def test_all_limits_together_are_too_low_and_the_shortage_is_shared():
    found = assign(Problem(entries(50), people(6, limit=20)))
    facts = {"languages": [], "jurors": [1, 2, 3, 4, 5, 6], "everybody": True, "needed": 150, "capacity": 120}
    assert found.shortfalls == (Shortfall("limits", tuple(range(1, 51)), 30, facts),)
    assert said(found) == ["all load limits together leave room for 120, 150 needed"]
    assert Counter(map(len, judges_of(found).values())) == {2: 30, 3: 20}


def test_the_limits_of_those_who_read_a_language_are_too_low():
    jurors = (
        *people(5, languages=("fi",)),
        Juror(6, ("sv",), 4),
        Juror(7, ("sv",), 5),
        Juror(8, ("sv", "fi"), 2),
    )
    its = (*entries(4, languages=("sv",)), *(Entry(number, 3, ("fi",)) for number in range(5, 9)))
    found = assign(Problem(its, jurors))
    facts = {"languages": ["sv"], "jurors": [6, 7, 8], "everybody": False, "needed": 12, "capacity": 10}
    assert found.shortfalls == (Shortfall("limits", (1, 2, 3, 4), 2, facts),)
    assert said(found) == ["4 entries in sv: 12 needed, the 3 jurors who may judge them can take 10"]


def test_each_bottleneck_is_told_by_itself():
    jurors = (Juror(1, ("fi",), 1), Juror(2, ("fi",)), Juror(3, ("sv",), 1), Juror(4, ("sv",)))
    its = (*(Entry(n, 2, ("fi",)) for n in (1, 2)), *(Entry(n, 2, ("sv",)) for n in (3, 4, 5)))
    found = assign(Problem(its, jurors))

    def facts(language, jurors, needed, capacity):
        return {
            "languages": [language],
            "jurors": jurors,
            "everybody": False,
            "needed": needed,
            "capacity": capacity,
        }

    assert found.shortfalls == (
        Shortfall("limits", (3, 4, 5), 2, facts("sv", [3, 4], 6, 4)),
        Shortfall("limits", (1, 2), 1, facts("fi", [1, 2], 4, 3)),
    )


def test_what_is_left_after_every_single_reason_is_the_rules_together():
    # Each entry could have two of the three, but not both entries: 1 and 2 must not meet, 3 takes one.
    jurors = (Juror(1), Juror(2), Juror(3, limit=1))
    found = assign(Problem(entries(2, 2), jurors, apart=frozenset({(1, 2)})))
    assert found.shortfalls == (Shortfall("rules_together", (found.shortfalls[0].entries[0],), 1, {}),)
    assert said(found) == ["1 seat cannot be filled because of all rules together"]


def test_entries_that_have_a_reason_of_their_own_are_not_blamed_on_the_rules_together():
    jurors = (Juror(1, ("fi",)), Juror(2, ("fi",)), Juror(3, ("fi",), 1))
    its = (Entry(1, 2, ("fi",)), Entry(2, 2, ("fi",)), Entry(3, 1, ("sv",)))
    found = assign(Problem(its, jurors, apart=frozenset({(1, 2)})))
    few, rules = found.shortfalls
    assert (few.entries, few.missing, rules.missing, set(rules.entries) <= {1, 2}) == ((3,), 1, 1, True)


# --- must-haves ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("why", "change", "text"),
    [
        ("conflict", {"conflicts": frozenset({(4, 17)})}, "has a conflict of interest"),
        ("unavailable", {"jurors": (*people(3), Juror(4, available=False))}, "is not available"),
        ("language", {"jurors": (*people(3), Juror(4, ("sv",)))}, "does not read its language"),
        (
            "apart",
            {"apart": frozenset({(1, 4)}), "assigned": {(1, 17): True}},
            "must not sit together with another one it has",
        ),
        ("full", {"assigned": {(1, 17): True, (2, 17): True}}, "finds no seat free"),
    ],
)
def test_a_must_have_says_why_it_cannot_be(why, change, text):
    fields = {"entries": (Entry(17, 2, ("fi",)),), "jurors": people(4), "needs": (Need(17, juror=4),)}
    found = assign(Problem(**(fields | change)))
    assert found.shortfalls == (Shortfall("needed_juror", (17,), 0, {"juror": 4, "why": why}),)
    assert said(found) == [f"entry 17: must-have juror 4 {text}"]
    assert len(judges_of(found)[17]) == 2


def test_must_haves_beyond_a_limit():
    needs = (Need(1, juror=1), Need(2, juror=1), Need(3, juror=1))
    found = assign(Problem(entries(3, 1), (Juror(1, limit=2), *people(5)[1:]), needs=needs))
    (missed,) = found.shortfalls
    facts = {"juror": 1, "why": "limit", "limit": 2}
    assert (missed, found.loads[1]) == (Shortfall("needed_juror", missed.entries, 0, facts), 2)


def test_must_haves_who_must_not_meet_or_find_no_seat():
    two = (Need(1, juror=1), Need(1, juror=2))
    apart = assign(Problem(entries(1), people(4), apart=frozenset({(1, 2)}), needs=two))
    full = assign(Problem(entries(1, 1), people(4), needs=two))
    assert [[(one.what, one.facts["why"]) for one in found.shortfalls] for found in (apart, full)] == [
        [("needed_juror", "apart")],
        [("needed_juror", "full")],
    ]


def test_nobody_of_a_group_can_come():
    jurors = (*people(3), Juror(4, tags=frozenset({"chair"})))
    needs = tuple(Need(entry, tag="chair") for entry in (1, 2, 3))
    found = assign(Problem(entries(3, 2), jurors, frozenset({(4, 1), (4, 3)}), needs=needs))
    facts = {"tag": "chair", "eligible": 0}
    assert found.shortfalls == (Shortfall("needed_tag", (1, 3), 0, facts),)
    assert said(found) == ['2 entries: nobody with the tag "chair" (0 eligible)']


def test_nobody_reads_an_entry_of_which_one_should():
    its = (Entry(1, 2, ("sv",)), Entry(2, 2, ("fi", "sv")))
    found = assign(Problem(its, people(3, languages=("fi",)), language_rule=LanguageRule.ONE))
    assert found.shortfalls == (Shortfall("no_reader", (1,), 0, {"languages": ["sv"], "eligible": 0}),)
    assert said(found) == ["1 entry in sv: nobody who reads it (0 eligible)"]
    assert Counter(one.entry for one in found.seats) == {1: 2, 2: 2}


# --- what stands --------------------------------------------------------------------------------
def test_fixed_seats_that_break_a_rule_stand_and_are_named():
    jurors = (Juror(1, limit=0), Juror(2, ("sv",)), Juror(3), Juror(4))
    assigned = {(juror, 1): True for juror in (1, 2, 3, 4)}
    problem = Problem(
        (Entry(1, 3, ("fi",)),), jurors, frozenset({(3, 1)}), frozenset({(1, 4)}), assigned=assigned
    )
    found = assign(problem)
    assert found.breaches == (
        Shortfall("fixed_seat", (1,), 0, {"juror": 1, "why": "apart"}),
        Shortfall("fixed_seat", (1,), 0, {"juror": 1, "why": "limit", "limit": 0}),
        Shortfall("fixed_seat", (1,), 0, {"juror": 2, "why": "language"}),
        Shortfall("fixed_seat", (1,), 0, {"juror": 3, "why": "conflict"}),
        Shortfall("fixed_seat", (1,), 0, {"juror": 4, "why": "apart"}),
    )
    assert (len(found.seats), found.shortfalls) == (4, ())
    assert sentence(found.breaches[1]) == "1 entry: juror 1 stays, although the juror has no room left"
