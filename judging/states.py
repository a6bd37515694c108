"""The life of a seat and of a decision, the words of rounds and ballots, what keeps a juror from an entry."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class JurorState(models.TextChoices):
    INVITED = "invited", pgettext_lazy("of a juror", "Invited")
    ACCEPTED = "accepted", pgettext_lazy("of a juror", "Takes part")
    DECLINED = "declined", pgettext_lazy("of a juror", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a juror", "Withdrawn")


JUROR_MOVES: dict[str, frozenset[str]] = {
    JurorState.INVITED: frozenset({JurorState.ACCEPTED, JurorState.DECLINED, JurorState.WITHDRAWN}),
    JurorState.ACCEPTED: frozenset({JurorState.WITHDRAWN}),
    # Asked anew.
    JurorState.DECLINED: frozenset({JurorState.INVITED}),
    # Brought back to where they were.
    JurorState.WITHDRAWN: frozenset({JurorState.INVITED, JurorState.ACCEPTED}),
}


class Entrance(models.TextChoices):
    """Which entries come into a round."""

    ALL = "all", _("All accepted entries")
    PASSED = "passed", _("Those that passed the round before")
    BEST = "best", _("The best of the round before")
    PICKED = "picked", _("Those that the jury office picks")


class Sight(models.TextChoices):
    """When a juror sees what the other jurors of an entry have given."""

    NEVER = "never", _("Never")
    AFTER_OWN = "after_own", _("After their own final ballot")
    ALWAYS = "always", _("Always")


class Answer(models.TextChoices):
    """What a juror says on a criterion. Only a level has a value; the others are no zero."""

    LEVEL = "level", _("A level")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    CANNOT_JUDGE = "cannot_judge", _("I cannot judge this")


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
    DECLARED = "declared", _("has said to be involved with an organisation in it")
    JOINT = "joint", _("acts for an organisation that filed together with one in it before")
    NAMED = "named", _("is named in it without their doing, or acts for an organisation that is")
    RECUSED = "recused", _("recused")


class Weight(models.TextChoices):
    """How much a finding weighs that says less than an interest of one's own."""

    BLOCKS = "blocks", _("It blocks the juror")
    WARNS = "warns", _("It warns the jury office")
