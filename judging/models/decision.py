from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from judging.querysets import DecisionQuerySet
from judging.states import DECISION_MOVES, DecisionState
from pledges.models import Entry


class Decision(models.Model):
    """Whether an entry enters the programme, with grounds. Secret until released.

    `standing` freezes the ranking as it stood at the decision, so that later changes do not move an
    announced result: {"mean": 0–100, "ballots": n, "rank": n, "of": n}.
    """

    MOVES = DECISION_MOVES

    class Outcome(models.TextChoices):
        SELECTED = "selected", _("Selected for the programme")
        NOT_SELECTED = "not_selected", _("Not selected")

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="decision", verbose_name=_("entry"))
    outcome = models.CharField(_("decision"), max_length=16, choices=Outcome)
    grounds = models.TextField(_("grounds"))
    standing = models.JSONField(_("ranking at the decision"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    at = models.DateTimeField(_("decided"), auto_now=True)
    state = models.CharField(_("state"), max_length=12, choices=DecisionState, default=DecisionState.PENDING)
    released_at = models.DateTimeField(_("released"), null=True)
    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=DecisionState.PENDING, released_at__isnull=True)
                | models.Q(state=DecisionState.RELEASED, released_at__isnull=False),
                name="released_decisions_have_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.entry}: {self.get_outcome_display()}"
