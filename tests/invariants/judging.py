"""Ballots, decisions and awards."""

from collections import Counter, defaultdict
from fractions import Fraction

from django.db.models import F, Q
from django.utils import timezone

from judging.models import (
    ApartRule,
    Assignment,
    Award,
    Ballot,
    Criterion,
    Decision,
    MeetingNote,
    NeededRule,
    Passage,
    Recusal,
    Score,
    Tie,
)
from people.models import Letter
from pledges.models import Entry

IN_THE_PROGRAMME = {"selected", "in_practice", "completed"}


def totals_are_the_weighted_means_of_the_levels_to_the_last_digit():
    weights, sums = Counter(), defaultdict(Fraction)
    for score in Score.objects.exclude(level=None).select_related("criterion"):
        weights[score.ballot_id] += score.criterion.weight
        top = len(score.criterion.levels) - 1
        sums[score.ballot_id] += Fraction(100_000_000 * score.criterion.weight * score.level, top)
    for ballot in Ballot.objects.all():
        weight = weights[ballot.pk]
        expected = round(sums[ballot.pk] / weight) if weight else None
        if (expected, weight) != (ballot.total, ballot.answered_weight):
            stored = f"{ballot.total} on {ballot.answered_weight}"
            yield f"ballot {ballot.pk}: {stored} instead of {expected} on {weight}"


def final_ballots_answer_something_and_whatever_is_required():
    yield from Ballot.objects.filter(is_final=True, scores=None)
    for ballot in Ballot.objects.filter(is_final=True).select_related("assignment__entry"):
        required = Criterion.objects.filter(
            Q(kind="") | Q(kind=ballot.assignment.entry.kind),
            round__panels__jurors__assignments=ballot.assignment_id,
            is_required=True,
        )
        yield from required.exclude(scores__ballot=ballot)


def scores_are_answers_to_criteria_of_the_round_and_of_the_entrys_kind():
    for score in Score.objects.select_related("criterion", "ballot__assignment__juror__panel"):
        criterion, assignment = score.criterion, score.ballot.assignment
        if criterion.round_id != assignment.juror.panel.round_id:
            yield f"score {score.pk}: foreign criterion"
        if criterion.kind not in ("", assignment.entry.kind):
            yield f"score {score.pk}: criterion of the other kind"
        if score.level is not None and not 0 <= score.level <= len(criterion.levels) - 1:
            yield f"score {score.pk}: level {score.level}"
        if score.answer != "level" and not getattr(criterion, f"allows_{score.answer}"):
            yield f"score {score.pk}: {score.answer}"


def practice_never_counts():
    yield from Ballot.objects.counted().filter(assignment__juror__panel__round__is_calibration=True)


def nobody_judges_what_they_are_recused_from():
    recused = {(r.juror_id, r.entry_id): r for r in Recusal.objects.filter(lifted_at=None)}
    counted = set(Ballot.objects.counted().values_list("assignment", flat=True))
    for assignment in Assignment.objects.select_related("ballot"):
        recusal = recused.get((assignment.juror_id, assignment.entry_id))
        if recusal is None:
            continue
        # Only a ballot that the office has laid aside is kept.
        if recusal.is_declared or not hasattr(assignment, "ballot") or assignment.pk in counted:
            yield assignment


def no_ballot_counts_from_somebody_involved_when_they_gave_it():
    for ballot in Ballot.objects.counted().select_related("assignment__juror__user"):
        user, entry = ballot.assignment.juror.user, ballot.assignment.entry
        earlier = user.representations.filter(created_at__lte=ballot.saved_at)
        own = set(earlier.values_list("organisation_id", flat=True))
        joined = entry.partners.taking_part().filter(answered_at__lte=ballot.saved_at)
        taking_part = {entry.organisation_id, *joined.values_list("organisation_id", flat=True)}
        if own & taking_part or entry.created_by_id == user.pk:
            yield ballot


def a_lifted_recusal_says_why_and_a_standing_one_does_not():
    yield from Recusal.objects.filter(lifted_at=None).exclude(lifted_why="", lifted_by=None)
    yield from Recusal.objects.exclude(lifted_at=None).filter(lifted_why="")


def jurors_judge_entries_of_their_own_campaign():
    yield from Assignment.objects.exclude(juror__panel__round__campaign=F("entry__campaign"))


def only_who_accepted_has_entries():
    yield from Assignment.objects.filter(juror__accepted_at=None)


def nobody_has_an_entry_of_an_organisation_they_named():
    for tie in Tie.objects.all():
        yield from Assignment.objects.filter(juror=tie.juror_id, entry__organisation=tie.organisation_id)


def entries_pass_rounds_of_their_own_campaign_that_count():
    yield from Passage.objects.exclude(round__campaign=F("entry__campaign"))
    yield from Passage.objects.filter(round__is_calibration=True)


def rules_of_assignment_are_about_jurors_and_entries_of_one_panel():
    yield from ApartRule.objects.exclude(one__panel=F("other__panel"))
    yield from NeededRule.jurors.through.objects.exclude(neededrule__panel=F("juror__panel"))
    one_entry = NeededRule.objects.exclude(entry=None)
    yield from one_entry.exclude(panel__round__campaign=F("entry__campaign"))


def a_ballot_is_about_a_submission_of_its_entry():
    judged = Ballot.objects.exclude(submission=None)
    yield from judged.exclude(submission__entry=F("assignment__entry"))


def a_ballot_says_of_round_entry_and_juror_what_its_assignment_says():
    for ballot in Ballot.objects.select_related("assignment__juror__panel"):
        assignment = ballot.assignment
        assigned = (assignment.juror.panel.round_id, assignment.entry_id, assignment.juror_id)
        if assigned != (ballot.round_id, ballot.entry_id, ballot.juror_id):
            yield ballot


def meetings_talk_of_entries_of_their_own_campaign():
    yield from MeetingNote.objects.exclude(round__campaign=F("entry__campaign"))


def decisions_are_released_only_after_the_announcement():
    yield from Decision.objects.filter(state="released", entry__campaign__announces_at__gt=timezone.now())


def selected_entries_and_released_selections_are_the_same():
    chosen = Decision.objects.filter(outcome="selected", state="released").values("entry")
    yield from Entry.objects.filter(state__in=IN_THE_PROGRAMME).exclude(pk__in=chosen)
    yield from Entry.objects.filter(pk__in=chosen).exclude(state__in=IN_THE_PROGRAMME | {"withdrawn"})


def awards_go_to_selected_entries_only():
    yield from Award.objects.exclude(entry__decision__outcome="selected")


def decisions_keep_the_standing_of_their_day():
    for pk, standing in Decision.objects.values_list("pk", "standing"):
        if set(standing) != {"round", "mean", "ballots", "rank", "of"}:
            yield f"decision {pk}: {sorted(standing)}"


def no_letter_tells_a_decision_before_its_release():
    pending = set(Decision.objects.filter(state="pending").values_list("pk", flat=True))
    hidden = set(Award.objects.exclude(entry__decision__state="released").values_list("pk", flat=True))
    for key in Letter.objects.filter(
        Q(key__startswith="decision:") | Q(key__startswith="award:")
    ).values_list("key", flat=True):
        about, pk = key.split(":")[:2]
        if int(pk) in (pending if about == "decision" else hidden):
            yield key
