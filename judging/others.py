"""What a juror may see of the ballots that the others have given on an entry. Nobody is named."""

from dataclasses import dataclass
from decimal import Decimal

from judging import sightings
from judging.models import Assignment, Ballot
from judging.permissions import sees_ballots_of_others, sees_comments_of_others
from judging.states import BallotState


@dataclass(frozen=True)
class Others:
    """The final ballots of the others on one entry, best first, so that their order tells nothing of who.

    `rows` are (criterion, what each said; None: not answered), `totals` points (None: no level). What
    the juror may not see is empty.
    """

    totals: list[Decimal | None]
    rows: list[tuple]
    comments: list[str]

    @property
    def spread(self) -> tuple[Decimal, Decimal] | None:
        """The lowest and the highest total."""
        found = [total for total in self.totals if total is not None]
        return (min(found), max(found)) if found else None

    def beside(self, own) -> list[tuple]:
        """The rows beside a juror's own answers by criterion: (criterion, own answer, those of others)."""
        return [(criterion, criterion.words(own.get(criterion.pk)), said) for criterion, said in self.rows]


def withheld(viewer, given) -> set[tuple[int, int]]:
    """(round, entry) pairs that a viewer is to score themselves before they see what the others gave.

    `given` are the pairs of which ballots of others are about to be shown. That the viewer has the jury
    office's rights as well changes nothing: of what they do see, their own ballot is kept as it was
    (`sightings`), as a juror's is. One query, and two more for each first look.
    """
    own = Assignment.objects.for_user(viewer).standing().filter(entry__in={entry for _round, entry in given})
    waiting = set()
    for one in own.select_related("ballot", "juror__panel__round"):
        pair = (one.juror.panel.round_id, one.entry_id)
        sees_all = sees_ballots_of_others(one) and sees_comments_of_others(one)
        if one.ballot_state != BallotState.FINAL and not sees_all:
            waiting.add(pair)
        elif pair in given:
            sightings.note(one)
    return waiting


def others_of(assignment, criteria) -> Others | None:
    """What the juror may see of the others; None if nothing. At most two queries.

    What they had given themselves until now is kept, once there is something to see (`sightings`).
    """
    with_ballots = sees_ballots_of_others(assignment)
    with_comments = sees_comments_of_others(assignment)
    if not (with_ballots or with_comments):
        return None
    this = assignment.juror.panel.round
    given = Ballot.objects.valid().in_round(this).filter(assignment__entry=assignment.entry_id)
    given = given.exclude(assignment__juror__user=assignment.juror.user_id)
    ballots = list(given.prefetch_related("scores__criterion").order_by("-total", "comment", "pk"))
    if ballots:
        sightings.note(assignment)
    said = [{score.criterion_id: score.words for score in ballot.scores.all()} for ballot in ballots]
    rows = [(criterion, [answers.get(criterion.pk) for answers in said]) for criterion in criteria]
    return Others(
        totals=[ballot.points for ballot in ballots] if with_ballots else [],
        rows=rows if with_ballots and ballots else [],
        # In an order of their own: beside the ballots they would tell who said what.
        comments=sorted(ballot.comment for ballot in ballots if ballot.comment) if with_comments else [],
    )
