"""Verbs of judging: assign, recuse, cast, decide, award, release."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from campaign.deadlines import allows
from campaign.lifecycle import IllegalMove, move
from campaign.states import Right
from judging import letters, permissions, ranking
from judging.models import Assignment, Award, Ballot, Decision, Recusal, Score
from judging.standings import standings
from judging.states import DecisionState
from pledges.actions import select
from pledges.models import Entry
from pledges.states import ASSESSABLE


class ConflictOfInterest(Exception):  # noqa: N818
    """The juror is involved in the entry or recused from it."""


class StaleBallot(Exception):  # noqa: N818
    """The ballot was saved in another window meanwhile; `ballot` is what stands now."""

    def __init__(self, ballot):
        self.ballot = ballot
        super().__init__(f"Ballot {ballot.pk} is at version {ballot.version}")


class NotDecidable(Exception):  # noqa: N818
    """The entry cannot be decided or awarded as it stands."""


def _demand_office(by):
    if by is not None and not permissions.can_run_judging(by):
        raise PermissionDenied


@transaction.atomic
def assign(juror, entry, *, by) -> Assignment:
    """Give an entry to a juror; raise ConflictOfInterest where they must not judge it."""
    _demand_office(by)
    if entry.campaign_id != juror.panel.campaign_id or entry.state not in ASSESSABLE:
        raise IllegalMove(entry, "assigned")
    if permissions.is_involved(juror.user, entry) or juror.recusals.filter(entry=entry).exists():
        raise ConflictOfInterest
    assignment, created = Assignment.objects.get_or_create(juror=juror, entry=entry)
    if created:
        log(instance=assignment, action="judging.assignment.assign", user=by)
        letters.ballots_ready(juror)
    return assignment


@transaction.atomic
def recuse(juror, entry, reason: str, *, by) -> Recusal:
    """Take a juror off an entry, by themselves or by the office; an own ballot on it is void."""
    if by is not None and by != juror.user:
        _demand_office(by)
    recusal, created = Recusal.objects.get_or_create(juror=juror, entry=entry, defaults={"reason": reason})
    voided, _ = Ballot.objects.filter(assignment__juror=juror, assignment__entry=entry).delete()
    Assignment.objects.filter(juror=juror, entry=entry).delete()
    if created:
        log(instance=recusal, action="judging.recusal.recuse", user=by, data={"voided_ballot": bool(voided)})
    return recusal


@transaction.atomic
def cast(assignment, levels: dict, *, comment: str, final: bool, version: int, by) -> Ballot:
    """Save a ballot: `levels` maps criteria to chosen levels, unanswered ones left out.

    `version` is the ballot version the juror saw (0 for a new one); raises StaleBallot when it was
    saved elsewhere since. Marking a ballot final counts it in the ranking; it may still be changed
    until scoring ends.
    """
    if by is not None and not permissions.can_score(by, assignment):
        raise PermissionDenied
    ballot, _ = Ballot.objects.get_or_create(assignment=assignment, defaults={"version": 0})
    fresh = Ballot.objects.filter(pk=ballot.pk, version=version)
    if not fresh.update(version=F("version") + 1):
        raise StaleBallot(Ballot.objects.get(pk=ballot.pk))
    criteria = {criterion.pk: criterion for criterion in assignment.juror.panel.criteria.all()}
    chosen = {pk: level for pk, level in ((c.pk, level) for c, level in levels.items()) if pk in criteria}
    ballot.scores.exclude(criterion_id__in=chosen).delete()
    for pk, level in chosen.items():
        Score.objects.update_or_create(ballot=ballot, criterion_id=pk, defaults={"level": level})
    ballot.refresh_from_db()
    ballot.total, ballot.answered_weight = ranking.total(
        (criteria[pk].weight, level, criteria[pk].top) for pk, level in sorted(chosen.items())
    )
    ballot.submission = assignment.entry.submissions.last()
    ballot.comment = comment
    ballot.is_final = final and ballot.total is not None
    ballot.save()
    return ballot


@transaction.atomic
def decide(entry, outcome: str, grounds: str, *, by) -> Decision:
    """Record a decision with the ranking as it stands. It stays secret until `release`."""
    _demand_office(by)
    if entry.state not in ASSESSABLE:
        raise NotDecidable
    decision = Decision.objects.select_for_update().filter(entry=entry).first() or Decision(entry=entry)
    if decision.state == DecisionState.RELEASED:
        raise NotDecidable
    decision.outcome, decision.grounds, decision.by = outcome, grounds, by
    standing = next((s for s in standings(entry.campaign) if s.entry == entry.pk), None)
    decision.standing = {
        "mean": standing and standing.mean,
        "ballots": standing.ballots if standing else 0,
        "rank": standing and standing.rank,
        "of": standing.of if standing else 0,
    }
    decision.save()
    log(instance=decision, action="judging.decision.decide", user=by, data={"outcome": outcome})
    return decision


@transaction.atomic
def award(entry, name, grounds, *, by) -> Award:
    """Award an entry that has been decided to enter the programme."""
    _demand_office(by)
    decision = Decision.objects.filter(entry=entry, outcome=Decision.Outcome.SELECTED).first()
    if decision is None:
        raise NotDecidable
    given = Award.objects.create(entry=entry, name=name, grounds=grounds)
    log(instance=given, action="judging.award.award", user=by)
    if decision.state == DecisionState.RELEASED:
        letters.award(given)
    return given


@transaction.atomic
def release(campaign, *, by) -> int:
    """Release every pending decision of a campaign at once, with its letters; return how many."""
    _demand_office(by)
    if not allows(campaign, Right.RELEASE):
        raise PermissionDenied
    released = 0
    pending = (
        Decision.objects.pending()
        .in_campaign(campaign)
        .select_related("entry__campaign", "entry__created_by")
    )
    for decision in pending.filter(entry__state__in=ASSESSABLE).order_by("pk"):
        move(decision, DecisionState.RELEASED, by=by, released_at=timezone.now())
        if decision.outcome == Decision.Outcome.SELECTED:
            select(Entry.objects.get(pk=decision.entry_id), by=by)
        letters.outcome(decision)
        for given in decision.entry.awards.all():
            letters.award(given)
        released += 1
    return released
