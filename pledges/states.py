"""The life of an entry and of a partner in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned for changes")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    SELECTED = "selected", _("Selected for the programme")
    IN_PRACTICE = "in_practice", _("In practice")
    COMPLETED = "completed", _("Completed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


MOVES: dict[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset({State.ACCEPTED, State.RETURNED, State.DECLINED, State.WITHDRAWN}),
    State.RETURNED: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.ACCEPTED: frozenset({State.SELECTED, State.WITHDRAWN}),
    State.SELECTED: frozenset({State.IN_PRACTICE, State.WITHDRAWN}),
    State.IN_PRACTICE: frozenset({State.COMPLETED, State.WITHDRAWN}),
    State.COMPLETED: frozenset(),
    State.DECLINED: frozenset(),
    State.WITHDRAWN: frozenset(),
}

EDITABLE = frozenset({State.DRAFT, State.RETURNED})
PUBLIC = frozenset({State.ACCEPTED, State.SELECTED, State.IN_PRACTICE, State.COMPLETED})
SELECTED = frozenset({State.SELECTED, State.IN_PRACTICE, State.COMPLETED})
RECEIVED = frozenset(set(State) - {State.DRAFT})
# What a jury assesses: screened, and not withdrawn.
ASSESSABLE = frozenset({State.ACCEPTED})


class PartnerState(models.TextChoices):
    INVITED = "invited", _("Invited")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", pgettext_lazy("of a partner", "Declined")
    LEFT = "left", _("Left")


STANDING = frozenset({PartnerState.INVITED, PartnerState.CONFIRMED})

PARTNER_MOVES: dict[str, frozenset[str]] = {
    PartnerState.INVITED: frozenset({PartnerState.CONFIRMED, PartnerState.DECLINED, PartnerState.LEFT}),
    PartnerState.CONFIRMED: frozenset({PartnerState.LEFT}),
    PartnerState.DECLINED: frozenset(),
    PartnerState.LEFT: frozenset(),
}
