"""Verbs of a partner about its own part: change what it permits, leave.

As in `answering`, the link is the authority, and `by` the representative if one has signed in.
"""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from campaign.lifecycle import IllegalMove
from pledges import partner_letters, partnership
from pledges.models import Entry, Partner
from pledges.projection import settled
from pledges.states import PartnerState

# What the boxes say. The log keeps it with each answer, in the language in which it was read.
NAME_WORDING = _(
    "The name of our organisation may be shown in public wherever the entry is shown, with our role and"
    " contribution."
)
LOGO_WORDING = _("Our logo may be shown beside the name.")


@settled
def permit(partner, *, may_use_name: bool, may_use_logo: bool, by=None) -> Partner:
    """Give or withdraw the use of name and logo later; it takes effect at once."""
    # The entry first, as everywhere: its card is written at the end, and nobody then waits for the other.
    Entry.objects.select_for_update().get(pk=partner.entry_id)
    partner.refresh_from_db(from_queryset=Partner.objects.select_for_update())
    if not partner.takes_part:
        raise IllegalMove(partner, PartnerState.CONFIRMED)
    partner.may_use_name, partner.may_use_logo = may_use_name, may_use_logo
    partner.save(update_fields=["may_use_name", "may_use_logo"])
    record_use(partner, by=by)
    return partner


def record_use(partner, *, by) -> None:
    data = {
        "name": str(NAME_WORDING) if partner.may_use_name else "",
        "logo": str(LOGO_WORDING) if partner.may_use_logo else "",
        "language": get_language(),
    }
    log(instance=partner, action="pledges.partner.permissions", user=by, data=data)


@settled
def leave(partner, *, note: str = "", by=None) -> Partner:
    """The partner takes part no longer. The entry goes on, and names it nowhere from this moment."""
    if not partner.takes_part:
        raise IllegalMove(partner, PartnerState.LEFT)
    partnership.end(partner, by=by, answer_note=note)
    partner_letters.partner_left(partner)
    return partner
