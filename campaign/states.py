"""The phases of a campaign and what each allows. Phases follow from the campaign's moments alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    COMING = "coming", _("Opens later")
    CALL = "call", _("Open for entries")
    ASSESSMENT = "assessment", _("Being assessed")
    ANNOUNCED = "announced", _("Results announced")


class Right(models.TextChoices):
    WRITE = "write", _("write drafts")
    SUBMIT = "submit", _("submit entries")
    RESUBMIT = "resubmit", _("send in entries again that were returned for changes")
    ASSESS = "assess", _("assign and score entries")
    RELEASE = "release", _("release decisions and awards")


RIGHTS: dict[str, frozenset[str]] = {
    Phase.COMING: frozenset(),
    Phase.CALL: frozenset({Right.WRITE, Right.SUBMIT, Right.RESUBMIT, Right.ASSESS}),
    Phase.ASSESSMENT: frozenset({Right.RESUBMIT, Right.ASSESS}),
    Phase.ANNOUNCED: frozenset({Right.ASSESS, Right.RELEASE}),
}


class Ground(models.TextChoices):
    """Why something was let in."""

    PHASE = "phase", _("in time")
    GRACE = "grace", _("in the minutes of grace")
    LATE_PASS = "late_pass", _("with a late pass")


class Changes(models.TextChoices):
    """What a submitter may do with an entry that was sent, until closing and before screening decides."""

    NONE = "none", _("None: only screening can return it for changes")
    RECALL = "recall", _("Take it back: it is not received until it is sent again")
    FREE = "free", _("Change it: what was received stands until it is sent again")
