from django.db import models
from django.utils.translation import gettext_lazy as _

from judging.models.juror import Juror
from judging.querysets import AssignmentQuerySet
from judging.states import BallotState, DecisionState
from pledges.models import Entry
from pledges.states import ASSESSABLE


class Assignment(models.Model):
    """A juror is to score an entry."""

    juror = models.ForeignKey(Juror, models.CASCADE, related_name="assignments", verbose_name=_("juror"))
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="assignments", verbose_name=_("entry"))
    created_at = models.DateTimeField(auto_now_add=True)
    # The office saw that something speaks against it, and gave it all the same.
    given_knowingly = models.BooleanField(default=False, editable=False)
    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(fields=["juror", "entry"], name="one_assignment_per_juror_and_entry")
        ]

    def __str__(self):
        """Without the title: the log tells it to the juror, who may judge blind."""
        return f"{self.juror} – {self.entry.reference}"

    @property
    def is_closed(self) -> bool:
        """The result is out, or the entry left the jury's hands: its ballots stay as they are.

        A decision that is still secret closes nothing, or jurors would see that there is one.
        """
        decision = getattr(self.entry, "decision", None)
        is_released = decision is not None and decision.state == DecisionState.RELEASED
        return self.entry.state not in ASSESSABLE or is_released

    @property
    def ballot_state(self) -> BallotState:
        """How far the juror is. Select the ballot along, or this asks the database."""
        ballot = getattr(self, "ballot", None)
        if ballot is None:
            return BallotState.NOT_BEGUN
        return BallotState.FINAL if ballot.is_final else BallotState.DRAFT
