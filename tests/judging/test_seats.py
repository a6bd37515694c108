"""Seats in a jury, and single entries given and taken."""

import pytest
from django.core.exceptions import PermissionDenied

from judging import seats
from judging.models import Assignment, Juror
from judging.permissions import is_juror
from judging.standings import standings
from people.models import User
from tests import make


def to_jurors(letters) -> list[tuple[str, str]]:
    return [(kind, to) for kind, to in letters() if kind in ("juror_invited", "ballots_ready")]


# --- seat ---------------------------------------------------------------------------------------
def test_a_new_person_gets_account_role_invitation_and_letter(panel, office, letters):
    office.language = "sv"
    juror = seats.invite(panel, " Uusi.Jasen@Example.org ", by=office)
    user = User.objects.get(email="uusi.jasen@example.org")
    assert (juror.user, juror.state, user.language, is_juror(user)) == (user, "invited", "sv", True)
    assert to_jurors(letters) == [("juror_invited", "uusi.jasen@example.org")]


def test_somebody_known_keeps_account_and_language(panel, office, letters):
    person = make.user("tuttu@example.org", language="en")
    juror = seats.invite(panel, "Tuttu@example.org", by=office)
    assert (juror.user, juror.user.language, User.objects.filter(email="tuttu@example.org").count()) == (
        person,
        "en",
        1,
    )


def test_a_second_invitation_to_the_same_panel_is_the_same_seat(panel, office, letters):
    assert seats.invite(panel, "uusi@example.org", by=office) == seats.invite(
        panel, "uusi@example.org", by=office
    )
    assert to_jurors(letters) == [("juror_invited", "uusi@example.org")]


def test_inviting_somebody_who_had_withdrawn_brings_them_back(panel, juror, office, letters):
    seats.withdraw(juror, by=office)
    seats.invite(panel, juror.user.email, by=office)
    assert (Juror.objects.get().state, to_jurors(letters)) == ("accepted", [])


def test_a_closed_account_gets_no_seat(panel, office):
    person = make.user(is_active=False)
    with pytest.raises(PermissionDenied):
        seats.invite(panel, person.email, by=office)


@pytest.mark.parametrize("role", [None, "Juror", "Coordinator", "Screener"])
def test_only_the_jury_office_makes_up_the_jury(role, panel, juror, assignment):
    person = make.user(role=role)
    for act in (
        lambda: seats.invite(panel, "uusi@example.org", by=person),
        lambda: seats.withdraw(juror, by=person),
        lambda: seats.bring_back(juror, by=person),
        lambda: seats.unassign(assignment, by=person),
        lambda: seats.reassign(panel, set(), set(), by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_ballots_of_a_juror_who_withdraws_do_not_count_until_they_are_back(juror, assignment, office):
    make.ballot(assignment, 3, 3)
    counted = [[one.ballots for one in standings(juror.panel.round)]]
    for change in (seats.withdraw, seats.bring_back):
        change(juror, by=office)
        counted.append([one.ballots for one in standings(juror.panel.round)])
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


# --- by hand ------------------------------------------------------------------------------------
def test_pairs_are_made_and_taken_back_and_the_impossible_is_counted(
    panel, juror, campaign, assignment, office
):
    entry, other, own = assignment.entry, *(make.entry(state="accepted", campaign=campaign) for _ in range(2))
    make.partner(own, state="confirmed", organisation=make.organisation(people=[juror.user]))
    stranger = make.juror(make.panel(campaign))
    add = {(juror.pk, other.pk), (juror.pk, own.pk), (stranger.pk, other.pk), (juror.pk, 10**9)}
    assert seats.reassign(panel, add, {(juror.pk, entry.pk)}, by=office) == (1, 1, 3)
    assert list(Assignment.objects.values_list("juror", "entry")) == [(juror.pk, other.pk)]


def test_what_somebody_else_took_back_already_is_no_trouble(panel, juror, entry, office):
    assert seats.reassign(panel, set(), {(juror.pk, entry.pk)}, by=office) == (0, 0, 0)


def test_jurors_who_must_not_meet_are_kept_apart_by_hand_too(panel, campaign, entry, office):
    one, other, free = (make.juror(panel) for _ in range(3))
    make.apart(one, other)
    add = {(juror.pk, entry.pk) for juror in (one, other, free)}
    assert seats.reassign(panel, add, set(), by=office) == (2, 0, 1)
    assert sorted(Assignment.objects.values_list("juror", flat=True)) == [one.pk, free.pk]
