"""Ballots, decisions and awards."""

from collections import Counter, defaultdict
from fractions import Fraction
from math import isclose

from django.db.models import F, Q
from django.utils import timezone

from judging.models import Assignment, Award, Ballot, Decision, Score
from people.models import Letter
from pledges.models import Entry

IN_THE_PROGRAMME = {"selected", "in_practice", "completed"}


def totals_are_the_weighted_means_of_the_scores():
    weights, sums = Counter(), defaultdict(Fraction)
    for score in Score.objects.select_related("criterion"):
        weights[score.ballot_id] += score.criterion.weight
        top = len(score.criterion.levels) - 1
        sums[score.ballot_id] += Fraction(100 * score.criterion.weight * score.level, top)
    for ballot in Ballot.objects.all():
        weight = weights[ballot.pk]
        expected = float(sums[ballot.pk] / weight) if weight else None
        equal = expected == ballot.total or (
            expected is not None and ballot.total is not None and isclose(expected, ballot.total)
        )
        if not equal or ballot.answered_weight != weight:
            stored = f"{ballot.total} on {ballot.answered_weight}"
            yield f"ballot {ballot.pk}: {stored} instead of {expected} on {weight}"


def final_ballots_have_a_total():
    yield from Ballot.objects.filter(is_final=True, total=None)


def scores_are_levels_of_the_panels_criteria():
    for score in Score.objects.select_related("criterion", "ballot__assignment__juror"):
        if score.criterion.panel_id != score.ballot.assignment.juror.panel_id:
            yield f"score {score.pk}: foreign criterion"
        if not 0 <= score.level <= len(score.criterion.levels) - 1:
            yield f"score {score.pk}: level {score.level}"


def nobody_judges_what_they_are_recused_from():
    yield from Assignment.objects.filter(entry__recusals__juror=F("juror")).distinct()


def no_ballot_counts_from_somebody_involved():
    for ballot in Ballot.objects.filter(is_final=True).select_related("assignment__juror__user"):
        user, entry = ballot.assignment.juror.user, ballot.assignment.entry
        own = set(user.representations.values_list("organisation_id", flat=True))
        taking_part = {entry.organisation_id, *entry.partners.values_list("organisation_id", flat=True)}
        if own & taking_part or entry.created_by_id == user.pk:
            yield ballot


def jurors_judge_entries_of_their_own_campaign():
    yield from Assignment.objects.exclude(juror__panel__campaign=F("entry__campaign"))


def a_ballot_is_about_a_submission_of_its_entry():
    judged = Ballot.objects.exclude(submission=None)
    yield from judged.exclude(submission__entry=F("assignment__entry"))


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
        if set(standing) != {"mean", "ballots", "rank", "of"}:
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
