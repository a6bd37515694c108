"""Who would like to join an initiative, as its submitter sees it, and what became of one's own wishes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pledges import permissions
from pledges.models import Entry, Interest, Partner
from pledges.states import STANDING


@dataclass(frozen=True)
class InterestRow:
    interest: Interest
    state: str
    may_invite: bool = False
    may_decline: bool = False


def of_entry(entry, user) -> list[InterestRow]:
    """Everybody who has registered with an entry; those without an answer can be invited or declined."""
    partners = {one.organisation_id for one in entry.partners.all() if one.state in STANDING}
    can_invite, rows = permissions.can_invite(user, entry), []
    for interest in entry.interests.select_related("organisation"):
        is_open = interest.declined_at is None and interest.organisation_id not in partners
        state = _state(interest, interest.organisation_id in partners)
        rows.append(InterestRow(interest, state, is_open and can_invite, is_open))
    return rows


def own(user) -> list[tuple[InterestRow, bool]]:
    """Of the organisations that a person acts for: each with whether the initiative is public now."""
    found = Interest.objects.filter(organisation__representatives__user=user)
    found = list(found.select_related("entry__campaign", "organisation"))
    public = set(Entry.objects.public().filter(interests__in=found).values_list("pk", flat=True))
    asked = Partner.objects.filter(entry__interests__in=found, state__in=STANDING)
    partners = set(asked.values_list("entry", "organisation"))
    return [
        (
            InterestRow(one, _state(one, (one.entry_id, one.organisation_id) in partners)),
            one.entry_id in public,
        )
        for one in found
    ]


def _state(interest, is_partner: bool) -> str:
    if is_partner:
        return _("Invited as a partner")
    return _("Declined") if interest.declined_at else _("Waits for an answer")
