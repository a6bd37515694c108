"""What the jurors of a round do not agree on: the entries with the largest spread, with their ballots."""

from collections import defaultdict
from dataclasses import dataclass

from judging.models import Ballot, Round
from judging.others import withheld
from judging.ranked import Ranked, RankedEntry


@dataclass(frozen=True)
class Disputed:
    """An entry with its counted ballots, highest first; None where the viewer still has to give their own."""

    row: RankedEntry
    ballots: list[Ballot] | None


def most_disputed(ranked: Ranked) -> Ranked:
    """Entries whose ballots differ, the largest spread first."""
    return ranked.having(lambda one, _place: one.spread).ordered(lambda one, _place: -one.spread)


def with_ballots(rows: list[RankedEntry], this: Round, *, viewer) -> list[Disputed]:
    """Two queries. Somebody of the office who is a juror too scores before they see what others gave."""
    keys = [row.pk for row in rows]
    given = Ballot.objects.counted().in_round(this).filter(assignment__entry__in=keys)
    found = defaultdict(list)
    for ballot in given.select_related("assignment__juror__user").order_by("-total", "pk"):
        found[ballot.assignment.entry_id].append(ballot)
    waiting = withheld(viewer, _of_others(found, this, viewer))
    return [Disputed(row, None if (this.pk, row.pk) in waiting else found[row.pk]) for row in rows]


def _of_others(found, this, viewer) -> set[tuple[int, int]]:
    """The (round, entry) pairs of which somebody else's ballot is among those found."""
    return {
        (this.pk, entry)
        for entry, ballots in found.items()
        if any(ballot.assignment.juror.user_id != viewer.pk for ballot in ballots)
    }
