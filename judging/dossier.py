"""All that the jury office sees about one entry: standing, ballots with comments, recusals."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from judging.conflicts import conflicts
from judging.models import Assignment, Criterion, Recusal
from judging.ranking import Standing
from judging.reading import JuryEntry, record_for_jury
from judging.standings import standings
from judging.states import BallotState

WITHDRAWN = _("has withdrawn from the jury")


@dataclass(frozen=True)
class BallotRow:
    """A juror's ballot on the entry, with the level chosen on each criterion (None: not answered)."""

    juror: object
    state: BallotState
    ballot: object
    levels: list[tuple[Criterion, str | None]]
    counts: bool
    why_not: str


@dataclass(frozen=True)
class Dossier:
    entry: object
    record: JuryEntry
    standing: Standing | None
    ballots: list[BallotRow]
    recusals: list[Recusal]


def dossier(entry, *, viewer) -> Dossier:
    """`entry` comes from `for_reading()`, and the viewer may see it."""
    ranked = standings(entry.campaign, viewer=viewer)
    return Dossier(
        entry=entry,
        record=record_for_jury(entry, blind=False),
        standing=next((standing for standing in ranked if standing.entry == entry.pk), None),
        ballots=_ballots(entry),
        recusals=list(entry.recusals.select_related("juror__user", "juror__panel").order_by("pk")),
    )


def _ballots(entry) -> list[BallotRow]:
    assignments = Assignment.objects.filter(entry=entry).select_related("ballot", "juror__user")
    assignments = list(
        assignments.prefetch_related("juror__panel__criteria", "ballot__scores").order_by(
            "juror__panel", "pk"
        )
    )
    reasons = conflicts([assignment.juror for assignment in assignments], [entry])
    return [_row(assignment, reasons.get((assignment.juror_id, entry.pk))) for assignment in assignments]


def _row(assignment, conflict) -> BallotRow:
    ballot = getattr(assignment, "ballot", None)
    chosen = {score.criterion_id: score.level for score in ballot.scores.all()} if ballot else {}
    levels = [
        (criterion, criterion.level_labels()[chosen[criterion.pk]] if criterion.pk in chosen else None)
        for criterion in assignment.juror.panel.criteria.all()
    ]
    why_not = str(conflict.label) if conflict else ""
    if not assignment.juror.active:
        why_not = str(WITHDRAWN)
    counts = assignment.ballot_state == BallotState.FINAL and not why_not
    return BallotRow(assignment.juror, assignment.ballot_state, ballot, levels, counts, why_not)
