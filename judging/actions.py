"""Verbs of judging: assign, cast, recalculate, decide, award, release.

Whatever touches a ballot first locks the row of its assignment, and a change of weights or a decision
locks all of them: two windows, new weights and a decision happen one after the other, and a total is
always what its scores come to, while jurors never wait for each other. Who is given an entry and who
is taken off it is settled under the panel's row. A decision is locked before its entry, by everybody.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from campaign.deadlines import allows
from campaign.lifecycle import IllegalMove, move
from campaign.states import Right
from judging import letters, permissions, sightings, totals
from judging.models import ApartRule, Assignment, Award, Ballot, Criterion, Decision, Panel, Score
from judging.standings import furthest_standings, panel_entries
from judging.states import Answer, DecisionState
from pledges.actions import select
from pledges.models import Entry
from pledges.projection import settled
from pledges.states import ASSESSABLE, SELECTED


class ConflictOfInterest(Exception):  # noqa: N818
    """The juror is involved in the entry or recused from it."""


class KeptApart(Exception):  # noqa: N818
    """Another juror of the entry is one whom the juror must not meet."""


class StaleBallot(Exception):  # noqa: N818
    """The ballot was saved in another window meanwhile; `ballot` is what stands now."""

    def __init__(self, ballot):
        self.ballot = ballot
        super().__init__(f"Ballot {ballot.pk} is at version {ballot.version}")


class IncompleteBallot(Exception):  # noqa: N818
    """A final ballot would lack an answer to these required `criteria`: only its juror makes it a draft."""

    def __init__(self, criteria):
        self.criteria = criteria
        super().__init__(f"No answer on {len(criteria)} required criteria")


class NotDecidable(Exception):  # noqa: N818
    """The entry cannot be decided or awarded as it stands."""


def _lock(rows) -> list:
    """Wait until nobody else holds these rows, and hold them until the end of the transaction."""
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


@transaction.atomic
def assign(juror, entry, *, by) -> Assignment:
    """Give an entry to a juror; raise ConflictOfInterest or KeptApart where they must not judge it."""
    permissions.demand_office(by, entry)
    _lock(Panel.objects.filter(pk=juror.panel_id))
    decided = Decision.objects.filter(entry=entry).exists()
    in_panel = panel_entries(juror.panel).filter(pk=entry.pk).exists()
    if not in_panel or entry.state not in ASSESSABLE or decided:
        raise IllegalMove(entry, "assigned")
    finding = permissions.against(juror, entry)
    if not juror.takes_part or (finding and finding.blocks):
        raise ConflictOfInterest
    if ApartRule.objects.about(juror, entry).exists():
        raise KeptApart
    assignment, created = Assignment.objects.get_or_create(
        juror=juror, entry=entry, defaults={"given_knowingly": bool(finding)}
    )
    if created:
        data = {"against": finding.conflict} if finding else {}
        log(instance=assignment, action="judging.assignment.assign", user=by, data=data)
        letters.ballots_ready(juror)
    return assignment


@transaction.atomic
def cast(
    assignment,
    answers: dict,
    *,
    comment: str,
    final: bool,
    version: int,
    by,
    at=None,
    notes: str = "",
    feedback: str = "",
    read: int | None = None,
    quietly: bool = False,
) -> Ballot:
    """Save a ballot: `answers` maps criteria to a level, or to Answer.NOT_APPLICABLE or CANNOT_JUDGE.

    Unanswered criteria are left out, and so are those that entries of this kind are not scored on.
    `version` is the ballot version the juror saw (0 for a new one), `read` the number of the entry's
    version (default the newest); raises StaleBallot when the ballot was saved elsewhere since. Only one
    that answers every required criterion becomes final, and then counts in the ranking; it may still be
    changed until scoring ends. `at` is when the request arrived. Saving `quietly`, while somebody types,
    makes nothing final and does not say that a change of the entry has been read. Raises PermissionDenied
    when the juror may not, or no longer, score the entry, IncompleteBallot if saving quietly would make a
    draft of what is final, and ValueError for an answer that a criterion does not allow.
    """
    _lock(Assignment.objects.filter(pk=assignment.pk))
    assignment = permissions.scorable_assignment(assignment.pk, by, at, read=read)
    criteria = criteria_for(assignment)
    given = {criterion.pk: answer for criterion, answer in answers.items() if criterion.pk in criteria}
    if any(not criteria[pk].allows(answer) for pk, answer in given.items()):
        raise ValueError("An answer that the criterion does not allow")
    total, answered_weight = _total(criteria, given)
    before = getattr(assignment, "ballot", None)
    if quietly:
        final = final and before is not None and before.is_final
    is_whole = is_complete(criteria.values(), given)
    if quietly and final and not is_whole:
        raise IncompleteBallot([one for one in criteria.values() if one.is_required and one.pk not in given])
    fields = {
        "total": total,
        "answered_weight": answered_weight,
        "submission_id": _judged(assignment, before, quietly),
        "notes": notes,
        "comment": comment,
        "feedback": feedback,
        "is_final": final and is_whole,
        "saved_at": timezone.now(),
    }
    ballot = _write(assignment, before, version, fields)
    _replace_scores(ballot, given, is_new=before is None)
    sightings.log_change(assignment, ballot, by=by)
    return ballot


def _judged(assignment, before, quietly) -> int | None:
    """The version of the entry that a ballot is about. It never goes back to an older one.

    Keys of an entry's submissions rise with their numbers.
    """
    known = before and before.submission_id
    if quietly and known:
        return known
    return max(filter(None, [known, assignment.shown]), default=None)


def _write(assignment, before, version, fields) -> Ballot:
    if before is None:
        ballot = Ballot.on(assignment, version=1, **fields)
        ballot.save(force_insert=True)
        return ballot
    fresh = Ballot.objects.filter(pk=before.pk, version=version)
    if not fresh.update(version=F("version") + 1, **fields):
        raise StaleBallot(before)
    for name, value in {"version": version + 1, **fields}.items():
        setattr(before, name, value)
    return before


def criteria_for(assignment) -> dict[int, Criterion]:
    """What the entry is scored on in its round, by key, in order."""
    criteria = assignment.juror.panel.round.criteria.all()
    return {one.pk: one for one in criteria if one.is_about(assignment.entry.kind)}


def is_complete(criteria, given: dict) -> bool:
    """Whether a ballot with these answers, by the criteria's keys, may be final."""
    return bool(given) and all(one.pk in given for one in criteria if one.is_required)


def _total(criteria, given):
    """Total and answered weight of answers, by the criteria's keys."""
    levels = {pk: answer for pk, answer in given.items() if isinstance(answer, int)}
    return totals.total((criteria[pk].weight, level, criteria[pk].top) for pk, level in levels.items())


def _replace_scores(ballot, given, *, is_new):
    if not is_new:
        gone = ballot.scores.exclude(criterion__in=given)
        gone._raw_delete(gone.db)  # nothing hangs on a score, and whoever saves waits for each question
    Score.objects.bulk_create(
        [Score(ballot=ballot, criterion_id=pk, **_stored(answer)) for pk, answer in given.items()],
        update_conflicts=True,
        unique_fields=["ballot", "criterion"],
        update_fields=["answer", "level"],
    )


def _stored(answer) -> dict:
    if isinstance(answer, int):
        return {"answer": Answer.LEVEL, "level": answer}
    return {"answer": Answer(answer), "level": None}


@transaction.atomic
def recalculate(this, *, by) -> int:
    """Bring the totals of a round's ballots to its present weights; return how many there are."""
    permissions.demand_office(by, campaign=this.campaign)
    _lock(Assignment.objects.in_round(this))
    criteria = {criterion.pk: criterion for criterion in Criterion.objects.filter(round=this)}
    ballots = list(Ballot.objects.in_round(this).prefetch_related("scores"))
    for ballot in ballots:
        given = {score.criterion_id: score.given for score in ballot.scores.all()}
        ballot.total, ballot.answered_weight = _total(criteria, given)
    Ballot.objects.bulk_update(ballots, ["total", "answered_weight"])
    weights = [[str(criterion), criterion.weight] for criterion in criteria.values()]
    data = {"ballots": len(ballots), "weights": weights}
    log(instance=this, action="judging.round.recalculate", user=by, data=data)
    return len(ballots)


@transaction.atomic
def decide(entry, outcome: str, grounds: str, *, by) -> Decision:
    """Record a decision with the ranking as it stands. It stays secret until `release`."""
    permissions.demand_office(by, entry)
    _lock(Assignment.objects.filter(entry__campaign=entry.campaign_id))
    _lock(Decision.objects.filter(entry=entry))
    entry = _lock(Entry.objects.filter(pk=entry.pk).select_related("campaign"))[0]
    decision = Decision.objects.filter(entry=entry).first() or Decision(entry=entry)
    if entry.state not in ASSESSABLE or decision.state == DecisionState.RELEASED:
        raise NotDecidable
    if not grounds.strip() or outcome not in Decision.Outcome.values:
        raise NotDecidable
    if outcome != Decision.Outcome.SELECTED and entry.awards.exists():
        raise NotDecidable
    decision.outcome, decision.grounds, decision.by = outcome, grounds, by
    decision.standing = _frozen(entry)
    decision.save()
    log(instance=decision, action="judging.decision.decide", user=by, data={"outcome": outcome})
    return decision


def _frozen(entry) -> dict:
    """Where the entry stands now, as a decision keeps it."""
    placed = furthest_standings(entry.campaign)
    this, standing = next(((this, one) for this, one in placed if one.entry == entry.pk), (None, None))
    return {
        "round": this and this.pk,
        "mean": standing and standing.mean,
        "ballots": standing.ballots if standing else 0,
        "rank": standing and standing.rank,
        "of": standing.of if standing else 0,
    }


@settled
def award(entry, name, grounds, *, by) -> Award:
    """Award an entry that has been decided to enter the programme."""
    permissions.demand_office(by, entry)
    _lock(Decision.objects.filter(entry=entry))
    decision = Decision.objects.filter(entry=entry, outcome=Decision.Outcome.SELECTED).first()
    if decision is None or _lock(Entry.objects.filter(pk=entry.pk))[0].state not in ASSESSABLE | SELECTED:
        raise NotDecidable
    given = Award.objects.create(entry=entry, name=name, grounds=grounds)
    log(instance=given, action="judging.award.award", user=by)
    if decision.state == DecisionState.RELEASED:
        letters.award(given)
    return given


@settled
def take_back(given, *, by) -> None:
    """Drop an award that nobody has been told of yet."""
    permissions.demand_office(by, given.entry)
    _lock(Decision.objects.filter(entry=given.entry))
    if Decision.objects.released().filter(entry=given.entry).exists():
        raise NotDecidable
    log(instance=given, action="judging.award.take_back", user=by)
    given.delete()


@settled
def release(campaign, *, by) -> int:
    """Release every pending decision of a campaign at once, with its letters; return how many."""
    permissions.demand_office(by, campaign=campaign)
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
    # Whoever is withdrawing the entry finishes first: a decision on what is gone tells nobody anything.
    if _lock(Entry.objects.filter(pk=decision.entry_id))[0].state not in ASSESSABLE:
        raise IllegalMove(decision, DecisionState.RELEASED)
    move(decision, DecisionState.RELEASED, by=by, released_at=timezone.now())
    if decision.outcome == Decision.Outcome.SELECTED:
        select(Entry.objects.get(pk=decision.entry_id), by=by)
    letters.outcome(decision)
    for given in decision.entry.awards.all():
        letters.award(given)
