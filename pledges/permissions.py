"""Who may do what with an entry."""

from campaign.deadlines import allows
from campaign.states import Right
from people.permissions import represents
from pledges.states import EDITABLE, PUBLIC, State


def can_start(user, campaign) -> bool:
    return user.is_authenticated and allows(campaign, Right.WRITE)


def can_see_own(user, entry) -> bool:
    """The person acts for the submitter and sees everything about the entry that is theirs."""
    return represents(user, entry.organisation)


def can_edit(user, entry) -> bool:
    return entry.state in EDITABLE and can_see_own(user, entry)


def can_submit(user, entry, at=None) -> bool:
    """`at` is the moment the request arrived: waiting in a queue must not cost anybody the deadline."""
    right = Right.RESUBMIT if entry.state == State.RETURNED else Right.SUBMIT
    return can_edit(user, entry) and allows(entry.campaign, right, at)


def can_withdraw(user, entry) -> bool:
    return State.WITHDRAWN in entry.MOVES[entry.state] and can_see_own(user, entry)


def can_give_permission(user, entry) -> bool:
    return entry.state not in (State.WITHDRAWN, State.DECLINED) and can_see_own(user, entry)


def can_invite(user, entry) -> bool:
    return can_edit(user, entry)


def can_correct(partner) -> bool:
    """The invited may correct what is said of them while screening has yet to read it."""
    return partner.entry.state not in PUBLIC


def can_correct_name(partner) -> bool:
    """Whoever answers the invitation may put the organisation's name right while it stands nowhere else.

    A business ID leads to organisations that others name already, and the invited address may be anybody's.
    """
    organisation = partner.organisation
    elsewhere = organisation.partnerships.exclude(entry=partner.entry_id)
    is_known = organisation.entries.exists() or organisation.campaigns.exists() or elsewhere.exists()
    return can_correct(partner) and not (organisation.is_claimed or is_known)


def can_screen(user) -> bool:
    return user.has_perm("pledges.screen_entry")


def can_read_received(user) -> bool:
    """Staff who read entries once these have been sent in."""
    return user.has_perm("pledges.view_entry")
