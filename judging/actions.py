"""Verbs of judging: assign, recuse, cast, recalculate, decide, award, release.

Whatever touches a ballot first locks the row of its assignment, and a change of weights or a decision
locks all of them: two windows, new weights and a decision happen one after the other, and a total is
always what its scores come to, while jurors never wait for each other. Who is given an entry and who
is taken off it is settled under the panel's row.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from campaign.deadlines import allows
from campaign.lifecycle import IllegalMove, move
from campaign.states import Right
from judging import letters, permissions, ranking
from judging.models import Assignment, Award, Ballot, Criterion, Decision, Panel, Recusal, Score
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


def _lock(rows) -> list:
    """Wait until nobody else holds these rows, and hold them until the end of the transaction."""
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


@transaction.atomic
def assign(juror, entry, *, by) -> Assignment:
    """Give an entry to a juror; raise ConflictOfInterest where they must not judge it."""
    permissions.demand_office(by, entry)
    _lock(Panel.objects.filter(pk=juror.panel_id))
    decided = Decision.objects.filter(entry=entry).exists()
    if entry.campaign_id != juror.panel.campaign_id or entry.state not in ASSESSABLE or decided:
        raise IllegalMove(entry, "assigned")
    if not juror.active or permissions.is_involved(juror.user, entry):
        raise ConflictOfInterest
    if juror.recusals.filter(entry=entry).exists():
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
        permissions.demand_office(by, entry)
    _lock(Panel.objects.filter(pk=juror.panel_id))
    _lock(Assignment.objects.filter(juror=juror, entry=entry))
    recusal, created = Recusal.objects.get_or_create(juror=juror, entry=entry, defaults={"reason": reason})
    voided, _ = Ballot.objects.filter(assignment__juror=juror, assignment__entry=entry).delete()
    Assignment.objects.filter(juror=juror, entry=entry).delete()
    if created:
        log(instance=recusal, action="judging.recusal.recuse", user=by, data={"voided_ballot": bool(voided)})
    return recusal


@transaction.atomic
def cast(assignment, levels: dict, *, comment: str, final: bool, version: int, by, at=None) -> Ballot:
    """Save a ballot: `levels` maps criteria to chosen levels, unanswered ones left out.

    `version` is the ballot version the juror saw (0 for a new one); raises StaleBallot when it was
    saved elsewhere since. Marking a ballot final counts it in the ranking; it may still be changed
    until scoring ends. `at` is when the request arrived. Raises PermissionDenied when the juror may
    not, or no longer, score the entry, and ValueError for a level that a criterion does not have.
    """
    held = Assignment.objects.filter(pk=assignment.pk).select_related("entry", "juror__panel__campaign")
    assignment = next(iter(_lock(held)), None)
    if assignment is None or (by is not None and not permissions.can_score(by, assignment, at)):
        raise PermissionDenied
    criteria = {criterion.pk: criterion for criterion in assignment.juror.panel.criteria.all()}
    chosen = {criterion.pk: level for criterion, level in levels.items() if criterion.pk in criteria}
    if any(not 0 <= level <= criteria[pk].top for pk, level in chosen.items()):
        raise ValueError("A level that the criterion does not have")
    total, answered_weight = _total(criteria, chosen)
    ballot, _ = Ballot.objects.get_or_create(assignment=assignment, defaults={"version": 0})
    fields = {
        "total": total,
        "answered_weight": answered_weight,
        "submission": assignment.entry.submissions.last(),
        "comment": comment,
        "is_final": final and total is not None,
        "saved_at": timezone.now(),
    }
    fresh = Ballot.objects.filter(pk=ballot.pk, version=version)
    if not fresh.update(version=F("version") + 1, **fields):
        raise StaleBallot(Ballot.objects.get(pk=ballot.pk))
    _replace_scores(ballot, chosen)
    for name, value in {"version": version + 1, **fields}.items():
        setattr(ballot, name, value)
    return ballot


def _total(criteria, levels):
    """Total and answered weight of chosen levels, by the criteria's keys."""
    return ranking.total(
        (criteria[pk].weight, level, criteria[pk].top) for pk, level in sorted(levels.items())
    )


def _replace_scores(ballot, chosen):
    stored = dict(ballot.scores.values_list("criterion_id", "level"))
    gone = [pk for pk, level in stored.items() if chosen.get(pk) != level]
    if gone:
        ballot.scores.filter(criterion_id__in=gone).delete()
    new = [pk for pk, level in chosen.items() if stored.get(pk) != level]
    Score.objects.bulk_create(Score(ballot=ballot, criterion_id=pk, level=chosen[pk]) for pk in new)


@transaction.atomic
def recalculate(panel, *, by) -> int:
    """Bring the totals of a panel's ballots to its present weights; return how many there are."""
    permissions.demand_office(by)
    _lock(Assignment.objects.in_panel(panel))
    criteria = {criterion.pk: criterion for criterion in Criterion.objects.filter(panel=panel)}
    ballots = list(Ballot.objects.in_panel(panel).prefetch_related("scores"))
    for ballot in ballots:
        levels = {score.criterion_id: score.level for score in ballot.scores.all()}
        ballot.total, ballot.answered_weight = _total(criteria, levels)
    Ballot.objects.bulk_update(ballots, ["total", "answered_weight"])
    weights = [[str(criterion), criterion.weight] for criterion in criteria.values()]
    data = {"ballots": len(ballots), "weights": weights}
    log(instance=panel, action="judging.panel.recalculate", user=by, data=data)
    return len(ballots)


@transaction.atomic
def decide(entry, outcome: str, grounds: str, *, by) -> Decision:
    """Record a decision with the ranking as it stands. It stays secret until `release`."""
    permissions.demand_office(by, entry)
    _lock(Assignment.objects.filter(entry__campaign=entry.campaign_id))
    entry = _lock(Entry.objects.filter(pk=entry.pk).select_related("campaign"))[0]
    decision = Decision.objects.filter(entry=entry).first() or Decision(entry=entry)
    if entry.state not in ASSESSABLE or decision.state == DecisionState.RELEASED:
        raise NotDecidable
    if not grounds.strip() or outcome not in Decision.Outcome.values:
        raise NotDecidable
    if outcome != Decision.Outcome.SELECTED and entry.awards.exists():
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
    permissions.demand_office(by, entry)
    _lock(Decision.objects.filter(entry=entry))
    decision = Decision.objects.filter(entry=entry, outcome=Decision.Outcome.SELECTED).first()
    if decision is None:
        raise NotDecidable
    given = Award.objects.create(entry=entry, name=name, grounds=grounds)
    log(instance=given, action="judging.award.award", user=by)
    if decision.state == DecisionState.RELEASED:
        letters.award(given)
    return given


@transaction.atomic
def take_back(given, *, by) -> None:
    """Drop an award that nobody has been told of yet."""
    permissions.demand_office(by, given.entry)
    _lock(Decision.objects.filter(entry=given.entry))
    if Decision.objects.released().filter(entry=given.entry).exists():
        raise NotDecidable
    log(instance=given, action="judging.award.take_back", user=by)
    given.delete()


@transaction.atomic
def release(campaign, *, by) -> int:
    """Release every pending decision of a campaign at once, with its letters; return how many."""
    permissions.demand_office(by)
    if not allows(campaign, Right.RELEASE):
        raise PermissionDenied
    released = 0
    for decision in _lock(Decision.objects.releasable().in_campaign(campaign)):
        try:
            _release_one(decision, by=by)
        except IllegalMove:
            continue  # its entry was withdrawn in the same moment: the others are released all the same
        released += 1
    return released


@transaction.atomic
def _release_one(decision, *, by) -> None:
    move(decision, DecisionState.RELEASED, by=by, released_at=timezone.now())
    if decision.outcome == Decision.Outcome.SELECTED:
        select(Entry.objects.get(pk=decision.entry_id), by=by)
    letters.outcome(decision)
    for given in decision.entry.awards.all():
        letters.award(given)
