"""Who may do what with an entry."""

from django.utils import timezone
from wagtail import hooks

from campaign.deadlines import allows, end_of, ground
from campaign.permissions import reaches
from campaign.states import Changes, Ground, Right
from people.permissions import represents
from pledges.states import EDITABLE, ENDED, PUBLIC, PartnerState, State


def can_start(user, campaign, organisation, at=None) -> bool:
    return represents(user, organisation) and allows(campaign, Right.WRITE, at, organisation=organisation)


def can_see_own(user, entry) -> bool:
    """The person acts for the submitter and sees everything about the entry that is theirs."""
    return represents(user, entry.organisation)


def can_write(user, entry) -> bool:
    """The person acts for the submitter, or a partner has brought them into the draft."""
    return can_see_own(user, entry) or writes_along(user, entry)


def writes_along(user, entry) -> bool:
    """A partner has brought the person into the draft: they see its text and write it, and nothing else."""
    return user.is_authenticated and entry.writers.filter(email=user.email).exists()


def can_edit(user, entry) -> bool:
    return entry.state in EDITABLE and can_write(user, entry)


def ground_to_send(entry, at=None) -> Ground | None:
    """On what ground an entry that is being written may be sent in at a moment; None when it is too late."""
    right = Right.RESUBMIT if entry.state == State.RETURNED else Right.SUBMIT
    return ground(entry.campaign, right, at, organisation=entry.organisation)


def can_change(user, entry, at=None) -> bool:
    """What was sent is opened for changes, where the campaign lets it be, until closing and screening."""
    return (
        entry.state == State.SUBMITTED
        and entry.campaign.changes_after_sending != Changes.NONE
        and can_see_own(user, entry)
        and allows(entry.campaign, Right.WRITE, at, organisation=entry.organisation)
    )


def can_reopen(user, entry, at=None) -> bool:
    """An accepted entry is taken back to be changed, where whoever assesses it now lets submitters do that.

    Packages that assess entries say so with `hooks.register("entry_may_be_reopened")`.
    """
    if entry.state != State.ACCEPTED or not can_see_own(user, entry):
        return False
    if not allows(entry.campaign, Right.RESUBMIT, at):
        return False  # it could not be sent again
    return any(lets(entry, at) for lets in hooks.get_hooks("entry_may_be_reopened"))


def can_withdraw(user, entry) -> bool:
    return State.WITHDRAWN in entry.MOVES[entry.state] and can_see_own(user, entry)


def can_give_permission(user, entry) -> bool:
    return entry.state not in (State.WITHDRAWN, State.DECLINED) and can_see_own(user, entry)


def can_see_to_partners(user, entry) -> bool:
    """Those whom partners brought in write, and do nothing else in the submitter's name."""
    return entry.state in EDITABLE and can_see_own(user, entry)


def can_invite(user, entry) -> bool:
    return can_see_to_partners(user, entry) and not entry.campaign.are_partners_frozen


def can_remind(user, partner, at=None) -> bool:
    return can_answer(partner, at) and can_see_own(user, partner.entry)


def can_remove(user, partner) -> bool:
    return is_removable(partner) and can_see_own(user, partner.entry)


def is_removable(partner) -> bool:
    """An invitation can always be taken back; who has agreed stays in what has been sent in or is frozen."""
    if partner.state == PartnerState.INVITED:
        return True
    is_open = partner.entry.state in EDITABLE and not partner.entry.campaign.are_partners_frozen
    return partner.takes_part and is_open


def can_answer(partner, at=None) -> bool:
    """`at` is the moment the request arrived; to the second inclusive, as closing is."""
    at = at or timezone.now()
    return (
        partner.state == PartnerState.INVITED
        and partner.entry.state not in ENDED
        and at < end_of(partner.expires_at)
        and ground_to_send(partner.entry, at) is not None
    )


def can_bring_writers(partner) -> bool:
    return partner.takes_part and partner.entry.state in EDITABLE


def can_correct(partner) -> bool:
    """The invited may correct what is said of them while screening has yet to read it."""
    return partner.entry.state not in PUBLIC


def can_correct_name(partner) -> bool:
    """Whoever answers the invitation may put the organisation's name right while it stands nowhere else.

    A business ID leads to organisations that others name already, and the invited address may be anybody's.
    """
    return can_correct(partner) and _stands_nowhere_else(partner)


def can_claim(partner) -> bool:
    """Whoever holds the invited address may come to act for an organisation that this invitation made."""
    return _stands_nowhere_else(partner)


def _stands_nowhere_else(partner) -> bool:
    organisation = partner.organisation
    elsewhere = organisation.partnerships.exclude(entry=partner.entry_id)
    is_known = organisation.entries.exists() or organisation.campaigns.exists() or elsewhere.exists()
    return not (organisation.is_claimed or is_known)


def can_screen(user) -> bool:
    """In the campaigns in their reach."""
    return user.has_perm("pledges.screen_entry")


def is_concerned(user, entry) -> bool:
    """The entry is the person's own, or that of an organisation they act for."""
    return type(entry).objects.concerning(user).filter(pk=entry.pk).exists()


def can_decide(user, entry) -> bool:
    """Screening decides on other people's entries only, in its reach."""
    return can_screen(user) and reaches(user, entry.campaign) and not is_concerned(user, entry)


def can_read_received(user) -> bool:
    """Staff who read entries once these have been sent in, of the campaigns in their reach."""
    return user.has_perm("pledges.view_entry")
