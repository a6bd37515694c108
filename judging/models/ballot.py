from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from judging.models.assignment import Assignment
from judging.models.juror import Juror
from judging.models.round import Round
from judging.querysets import BallotQuerySet
from judging.totals import FULL, points
from pledges.models import Entry, Submission


def _copied(model):
    """Of the assignment; the row goes with that."""
    return models.ForeignKey(
        model, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False, editable=False
    )


class Ballot(models.Model):
    """One juror's answers on one entry, with what they say to whom.

    `submission` is the version of the entry that they judged. `notes` are the juror's alone; `comment` is
    for the jury; `feedback` is for the submitter, who reads it with the decision. `total` is what the
    answers come to, in millionths of a point (0 … 100,000,000; None without a level). `round`, `entry` and
    `juror` are those of the assignment, which never change: with them, one index has all that is ranked.
    """

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="ballot")
    round, entry, juror = _copied(Round), _copied(Entry), _copied(Juror)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="ballots", null=True)
    is_final = models.BooleanField(_("final"), default=False)
    total = models.PositiveIntegerField(_("total"), null=True)
    answered_weight = models.PositiveSmallIntegerField(_("answered weight"), default=0)
    notes = models.TextField(_("private notes"), blank=True)
    comment = models.TextField(_("comment to the jury"), blank=True)
    feedback = models.TextField(_("feedback to the submitter"), blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(total__isnull=True) | models.Q(total__range=(0, FULL)),
                name="ballot_total_in_range",
            ),
        ]
        indexes = [
            models.Index(
                fields=["round", "entry", "juror", "total", "answered_weight", "saved_at"],
                condition=models.Q(is_final=True, total__isnull=False),
                name="ballots_that_may_count",
            ),
        ]

    def __str__(self):
        return str(self.assignment)

    @classmethod
    def on(cls, assignment, **fields) -> "Ballot":
        """A new ballot on an assignment, unsaved."""
        juror = assignment.juror
        copied = {"round_id": juror.panel.round_id, "entry_id": assignment.entry_id, "juror_id": juror.pk}
        return cls(assignment=assignment, **copied, **fields)

    @property
    def points(self) -> Decimal | None:
        """The total as it is shown, 0–100."""
        return points(self.total)
