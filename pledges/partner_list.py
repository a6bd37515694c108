"""The partners of an entry as its submitter sees them."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from people.models import Representative
from pledges import partner_letters, permissions
from pledges.models import Partner
from pledges.states import STANDING, PartnerState


@dataclass(frozen=True)
class Row:
    """A partner with what can be done about it now. `by_letter`: there is an address to write to."""

    partner: Partner
    by_letter: bool
    may_remind: bool
    may_remove: bool
    may_ask_again: bool
    writers: list


def rows(entry, user) -> list[Row]:
    """Each partner of the entry, those that stand first."""
    partners = list(entry.partners.select_related("organisation", "invited_by").prefetch_related("writers"))
    for partner in partners:
        partner.entry = entry  # with what is loaded of its campaign
    organisations = {partner.organisation_id for partner in partners}
    found = Representative.objects.filter(organisation__in=organisations, user__is_active=True)
    claimed = set(found.values_list("organisation", flat=True))
    acts, may_invite = permissions.can_see_own(user, entry), permissions.can_invite(user, entry)
    return sorted(
        (
            Row(
                partner=partner,
                by_letter=bool(partner.email or partner.organisation_id in claimed),
                may_remind=acts and permissions.can_answer(partner),
                may_remove=acts and permissions.is_removable(partner),
                may_ask_again=may_invite and not partner.takes_part,
                writers=list(partner.writers.all()) if acts else [],
            )
            for partner in partners
        ),
        key=lambda row: row.partner.state not in STANDING,
    )


def has_address(partner) -> bool:
    """There is somebody to write to; otherwise the submitter hands the link on."""
    return bool(partner_letters.partner_addresses(partner))


def unanswered(entry, user) -> list[Row]:
    return [row for row in rows(entry, user) if row.partner.state == PartnerState.INVITED]


def link_of(partner) -> str:
    """The address to hand on, in the language chosen for the invited."""
    with translation.override(partner.language):
        return settings.PUBLIC_ADDRESS + reverse("pledges:partner_answer", args=[partner.key])
