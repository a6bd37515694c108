"""The life of a decision, how far a ballot is, and what keeps a juror from an entry."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecisionState(models.TextChoices):
    PENDING = "pending", _("Decided, not yet released")
    RELEASED = "released", _("Released")


DECISION_MOVES: dict[str, frozenset[str]] = {
    DecisionState.PENDING: frozenset({DecisionState.RELEASED}),
    DecisionState.RELEASED: frozenset(),
}


class BallotState(models.TextChoices):
    """How far a juror is with an entry. Read from the ballot, never stored."""

    NOT_BEGUN = "not_begun", _("Not begun")
    DRAFT = "draft", _("Draft")
    FINAL = "final", _("Final")


class Conflict(models.TextChoices):
    """Why a juror must not judge an entry. Shown to the jury office alone."""

    SUBMITTER = "submitter", _("acts for the organisation that filed it")
    AUTHOR = "author", _("wrote it or is its contact person")
    PARTNER = "partner", _("acts for a partner in it")
    RECUSED = "recused", _("recused")
