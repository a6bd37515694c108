from django.db import models
from django.utils.translation import gettext_lazy as _

from judging.models.panel import Criterion, Juror
from judging.querysets import AssignmentQuerySet, BallotQuerySet
from judging.states import BallotState
from pledges.models import Entry, Submission
from pledges.states import ASSESSABLE


class Assignment(models.Model):
    """A juror is to score an entry."""

    juror = models.ForeignKey(Juror, models.CASCADE, related_name="assignments", verbose_name=_("juror"))
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="assignments", verbose_name=_("entry"))
    created_at = models.DateTimeField(auto_now_add=True)
    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(fields=["juror", "entry"], name="one_assignment_per_juror_and_entry")
        ]

    def __str__(self):
        return f"{self.juror} – {self.entry}"

    @property
    def is_closed(self) -> bool:
        """The entry has been decided, or left the jury's hands: its ballots stay as they are."""
        return self.entry.state not in ASSESSABLE or hasattr(self.entry, "decision")

    @property
    def ballot_state(self) -> BallotState:
        """How far the juror is. Select the ballot along, or this asks the database."""
        ballot = getattr(self, "ballot", None)
        if ballot is None:
            return BallotState.NOT_BEGUN
        return BallotState.FINAL if ballot.is_final else BallotState.DRAFT


class Recusal(models.Model):
    """A juror must not, or will not, judge an entry."""

    juror = models.ForeignKey(Juror, models.CASCADE, related_name="recusals", verbose_name=_("juror"))
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="recusals", verbose_name=_("entry"))
    reason = models.TextField(_("reason"))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        constraints = [
            models.UniqueConstraint(fields=["juror", "entry"], name="one_recusal_per_juror_and_entry")
        ]

    def __str__(self):
        return f"{self.juror} – {self.entry}"


class Ballot(models.Model):
    """One juror's scores and comments on one entry; `total` (0–100) is what the scores come to."""

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="ballot")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="ballots", null=True)
    is_final = models.BooleanField(_("final"), default=False)
    total = models.FloatField(_("total"), null=True)
    answered_weight = models.PositiveSmallIntegerField(_("answered weight"), default=0)
    comment = models.TextField(_("comment to the jury"), blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(total__isnull=True) | models.Q(total__range=(0, 100)),
                name="ballot_total_in_range",
            ),
        ]

    def __str__(self):
        return str(self.assignment)


class Score(models.Model):
    """The level a juror chose on one criterion; no row means "not answered", which is not zero."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    level = models.PositiveSmallIntegerField(_("level"))

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "criterion"], name="one_score_per_criterion")
        ]

    def __str__(self):
        return f"{self.criterion}: {self.level}"
