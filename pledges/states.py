"""The life of an entry and of a partner in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RECALLED = "recalled", _("Taken back for changes")
    CHANGING = "changing", _("Being changed")
    RETURNED = "returned", _("Returned for changes")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    SELECTED = "selected", _("Selected for the programme")
    IN_PRACTICE = "in_practice", _("In practice")
    COMPLETED = "completed", _("Completed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


MOVES: dict[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset(
        {
            State.RECALLED,
            State.CHANGING,
            State.ACCEPTED,
            State.RETURNED,
            State.DECLINED,
            State.WITHDRAWN,
        }
    ),
    State.RECALLED: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.CHANGING: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.RETURNED: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    # Returned by its submitter alone, where the jury lets them: it is read anew before it is assessed again.
    State.ACCEPTED: frozenset({State.SELECTED, State.RETURNED, State.WITHDRAWN}),
    State.SELECTED: frozenset({State.IN_PRACTICE, State.WITHDRAWN}),
    State.IN_PRACTICE: frozenset({State.COMPLETED, State.WITHDRAWN}),
    State.COMPLETED: frozenset(),
    State.DECLINED: frozenset(),
    State.WITHDRAWN: frozenset(),
}

# Recalled, an entry is not received until it is sent again; being changed, it is, as it was sent last.
EDITABLE = frozenset({State.DRAFT, State.RECALLED, State.CHANGING, State.RETURNED})
# Sent before closing, or not at all.
UNFINISHED = EDITABLE - {State.RETURNED}
PUBLIC = frozenset({State.ACCEPTED, State.SELECTED, State.IN_PRACTICE, State.COMPLETED})
SELECTED = frozenset({State.SELECTED, State.IN_PRACTICE, State.COMPLETED})
# Nothing becomes of it any more.
ENDED = frozenset({State.DECLINED, State.WITHDRAWN})
RECEIVED = frozenset(set(State) - {State.DRAFT})
# What a jury assesses: screened, and not withdrawn.
ASSESSABLE = frozenset({State.ACCEPTED})


class PartnerState(models.TextChoices):
    INVITED = "invited", _("Invited")
    CONFIRMED = "confirmed", _("Confirmed")
    CORRECTED = "corrected", _("Confirmed with corrections")
    DECLINED = "declined", pgettext_lazy("of a partner", "Declined")
    LEFT = "left", _("Takes part no longer")
    EXPIRED = "expired", _("Not answered in time")


# A correction counts at once, in the partner's words; the submitter is told and may take note of it.
TAKING_PART = frozenset({PartnerState.CONFIRMED, PartnerState.CORRECTED})
STANDING = TAKING_PART | {PartnerState.INVITED}

PARTNER_MOVES: dict[str, frozenset[str]] = {
    PartnerState.INVITED: frozenset(
        {
            PartnerState.CONFIRMED,
            PartnerState.CORRECTED,
            PartnerState.DECLINED,
            PartnerState.LEFT,
            PartnerState.EXPIRED,
        }
    ),
    PartnerState.CONFIRMED: frozenset({PartnerState.LEFT}),
    PartnerState.CORRECTED: frozenset({PartnerState.CONFIRMED, PartnerState.LEFT}),
    # Asked anew, with a fresh link.
    PartnerState.DECLINED: frozenset({PartnerState.INVITED}),
    PartnerState.LEFT: frozenset({PartnerState.INVITED}),
    PartnerState.EXPIRED: frozenset({PartnerState.INVITED}),
}
