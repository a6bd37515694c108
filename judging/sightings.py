"""What a juror had given before seeing the others, and whether they changed it afterwards."""

from wagtail.log_actions import log

from judging.models import Sighting
from judging.states import BallotState


def note(assignment) -> None:
    """The others' ballots are before the juror's eyes: keep their own as it is, the first time."""
    ballot = getattr(assignment, "ballot", None)
    if assignment.ballot_state != BallotState.FINAL:
        return
    Sighting.objects.get_or_create(
        assignment=assignment,
        defaults={"version": ballot.version, "total": ballot.total, "answers": answers_of(ballot)},
    )


def answers_of(ballot) -> dict[str, int | str]:
    """What was given, by the criteria's keys as a stored copy has them."""
    return {str(score.criterion_id): score.given for score in ballot.scores.order_by("criterion")}


def log_change(assignment, ballot, *, by) -> None:
    """Write down that a ballot is no longer what it was when its juror saw those of the others."""
    seen = getattr(assignment, "sighting", None)
    if seen is not None and seen.answers != answers_of(ballot):
        data = {"from": seen.total, "to": ballot.total}
        log(instance=ballot, action="judging.ballot.change_after_seeing", user=by, data=data)
