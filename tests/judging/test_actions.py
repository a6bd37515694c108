"""Assigning, recusing and scoring: who may, what stands afterwards, which letters leave."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaign.lifecycle import IllegalMove
from campaign.models import Campaign
from judging import actions, recusals
from judging.models import Assignment, Ballot, Recusal, Round, Score
from pledges.actions import withdraw
from pledges.models import Entry
from tests import make


def logged(about) -> list[str]:
    entries = ModelLogEntry.objects.for_instance(about).order_by("pk")
    return [entry.action for entry in entries]


def cast(assignment, levels, *, by=None, version=0, final=True, comment="", **more):
    return actions.cast(assignment, levels, comment=comment, final=final, version=version, by=by, **more)


# --- assign -------------------------------------------------------------------------------------
def test_assigning_gives_the_entry_writes_a_letter_and_a_line_in_the_log(juror, entry, office, letters):
    assignment = actions.assign(juror, entry, by=office)
    assert list(Assignment.objects.values_list("juror", "entry")) == [(juror.pk, entry.pk)]
    assert [kind for kind, _ in letters() if kind != "receipt" and kind != "accepted"] == ["ballots_ready"]
    assert logged(assignment) == ["judging.assignment.assign"]


def test_assigning_twice_is_assigning_once_with_one_letter_a_day(juror, campaign, entry, office, letters):
    other = make.entry(state="accepted", campaign=campaign)
    for one in (entry, entry, other):
        actions.assign(juror, one, by=office)
    assert Assignment.objects.count() == 2
    assert letters().count(("ballots_ready", juror.user.email)) == 1


@pytest.mark.parametrize("role", [None, "Juror", "Coordinator", "Screener"])
def test_only_the_jury_office_assigns(role, juror, entry):
    with pytest.raises(PermissionDenied):
        actions.assign(juror, entry, by=make.user(role=role))


def test_the_office_does_not_assign_its_own_entry(juror, entry, office):
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[office]))
    with pytest.raises(PermissionDenied):
        actions.assign(juror, entry, by=office)


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "declined", "withdrawn"])
def test_only_accepted_entries_are_assigned(state, juror, campaign, office):
    with pytest.raises(IllegalMove):
        actions.assign(juror, make.entry(state=state, campaign=campaign), by=office)


def test_an_entry_of_another_campaign_is_not_assigned(juror, office):
    with pytest.raises(IllegalMove):
        actions.assign(juror, make.entry(state="accepted"), by=office)


def test_a_decided_entry_is_not_assigned(juror, entry, office):
    make.decision(entry)
    with pytest.raises(IllegalMove):
        actions.assign(juror, entry, by=office)


def test_a_conflict_of_interest_keeps_a_juror_from_an_entry(juror, entry, office):
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[juror.user]))
    with pytest.raises(actions.ConflictOfInterest):
        actions.assign(juror, entry, by=office)


def test_a_recused_juror_does_not_get_the_entry_again(juror, entry, assignment, office):
    recusals.recuse(juror, entry, "Oma kylä", by=juror.user)
    with pytest.raises(actions.ConflictOfInterest):
        actions.assign(juror, entry, by=office)


def test_a_juror_who_has_withdrawn_gets_nothing(panel, entry, office):
    with pytest.raises(actions.ConflictOfInterest):
        actions.assign(make.juror(panel, state="withdrawn"), entry, by=office)


# --- recuse -------------------------------------------------------------------------------------
def test_recusing_takes_the_entry_away_and_voids_the_ballot(juror, entry, assignment):
    make.ballot(assignment, 3, 3)
    recusal = recusals.recuse(juror, entry, "Istun hallituksessa", by=juror.user)
    assert (Assignment.objects.count(), Ballot.objects.count(), Score.objects.count()) == (0, 0, 0)
    assert (recusal.reason, logged(recusal)) == ("Istun hallituksessa", ["judging.recusal.recuse"])


def test_recusing_twice_keeps_the_first_reason(juror, entry, assignment, office):
    recusals.recuse(juror, entry, "Ensimmäinen", by=juror.user)
    recusals.recuse(juror, entry, "Toinen", by=office)
    assert list(Recusal.objects.values_list("reason", flat=True)) == ["Ensimmäinen"]


def test_nobody_recuses_another_juror(juror, panel, entry, assignment):
    with pytest.raises(PermissionDenied):
        recusals.recuse(juror, entry, "Ei", by=make.juror(panel).user)
    assert Assignment.objects.count() == 1


# --- cast ---------------------------------------------------------------------------------------
def test_casting_stores_levels_comment_total_and_the_submission_judged(juror, entry, assignment, criteria):
    one, two = criteria
    ballot = cast(assignment, {one: 3, two: 1}, by=juror.user, comment="Selkeä")
    assert (ballot.total, ballot.answered_weight, ballot.is_final) == (66_666_667, 2, True)
    assert (ballot.comment, ballot.version) == ("Selkeä", 1)
    assert ballot.submission == entry.submissions.get()
    assert list(ballot.scores.order_by("criterion").values_list("criterion", "level")) == [
        (one.pk, 3),
        (two.pk, 1),
    ]


def test_an_unanswered_criterion_leaves_no_score_and_no_weight(juror, assignment, criteria):
    one, two = criteria
    cast(assignment, {one: 3, two: 0}, by=juror.user)
    ballot = cast(assignment, {one: 3}, by=juror.user, version=1)
    assert (ballot.total, ballot.answered_weight, ballot.scores.count()) == (100_000_000, 1, 1)


def test_a_ballot_without_any_answer_is_never_final(juror, assignment):
    ballot = cast(assignment, {}, by=juror.user, final=True)
    assert (ballot.total, ballot.is_final) == (None, False)


@pytest.mark.parametrize("level", [-1, 4])
def test_a_level_that_does_not_exist_changes_nothing(level, juror, assignment, criteria):
    with pytest.raises(ValueError, match="does not allow"):
        cast(assignment, {criteria[0]: level}, by=juror.user)
    assert Ballot.objects.count() == 0


def test_criteria_of_another_round_are_left_out(juror, campaign, assignment, criteria):
    foreign = make.judging_round(campaign).criteria.first()
    ballot = cast(assignment, {criteria[0]: 3, foreign: 3}, by=juror.user)
    assert list(ballot.scores.values_list("criterion", flat=True)) == [criteria[0].pk]


def test_a_save_on_an_older_version_says_what_stands_and_changes_nothing(juror, assignment, criteria):
    first = cast(assignment, {criteria[0]: 1}, by=juror.user, comment="Ensin")
    with pytest.raises(actions.StaleBallot) as stale:
        cast(assignment, {criteria[0]: 3}, by=juror.user, comment="Sitten")
    assert (stale.value.ballot, stale.value.ballot.comment, stale.value.ballot.total) == (
        first,
        "Ensin",
        33_333_333,
    )


def refused(assignment, by, **more) -> bool:
    try:
        cast(assignment, {}, by=by, **more)
    except PermissionDenied:
        return True
    return False


def test_only_the_assigned_juror_scores(panel, assignment, office):
    people = [assignment.juror.user, make.juror(panel).user, office, make.user()]
    assert [refused(assignment, person) for person in people] == [False, True, True, True]


def test_scoring_ends_with_the_second_it_names(juror, assignment, panel):
    ends = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    Round.objects.update(scoring_ends_at=ends)
    moments = [ends + timedelta(microseconds=999_999), ends + timedelta(seconds=1)]
    assert [refused(assignment, juror.user, at=at, version=n) for n, at in enumerate(moments)] == [
        False,
        True,
    ]


def test_a_secret_decision_closes_no_ballot_and_its_standing_stays(juror, assignment, entry):
    make.ballot(assignment, 3, 3)
    decision = actions.decide(entry, "selected", "Selkeä", by=None)
    cast(assignment, {}, by=juror.user, version=1)
    decision.refresh_from_db()
    assert (decision.standing["mean"], decision.standing["ballots"]) == (100.0, 1)


@pytest.mark.parametrize("outcome", ["selected", "not_selected"])
def test_once_the_result_is_out_nobody_scores(outcome, juror, assignment, entry):
    Campaign.objects.update(announces_at=timezone.now() - timedelta(hours=1))
    make.decision(entry, outcome, released=True)
    assert refused(assignment, juror.user)


def test_a_withdrawn_entry_is_not_scored(juror, assignment, entry):
    withdraw(entry, by=None)
    assert refused(assignment, juror.user)


def test_a_juror_who_has_become_involved_does_not_score(juror, assignment, entry):
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[juror.user]))
    assert refused(assignment, juror.user)


def test_an_assignment_that_is_gone_is_refused_to_the_system_as_well(assignment):
    Assignment.objects.all().delete()
    assert refused(assignment, None)


def test_a_ballot_names_the_submission_it_judged(assignment, entry):
    make.ballot(assignment, 1, 1)
    assert Ballot.objects.get().submission.entry == Entry.objects.get(pk=entry.pk)


# --- recalculate --------------------------------------------------------------------------------
def test_a_change_of_weights_brings_every_total_with_it(panel, assignment, criteria, office):
    make.ballot(assignment, 3, 0)
    criteria[0].weight = 3
    criteria[0].save()
    assert actions.recalculate(panel.round, by=office) == 1
    ballot = Ballot.objects.get()
    assert (ballot.total, ballot.answered_weight) == (75_000_000, 4)
    log = ModelLogEntry.objects.for_instance(panel.round).get(action="judging.round.recalculate")
    assert log.data == {"ballots": 1, "weights": [["Kriteeri 1", 3], ["Kriteeri 2", 1]]}


def test_a_juror_does_not_recalculate(panel, juror):
    with pytest.raises(PermissionDenied):
        actions.recalculate(panel.round, by=juror.user)
