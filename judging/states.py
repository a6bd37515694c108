"""The life of a decision, and how a ballot stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecisionState(models.TextChoices):
    PENDING = "pending", _("Decided, not yet released")
    RELEASED = "released", _("Released")


DECISION_MOVES: dict[str, frozenset[str]] = {
    DecisionState.PENDING: frozenset({DecisionState.RELEASED}),
    DecisionState.RELEASED: frozenset(),
}
