"""Deciding, awarding and releasing: secret until all is released together, and fixed from then on."""

import threading
import time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from campaign.lifecycle import IllegalMove
from judging import actions
from judging.models import Award, Decision
from judging.states import DecisionState
from people.models import Letter
from pledges.actions import withdraw
from tests import make
from tests.together import together

SELECTED, NOT_SELECTED = Decision.Outcome.SELECTED, Decision.Outcome.NOT_SELECTED


def outcomes(letters) -> list[tuple[str, str]]:
    return [
        (kind, to)
        for kind, to in letters()
        if kind in ("decision_selected", "decision_not_selected", "award")
    ]


def test_a_decision_freezes_the_ranking_of_its_day(panel, entry, assignment, campaign, office):
    make.ballot(assignment, 3, 0)
    better = make.entry(state="accepted", campaign=campaign)
    make.ballot(make.assignment(make.juror(panel), better), 3, 3)
    decision = actions.decide(entry, SELECTED, "Selkeä", by=office)
    stood = {"round": panel.round_id, "mean": 50.0, "ballots": 1, "rank": 2, "of": 2}
    assert decision.standing == stood
    make.ballot(make.assignment(make.juror(panel), entry), 3, 3)
    assert Decision.objects.get().standing == stood


def test_a_decision_stays_pending_and_tells_nobody(entry, office, letters):
    decision = actions.decide(entry, SELECTED, "Selkeä", by=office)
    entry.refresh_from_db()
    assert (decision.state, decision.by, entry.state) == (DecisionState.PENDING, office, "accepted")
    assert outcomes(letters) == []


def test_deciding_again_replaces_what_is_pending(entry, office):
    actions.decide(entry, SELECTED, "Selkeä", by=office)
    actions.decide(entry, NOT_SELECTED, "Ei sittenkään", by=office)
    assert list(Decision.objects.values_list("outcome", "grounds")) == [(NOT_SELECTED, "Ei sittenkään")]


@pytest.mark.parametrize(("outcome", "grounds"), [(SELECTED, "  \n"), ("perhaps", "Selkeä")])
def test_a_decision_needs_grounds_and_a_known_outcome(outcome, grounds, entry, office):
    with pytest.raises(actions.NotDecidable):
        actions.decide(entry, outcome, grounds, by=office)


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "declined", "withdrawn"])
def test_only_accepted_entries_are_decided(state, campaign, office):
    with pytest.raises(actions.NotDecidable):
        actions.decide(make.entry(state=state, campaign=campaign), SELECTED, "Selkeä", by=office)


@pytest.mark.parametrize("role", [None, "Juror", "Coordinator", "Screener"])
def test_only_the_jury_office_decides_awards_and_releases(role, entry, campaign):
    person = make.user(role=role)
    for act in (
        lambda: actions.decide(entry, SELECTED, "Selkeä", by=person),
        lambda: actions.award(entry, "Palkinto", "Rohkea", by=person),
        lambda: actions.release(campaign, by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_the_office_does_not_decide_about_its_own_entry(entry, office):
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[office]))
    with pytest.raises(PermissionDenied):
        actions.decide(entry, SELECTED, "Selkeä", by=office)


# --- awards -------------------------------------------------------------------------------------
def test_an_award_goes_to_a_selected_entry_and_stays_secret(entry, office, letters):
    actions.decide(entry, SELECTED, "Selkeä", by=office)
    given = actions.award(entry, make.words("Vuoden lupaus"), make.words("Rohkea"), by=office)
    assert (list(Award.objects.announced()), str(given.name), outcomes(letters)) == ([], "Vuoden lupaus", [])


@pytest.mark.parametrize("outcome", [None, NOT_SELECTED])
def test_an_entry_that_is_not_selected_gets_no_award(outcome, entry, office):
    if outcome:
        actions.decide(entry, outcome, "Ei", by=office)
    with pytest.raises(actions.NotDecidable):
        actions.award(entry, "Palkinto", "Rohkea", by=office)


def test_an_awarded_entry_is_not_decided_otherwise_before_the_award_is_taken_back(entry, office):
    actions.decide(entry, SELECTED, "Selkeä", by=office)
    given = actions.award(entry, "Palkinto", "Rohkea", by=office)
    with pytest.raises(actions.NotDecidable):
        actions.decide(entry, NOT_SELECTED, "Ei", by=office)
    actions.take_back(given, by=office)
    actions.decide(entry, NOT_SELECTED, "Ei", by=office)
    assert (Award.objects.count(), Decision.objects.get().outcome) == (0, NOT_SELECTED)


# --- release ------------------------------------------------------------------------------------
@pytest.fixture
def announced(db):
    return make.campaign(**make.announced())


def test_releasing_moves_the_selected_and_writes_to_everybody_once(announced, office, letters):
    chosen = make.entry(state="accepted", campaign=announced, contact_email="valittu@example.org")
    other = make.entry(state="accepted", campaign=announced, contact_email="muu@example.org")
    actions.decide(chosen, SELECTED, "Selkeä", by=office)
    actions.decide(other, NOT_SELECTED, "Ei vielä", by=office)
    actions.award(chosen, make.words("Palkinto"), make.words("Rohkea"), by=office)

    assert (actions.release(announced, by=office), actions.release(announced, by=office)) == (2, 0)

    chosen.refresh_from_db()
    other.refresh_from_db()
    assert (chosen.state, other.state) == ("selected", "accepted")
    assert sorted(outcomes(letters)) == [
        ("award", "valittu@example.org"),
        ("decision_not_selected", "muu@example.org"),
        ("decision_selected", "valittu@example.org"),
    ]
    assert [str(given.name) for given in Award.objects.announced()] == ["Palkinto"]


def test_nothing_is_released_before_the_announcement(entry, campaign, office, letters):
    actions.decide(entry, SELECTED, "Selkeä", by=office)
    with pytest.raises(PermissionDenied):
        actions.release(campaign, by=office)
    assert (Decision.objects.get().state, outcomes(letters)) == (DecisionState.PENDING, [])


def test_what_is_released_is_not_decided_again_and_its_awards_stay(announced, office):
    entry = make.entry(state="accepted", campaign=announced)
    actions.decide(entry, SELECTED, "Selkeä", by=office)
    given = actions.award(entry, "Palkinto", "Rohkea", by=office)
    actions.release(announced, by=office)
    for act in (
        lambda: actions.decide(entry, NOT_SELECTED, "Ei", by=office),
        lambda: actions.take_back(given, by=office),
    ):
        with pytest.raises(actions.NotDecidable):
            act()


def test_an_award_after_the_release_is_told_at_once(announced, office, letters):
    entry = make.entry(state="accepted", campaign=announced, contact_email="valittu@example.org")
    actions.decide(entry, SELECTED, "Selkeä", by=office)
    actions.release(announced, by=office)
    actions.award(entry, "Palkinto", "Rohkea", by=office)
    assert ("award", "valittu@example.org") in letters()


def test_a_withdrawn_entry_is_passed_over(announced, office, letters):
    entry = make.entry(state="accepted", campaign=announced)
    actions.decide(entry, SELECTED, "Selkeä", by=office)
    withdraw(entry, by=None)
    assert (actions.release(announced, by=office), outcomes(letters)) == (0, [])


def test_a_released_decision_knows_when(announced, office):
    actions.decide(make.entry(state="accepted", campaign=announced), SELECTED, "Selkeä", by=office)
    before = timezone.now()
    actions.release(announced, by=office)
    assert before <= Decision.objects.get().released_at <= timezone.now()


@pytest.mark.parametrize("outcome", [SELECTED, NOT_SELECTED])
def test_nothing_is_released_about_an_entry_that_went_since_the_list_was_read(announced, letters, outcome):
    entry = make.entry(state="accepted", campaign=announced)
    decision = actions.decide(entry, outcome, "Perusteet", by=None)
    withdraw(entry, by=None)
    with pytest.raises(IllegalMove):
        actions._release_one(decision, by=None)
    decision.refresh_from_db()
    assert (decision.state, outcomes(letters)) == (DecisionState.PENDING, [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("outcome", [SELECTED, NOT_SELECTED])
def test_of_withdrawing_and_releasing_in_the_same_moment_one_comes_first(outcome):
    for _ in range(5):
        campaign = make.campaign(**make.announced())
        entry = make.entry(state="accepted", campaign=campaign)
        actions.decide(entry, outcome, "Perusteet", by=None)
        together(
            lambda campaign=campaign: actions.release(campaign, by=None),
            lambda entry=entry: withdraw(entry, by=None).state,
        )
        state = Decision.objects.get(entry=entry).state
        told = Letter.objects.filter(key__startswith=f"decision:{entry.decision.pk}:").exists()
        assert told is (state == DecisionState.RELEASED)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("press", ["award", "release"])
def test_whoever_decides_anew_in_the_moment_of_an_award_or_release_waits_for_it(press):
    """All hold the decision before its entry: held the other way round, each would wait for the other."""
    campaign = make.campaign(**make.announced())
    entry = make.entry(state="accepted", campaign=campaign)
    make.decision(entry)
    holds = threading.Event()

    def first():
        with connection.execute_wrapper(slowly):
            if press == "award":
                actions.award(entry, "Palkinto", "Rohkea", by=None)
            else:
                actions.release(campaign, by=None)
        return "done"

    def slowly(execute, sql, *others):
        """Between the decision, which is held, and the entry."""
        if 'FROM "pledges_entry"' in sql:
            holds.set()
            time.sleep(0.5)
        return execute(sql, *others)

    def second():
        holds.wait(30)
        return actions.decide(entry, SELECTED, "Parempi", by=None).grounds

    assert together(first, second) == ["done", "Parempi" if press == "award" else "NotDecidable"]


def test_a_withdrawn_entry_gets_no_award(announced, letters):
    entry = make.entry(state="accepted", campaign=announced)
    actions.decide(entry, SELECTED, "Selkeä", by=None)
    actions.release(announced, by=None)
    entry.refresh_from_db()
    withdraw(entry, by=None)
    with pytest.raises(actions.NotDecidable):
        actions.award(entry, make.words("Palkinto"), make.words("Rohkea"), by=None)
    assert [kind for kind, _to in outcomes(letters)] == ["decision_selected"]
