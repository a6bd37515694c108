"""Plans and files that give and take entries, and the rules they keep to."""

from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from judging import recusals, rules, seats, sharing
from judging.assignment_file import FileChange
from judging.assignment_lines import Line
from judging.models import ApartRule, Assignment, NeededRule, Round
from judging.seating import Seating, Wishes
from tests import make


def given() -> set[tuple]:
    return set(Assignment.objects.values_list("juror", "entry"))


def letters_to_jurors(letters) -> list[tuple[str, str]]:
    return sorted((kind, to) for kind, to in letters() if kind == "ballots_ready")


@pytest.fixture
def jurors(panel):
    return [make.juror(panel) for _ in range(4)]


@pytest.fixture
def entries(campaign):
    return [make.entry(state="accepted", campaign=campaign) for _ in range(6)]


# --- plans --------------------------------------------------------------------------------------
def test_every_entry_gets_its_jurors_and_every_juror_one_letter(panel, jurors, entries, office, letters):
    done = sharing.carry_out(panel, Wishes(2), by=office)
    assert (len(done.added), done.taken, len(given())) == (12, [], 12)
    assert Counter(entry for _, entry in given()) == {entry.pk: 2 for entry in entries}
    assert Counter(juror for juror, _ in given()) == {juror.pk: 3 for juror in jurors}
    assert letters_to_jurors(letters) == sorted(("ballots_ready", juror.user.email) for juror in jurors)
    assert Round.objects.get().jurors_per_entry == 2


def test_the_log_keeps_what_was_given_and_taken(panel, jurors, entries, office):
    make.assignment(jurors[0], entries[0])
    make.partner(entries[0], state="confirmed", organisation=make.organisation(people=[jurors[0].user]))
    sharing.carry_out(panel, Wishes(1), by=office)
    (row,) = ModelLogEntry.objects.filter(action="judging.panel.assign_by_plan")
    assert (row.user, sorted(map(tuple, row.data["added"])), row.data["taken"]) == (
        office,
        sorted(given()),
        [[jurors[0].pk, entries[0].pk]],
    )


def test_conflicts_recusals_withdrawn_jurors_and_decided_entries_are_respected(panel, campaign, office):
    free, involved, recused, away = (make.juror(panel) for _ in range(4))
    entry, decided = (make.entry(state="accepted", campaign=campaign) for _ in range(2))
    for state in ("submitted", "withdrawn", "draft"):
        make.entry(state=state, campaign=campaign)
    make.decision(decided)
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[involved.user]))
    recusals.recuse(recused, entry, "Oma", by=recused.user)
    seats.withdraw(away, by=office)
    sharing.carry_out(panel, Wishes(4), by=office)
    assert given() == {(free.pk, entry.pk)}


def test_planning_again_changes_nothing(panel, jurors, entries, office):
    sharing.carry_out(panel, Wishes(2), by=office)
    before = given()
    again = sharing.carry_out(panel, Wishes(2), by=office)
    assert (again.changes_anything, given()) == (False, before)


def test_when_a_juror_leaves_only_their_entries_get_another(panel, jurors, entries, office):
    sharing.carry_out(panel, Wishes(2), by=office)
    before, gone = given(), jurors[0]
    seats.withdraw(gone, by=office)
    sharing.carry_out(panel, Wishes(2), by=office)
    new = given() - before
    assert before - given() == set()
    assert {entry for _, entry in new} == {entry for juror, entry in before if juror == gone.pk}


def test_what_has_been_begun_stays_whatever_a_move_costs(panel, jurors, entries, office):
    for entry in entries:
        make.assignment(jurors[0], entry)
    begun = make.ballot(Assignment.objects.get(entry=entries[0]), 1, None, final=False)
    sharing.carry_out(panel, Wishes(1, move_cost=0), by=office)
    assert (begun.assignment.juror.pk, entries[0].pk) in given()
    assert sorted(Counter(juror for juror, _ in given()).values()) == [1, 1, 2, 2]


def test_a_plan_is_carried_out_only_as_it_was_looked_at(panel, jurors, entries, office):
    seen = sharing.propose(panel, Wishes(2), by=office)
    make.partner(entries[0], state="confirmed", organisation=make.organisation(people=[jurors[0].user]))
    with pytest.raises(sharing.Overtaken):
        sharing.carry_out(panel, Wishes(2), mark=seen.mark, by=office)
    assert given() == set()
    new = sharing.propose(panel, Wishes(2), by=office)
    sharing.carry_out(panel, Wishes(2), mark=new.mark, by=office)
    assert len(given()) == 12


def test_a_juror_who_begins_while_the_plan_is_made_overtakes_it(panel, jurors, entries, office, monkeypatch):
    for entry in entries:
        make.assignment(jurors[0], entry)
    hold = sharing._hold

    def begin_first(panel):
        make.ballot(Assignment.objects.first(), 1, 1)
        hold(panel)

    monkeypatch.setattr(sharing, "_hold", begin_first)
    with pytest.raises(sharing.Overtaken):
        sharing.carry_out(panel, Wishes(1, move_cost=0), by=office)
    assert {juror for juror, _ in given()} == {jurors[0].pk}


def test_an_own_entry_of_the_office_is_left_to_a_colleague(panel, jurors, entries, office):
    make.partner(entries[0], state="confirmed", organisation=make.organisation(people=[office]))
    sharing.carry_out(panel, Wishes(2), by=office)
    assert {entry for _, entry in given()} == {entry.pk for entry in entries[1:]}
    sharing.carry_out(panel, Wishes(2), by=make.user(role="Jury office"))
    assert len(given()) == 12


# --- files --------------------------------------------------------------------------------------
def carry_out_file(panel, lines, *, replaces=False, by, mark=None):
    seen = FileChange(Seating(panel, viewer=by), lines, replaces=replaces)
    mark = seen.mark if mark is None else mark
    return sharing.carry_out_file(panel, lines, replaces=replaces, mark=mark, by=by)


def test_a_file_adds(panel, jurors, entries, office, letters):
    make.assignment(jurors[0], entries[0])
    lines = [Line(2, jurors[0].pk, entries[0].pk), Line(3, jurors[1].pk, entries[0].pk)]
    done = carry_out_file(panel, lines, by=office)
    assert (len(done.added), done.taken, done.unchanged) == (1, [], 1)
    assert given() == {(jurors[0].pk, entries[0].pk), (jurors[1].pk, entries[0].pk)}
    assert letters_to_jurors(letters) == [("ballots_ready", jurors[1].user.email)]


def test_a_file_that_is_the_whole_plan_takes_away_what_nobody_has_begun(panel, jurors, entries, office):
    make.assignment(jurors[0], entries[0])
    make.ballot(make.assignment(jurors[1], entries[1]), 1, 1)
    carry_out_file(panel, [Line(2, jurors[2].pk, entries[2].pk)], replaces=True, by=office)
    assert given() == {(jurors[1].pk, entries[1].pk), (jurors[2].pk, entries[2].pk)}


@pytest.mark.parametrize("wrong", [True, False])
def test_a_file_is_carried_out_whole_or_not_at_all(wrong, panel, jurors, entries, office):
    lines = [Line(2, jurors[0].pk, entries[0].pk), Line(3, jurors[1].pk, entries[1].pk)]
    if wrong:
        make.partner(entries[1], state="confirmed", organisation=make.organisation(people=[jurors[1].user]))
    with pytest.raises(sharing.Overtaken):
        carry_out_file(panel, lines, by=office, mark=None if wrong else "another")
    assert given() == set()


# --- rules --------------------------------------------------------------------------------------
def test_rules_are_kept_logged_and_dropped(panel, jurors, entries, office):
    apart = rules.keep_apart(jurors[1], jurors[0], by=office)
    assert rules.keep_apart(jurors[0], jurors[1], by=office) == apart
    needed = rules.require(panel, jurors[2:], kind="pledge", by=office)
    alone = rules.require(panel, [jurors[3]], entry=entries[0], kind="pledge", by=office)
    assert (apart.one, apart.other) == (jurors[0], jurors[1])
    assert [(rule.entry, rule.kind, list(rule.jurors.order_by("pk"))) for rule in (needed, alone)] == [
        (None, "pledge", jurors[2:]),
        (entries[0], "", [jurors[3]]),
    ]
    done = sharing.carry_out(panel, Wishes(2), by=office)
    judges = {entry.pk: {one.juror.pk for one in done.added if one.entry == entry} for entry in entries}
    assert [pk for pk, its in judges.items() if {jurors[0].pk, jurors[1].pk} <= its] == []
    assert [pk for pk, its in judges.items() if not its & {jurors[2].pk, jurors[3].pk}] == []
    assert jurors[3].pk in judges[entries[0].pk]
    for rule in (apart, needed, alone):
        rules.drop_rule(panel, rule, by=office)
    assert (ApartRule.objects.count(), NeededRule.objects.count()) == (0, 0)
    actions = ModelLogEntry.objects.filter(action__startswith="judging.panel.").values_list(
        "action", flat=True
    )
    assert Counter(actions) == {
        "judging.panel.keep_apart": 1,
        "judging.panel.require": 2,
        "judging.panel.assign_by_plan": 1,
        "judging.panel.drop_rule": 3,
    }


def test_rules_are_about_jurors_of_one_panel(panel, jurors, campaign, office):
    stranger = make.juror(make.panel(campaign))
    for act in (
        lambda: rules.keep_apart(jurors[0], stranger, by=office),
        lambda: rules.keep_apart(jurors[0], jurors[0], by=office),
        lambda: rules.require(panel, [stranger], by=office),
        lambda: rules.require(panel, [], by=office),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize("role", [None, "Juror", "Coordinator", "Screener"])
def test_only_the_jury_office_shares_entries(role, panel, jurors, entries):
    person, rule = make.user(role=role), make.apart(*jurors[:2])
    for act in (
        lambda: sharing.propose(panel, Wishes(2), by=person),
        lambda: sharing.carry_out(panel, Wishes(2), by=person),
        lambda: sharing.carry_out_file(panel, [], replaces=True, mark="", by=person),
        lambda: rules.keep_apart(jurors[2], jurors[3], by=person),
        lambda: rules.require(panel, jurors, by=person),
        lambda: rules.drop_rule(panel, rule, by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert given() == set()


def test_nobody_makes_a_rule_about_their_own_entry(panel, jurors, entries, office):
    make.partner(entries[0], state="confirmed", organisation=make.organisation(people=[office]))
    rule = make.needed(jurors[0], entry=entries[0])
    for act in (
        lambda: rules.require(panel, jurors, entry=entries[0], by=office),
        lambda: rules.drop_rule(panel, rule, by=office),
    ):
        with pytest.raises(PermissionDenied):
            act()
