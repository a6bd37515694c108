"""Seats in a jury, and entries shared among them."""

from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied

from judging import actions, seats
from judging.models import Assignment, Juror, Panel
from judging.permissions import is_juror
from judging.standings import standings
from people.models import User
from tests import make


def to_jurors(letters) -> list[tuple[str, str]]:
    return [(kind, to) for kind, to in letters() if kind in ("juror_seated", "ballots_ready")]


# --- seat ---------------------------------------------------------------------------------------
def test_a_new_person_gets_account_role_seat_and_letter(panel, office, letters):
    office.language = "sv"
    juror = seats.seat(panel, " Uusi.Jasen@Example.org ", by=office)
    user = User.objects.get(email="uusi.jasen@example.org")
    assert (juror.user, juror.active, user.language, is_juror(user)) == (user, True, "sv", True)
    assert to_jurors(letters) == [("juror_seated", "uusi.jasen@example.org")]


def test_somebody_known_keeps_account_and_language(panel, office, letters):
    person = make.user("tuttu@example.org", language="en")
    juror = seats.seat(panel, "Tuttu@example.org", by=office)
    assert (juror.user, juror.user.language, User.objects.filter(email="tuttu@example.org").count()) == (
        person,
        "en",
        1,
    )


def test_a_second_seat_in_the_same_jury_is_the_same_seat(panel, office, letters):
    assert seats.seat(panel, "uusi@example.org", by=office) == seats.seat(
        panel, "uusi@example.org", by=office
    )
    assert to_jurors(letters) == [("juror_seated", "uusi@example.org")]


def test_seating_somebody_who_had_withdrawn_brings_them_back(panel, juror, office, letters):
    seats.withdraw(juror, by=office)
    seats.seat(panel, juror.user.email, by=office)
    assert (Juror.objects.get().active, to_jurors(letters)) == (True, [])


def test_a_closed_account_gets_no_seat(panel, office):
    person = make.user(is_active=False)
    with pytest.raises(PermissionDenied):
        seats.seat(panel, person.email, by=office)


@pytest.mark.parametrize("role", [None, "Juror", "Coordinator", "Screener"])
def test_only_the_jury_office_makes_up_the_jury(role, panel, juror, assignment):
    person = make.user(role=role)
    for act in (
        lambda: seats.seat(panel, "uusi@example.org", by=person),
        lambda: seats.withdraw(juror, by=person),
        lambda: seats.bring_back(juror, by=person),
        lambda: seats.unassign(assignment, by=person),
        lambda: seats.assign_evenly(panel, 2, by=person),
        lambda: seats.reassign(panel, set(), set(), by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_ballots_of_a_juror_who_withdraws_do_not_count_until_they_are_back(
    juror, campaign, assignment, office
):
    make.ballot(assignment, 3, 3)
    counted = [[one.ballots for one in standings(campaign)]]
    for change in (seats.withdraw, seats.bring_back):
        change(juror, by=office)
        counted.append([one.ballots for one in standings(campaign)])
    assert counted == [[1], [0], [1]]


# --- unassign -----------------------------------------------------------------------------------
def test_an_entry_not_begun_is_taken_away(assignment, office):
    seats.unassign(assignment, by=office)
    assert Assignment.objects.count() == 0


def test_an_entry_that_has_a_ballot_stays(assignment, office):
    make.ballot(assignment, None, 1, final=False)
    with pytest.raises(seats.AlreadyScored):
        seats.unassign(assignment, by=office)
    assert Assignment.objects.count() == 1


# --- evenly -------------------------------------------------------------------------------------
def test_every_entry_gets_its_jurors_and_every_juror_one_letter(panel, campaign, office, letters):
    jurors = [make.juror(panel) for _ in range(4)]
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(6)]
    added = seats.assign_evenly(panel, 2, by=office)
    assert len(added) == 12
    assert Counter(one.entry for one in added) == Counter(dict.fromkeys(entries, 2))
    assert Counter(one.juror for one in added) == Counter(dict.fromkeys(jurors, 3))
    assert sorted(to_jurors(letters)) == [("ballots_ready", juror.user.email) for juror in jurors]
    assert Panel.objects.get().jurors_per_entry == 2


def test_conflicts_recusals_withdrawn_jurors_and_decided_entries_are_respected(panel, campaign, office):
    free, involved, recused, away = (make.juror(panel) for _ in range(4))
    entry, decided = (make.entry(state="accepted", campaign=campaign) for _ in range(2))
    for state in ("submitted", "withdrawn", "draft"):
        make.entry(state=state, campaign=campaign)
    make.decision(decided)
    make.partner(entry, organisation=make.organisation(people=[involved.user]))
    actions.recuse(recused, entry, "Oma", by=recused.user)
    seats.withdraw(away, by=office)
    assert [(one.juror, one.entry) for one in seats.assign_evenly(panel, 4, by=office)] == [(free, entry)]


def test_assigning_evenly_again_adds_nothing(panel, juror, entry, office, letters):
    assert [len(seats.assign_evenly(panel, 2, by=office)) for _ in range(2)] == [1, 0]


# --- by hand ------------------------------------------------------------------------------------
def test_pairs_are_made_and_taken_back_and_the_impossible_is_counted(
    panel, juror, campaign, assignment, office
):
    entry, other, own = assignment.entry, *(make.entry(state="accepted", campaign=campaign) for _ in range(2))
    make.partner(own, organisation=make.organisation(people=[juror.user]))
    stranger = make.juror(make.panel(campaign))
    add = {(juror.pk, other.pk), (juror.pk, own.pk), (stranger.pk, other.pk), (juror.pk, 10**9)}
    assert seats.reassign(panel, add, {(juror.pk, entry.pk)}, by=office) == (1, 1, 3)
    assert list(Assignment.objects.values_list("juror", "entry")) == [(juror.pk, other.pk)]


def test_what_somebody_else_took_back_already_is_no_trouble(panel, juror, entry, office):
    assert seats.reassign(panel, set(), {(juror.pk, entry.pk)}, by=office) == (0, 0, 0)
