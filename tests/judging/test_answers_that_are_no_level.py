"""“Not applicable” and “I cannot judge this”: answers, and never a zero."""

import pytest

from judging import actions
from judging.dossier import dossier
from judging.models import Ballot
from judging.standings import standings
from judging.states import Answer
from judging.tallies import stored_tallies
from pledges.models import Entry
from tests import make
from tests.judging.recomputed import recomputed_tallies
from tests.judging.test_juror_screens import score, sent

OTHERS = [Answer.NOT_APPLICABLE, Answer.CANNOT_JUDGE]
ALLOWED = {"allows_not_applicable": True, "allows_cannot_judge": True}


@pytest.fixture
def weighed(panel):
    """Weights 3 and 1; both criteria allow every answer."""
    criteria = list(panel.round.criteria.all())
    for criterion, weight in zip(criteria, (3, 1), strict=True):
        type(criterion).objects.filter(pk=criterion.pk).update(weight=weight, **ALLOWED)
    return criteria


def stored() -> tuple:
    ballot = Ballot.objects.get()
    answers = list(ballot.scores.order_by("criterion").values_list("answer", "level"))
    return ballot.total, ballot.answered_weight, ballot.is_final, answers


@pytest.mark.parametrize("answer", OTHERS)
def test_the_total_is_the_weighted_mean_over_the_criteria_with_a_level(answer, juror, assignment, weighed):
    one, two = weighed
    actions.cast(assignment, {one: 2, two: answer}, comment="", final=True, version=0, by=juror.user)
    assert stored() == (66_666_667, 3, True, [("level", 2), (answer.value, None)])
    actions.cast(assignment, {one: 2, two: 0}, comment="", final=True, version=1, by=juror.user)
    assert stored() == (50_000_000, 4, True, [("level", 2), ("level", 0)])
    actions.cast(assignment, {one: answer, two: 3}, comment="", final=True, version=2, by=juror.user)
    assert stored() == (100_000_000, 1, True, [(answer.value, None), ("level", 3)])


@pytest.mark.parametrize("answer", OTHERS)
def test_the_form_sends_it_and_the_screen_shows_the_answered_weight(answer, evening, assignment, weighed):
    evening.post(score(assignment), sent(assignment, 2, answer.value, is_final="on"))
    assert stored() == (66_666_667, 3, True, [("level", 2), (answer.value, None)])
    page = evening.get(score(assignment))
    assert "Total 66.7 of 100 – answered weight 3 of 4" in page.text
    assert [row[1].value() for row in page.context["rows"]] == [2, answer.value]


def test_it_answers_a_required_criterion_and_leaving_it_out_does_not(evening, assignment, weighed):
    assignment.juror.panel.round.criteria.update(is_required=True)
    refused = evening.post(score(assignment), sent(assignment, 2, None, is_final="on"))
    evening.post(score(assignment), sent(assignment, 2, "cannot_judge", is_final="on", version=1))
    assert (refused.status_code, stored()[2]) == (422, True)


def test_a_ballot_of_nothing_else_is_final_without_a_total_and_counts_nowhere(
    evening, assignment, weighed, panel
):
    evening.post(score(assignment), sent(assignment, "not_applicable", "cannot_judge", is_final="on"))
    assert stored()[:3] == (None, 0, True)
    assert "No level chosen yet, so no total." in evening.get(score(assignment)).text
    assert [(one.ballots, one.mean) for one in standings(panel.round)] == [(0, None)]


@pytest.mark.parametrize("answer", OTHERS)
def test_where_the_criterion_does_not_allow_it_nothing_is_saved(answer, evening, juror, assignment, criteria):
    assert evening.post(score(assignment), sent(assignment, 2, answer.value)).status_code == 422
    with pytest.raises(ValueError, match="does not allow"):
        actions.cast(assignment, {criteria[0]: answer}, comment="", final=True, version=0, by=juror.user)
    assert Ballot.objects.count() == 0


def test_means_of_several_jurors_leave_it_out_in_stored_and_recomputed_totals(panel, entry, weighed, office):
    for answers in ((2, "not_applicable"), (3, 3), ("cannot_judge", 0)):
        make.ballot(make.assignment(make.juror(panel), entry), *answers)
    (standing,) = standings(panel.round)
    assert (standing.ballots, round(standing.mean, 6)) == (3, round((66.666667 + 100 + 0) / 3, 6))
    counted = Ballot.objects.counted()
    assert stored_tallies(counted) == recomputed_tallies(counted)
    rows = dossier(Entry.objects.for_reading().get(pk=entry.pk), viewer=office).ballots
    assert [(row.ballot.answered_weight, row.full_weight) for row in rows] == [(3, 4), (4, 4), (1, 4)]
