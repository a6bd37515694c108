from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from judging.models.assignment import Assignment
from judging.querysets import BallotQuerySet
from judging.totals import FULL, points
from pledges.models import Submission


class Ballot(models.Model):
    """One juror's answers on one entry, with what they say to whom.

    `submission` is the version of the entry that they judged. `notes` are the juror's alone; `comment` is
    for the jury; `feedback` is for the submitter, who reads it with the decision. `total` is what the
    answers come to, in millionths of a point (0 … 100,000,000; None without a level).
    """

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="ballot")
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

    def __str__(self):
        return str(self.assignment)

    @property
    def points(self) -> Decimal | None:
        """The total as it is shown, 0–100."""
        return points(self.total)
