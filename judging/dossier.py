"""All that the jury office sees about one entry: standing, ballots with comments, recusals."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from judging.conflicts import findings
from judging.models import Assignment, Ballot, Criterion, MeetingNote, Recusal, Round, Sighting
from judging.others import withheld
from judging.ranking import Standing
from judging.reading import JuryEntry, record_for_jury
from judging.sightings import answers_of
from judging.standings import furthest_standings, number_left_out, round_entries
from judging.states import BallotState, Conflict

WITHDRAWN = _("has withdrawn from the jury")
PRACTISED = _("gave it for practice, in a calibration round")


@dataclass(frozen=True)
class BallotRow:
    """A juror's ballot on the entry, with what was said on each criterion (None: not answered).

    `judged` is the number of the version of the entry that it is about. `tie` is what speaks against the
    juror without voiding the ballot: what only warns, or what came after it was given – for own
    involvement it is known since when. `before` is what it was when the juror saw the others' ballots, if
    they have changed it since. `is_withheld`: the viewer is to score the entry themselves first.
    """

    juror: object
    state: BallotState
    ballot: object
    answers: list[tuple[Criterion, str | None]]
    counts: bool
    why_not: str
    full_weight: int = 0
    judged: int | None = None
    is_recused: bool = False
    tie: str = ""
    involved_since: datetime | None = None
    before: Sighting | None = None
    is_withheld: bool = False


@dataclass(frozen=True)
class Dossier:
    """`version` is the number of the version of the entry that stands."""

    entry: object
    record: JuryEntry
    round: Round | None
    standing: Standing | None
    version: int | None
    ballots: list[BallotRow]
    recusals: list[Recusal]
    notes: list[MeetingNote]
    is_read_blind: bool = False


def dossier(entry, *, viewer) -> Dossier:
    """`entry` comes from `for_reading()`, and the viewer may see it."""
    ranked = furthest_standings(entry.campaign, viewer=viewer)
    this, standing = next(((this, one) for this, one in ranked if one.entry == entry.pk), (None, None))
    hidden = _hidden_rounds(entry, viewer)
    return Dossier(
        entry=entry,
        record=record_for_jury(entry, blind=False),
        round=this,
        standing=standing,
        version=entry.submissions.values_list("number", flat=True).last(),
        ballots=_ballots(entry, hidden, viewer),
        notes=list(entry.meeting_notes.exclude(round__in=hidden).select_related("by").order_by("pk")),
        recusals=list(entry.recusals.select_related("juror__user", "lifted_by").order_by("pk")),
        is_read_blind=entry.campaign.rounds.filter(is_blind=True).exists(),
    )


def _hidden_rounds(entry, viewer) -> list[int]:
    """Those of which the viewer must not learn that the entry is in them."""
    rounds = entry.campaign.rounds.order_by("order", "pk")
    return [
        this.pk
        for this in rounds
        if number_left_out(this, viewer) and not round_entries(this, viewer=viewer).filter(pk=entry.pk)
    ]


def _ballots(entry, hidden, viewer) -> list[BallotRow]:
    assignments = Assignment.objects.filter(entry=entry).exclude(juror__panel__round__in=hidden)
    assignments = assignments.select_related("ballot", "sighting", "juror__user")
    assignments = assignments.annotate(judged=F("ballot__submission__number"))
    assignments = assignments.defer("ballot__notes")  # the juror's alone
    assignments = list(
        assignments.prefetch_related("juror__panel__round__criteria", "ballot__scores__criterion").order_by(
            "juror__panel__round__order", "juror__panel", "pk"
        )
    )
    reasons = findings([assignment.juror for assignment in assignments], [entry], viewer=viewer)
    overtaken = Ballot.objects.overtaken().filter(assignment__entry=entry)
    since = dict(overtaken.values_list("assignment", "involved_since"))
    counted = set(
        Ballot.objects.counted().filter(assignment__entry=entry).values_list("assignment", flat=True)
    )
    others = {
        (assignment.juror.panel.round_id, entry.pk)
        for assignment in assignments
        if assignment.juror.user_id != viewer.pk and assignment.ballot_state != BallotState.NOT_BEGUN
    }
    waiting = {this for this, _entry in withheld(viewer, others)}
    rows = [
        _row(
            assignment,
            reasons.get((assignment.juror_id, entry.pk)),
            counts=assignment.pk in counted,
            involved_since=since.get(assignment.pk),
        )
        for assignment in assignments
    ]
    return [_withheld(row) if _is_behind_own(row, waiting, viewer) else row for row in rows]


def _is_behind_own(row, waiting: set[int], viewer) -> bool:
    return row.juror.panel.round_id in waiting and row.juror.user_id != viewer.pk


def _withheld(row: BallotRow) -> BallotRow:
    """Who it is from and how far they are, and nothing that they gave."""
    return replace(row, ballot=None, answers=[], before=None, involved_since=None, is_withheld=True)


def _row(assignment, finding, *, counts, involved_since) -> BallotRow:
    ballot = getattr(assignment, "ballot", None)
    said = {score.criterion_id: score.words for score in ballot.scores.all()} if ballot else {}
    criteria = assignment.juror.panel.round.criteria.all()
    answers = [(one, said.get(one.pk)) for one in criteria if one.is_about(assignment.entry.kind)]
    before = getattr(assignment, "sighting", None) if ballot else None
    why_not = finding.label if finding and finding.blocks and not counts else ""
    if not assignment.juror.takes_part:
        why_not = str(WITHDRAWN)
    elif assignment.juror.panel.round.is_calibration:
        why_not = str(PRACTISED)
    return BallotRow(
        juror=assignment.juror,
        state=assignment.ballot_state,
        ballot=ballot,
        answers=answers,
        judged=assignment.judged,
        full_weight=sum(criterion.weight for criterion, _said in answers),
        counts=counts,
        why_not=why_not,
        is_recused=finding is not None and finding.conflict == Conflict.RECUSED,
        tie=finding.label if finding and not why_not else "",
        involved_since=involved_since,
        before=before if before and answers_of(ballot) != before.answers else None,
    )
