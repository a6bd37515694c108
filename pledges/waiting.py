"""Chores about invitations that wait for an answer: remind once, and close what was not answered in time."""

from datetime import timedelta

from django.db.models import Q

from campaign.lifecycle import IllegalMove, move
from campaign.middleware import LONGEST_WAIT
from pledges import partner_letters, partnership, permissions
from pledges.models import Partner
from pledges.states import ENDED, PartnerState

REMIND_BEFORE = timedelta(days=5)
# Whoever was asked just now needs no reminder yet.
LEAVE_ALONE = timedelta(days=2)


def _due(at):
    """Invitations whose end, or that of their campaign, lies before a moment."""
    soon = Q(expires_at__lte=at) | Q(entry__campaign__closes_at__lte=at)
    waiting = Partner.objects.waiting().filter(soon).order_by("pk")
    entry = ("entry__campaign__owner", "entry__organisation", "entry__created_by")
    return waiting.select_related("organisation", "invited_by", *entry)


def remind_waiting(at) -> None:
    """Once, some days before the last moment to answer."""
    fresh = _due(at + REMIND_BEFORE).filter(reminded_at=None, invited_at__lte=at - LEAVE_ALONE)
    for partner in fresh.exclude(entry__state__in=ENDED):
        if permissions.can_answer(partner, at) and partner.answer_by <= at + REMIND_BEFORE:
            try:
                partnership.remind(partner, by=None, at=at)
            except partnership.RemindedToday:
                continue  # by another process, in the same moment


def close_unanswered(at) -> None:
    """What can be answered no more is closed, and the submitter told while that still matters.

    Later by as long as a request may have waited for us: an answer that arrived in time still counts.
    """
    for partner in _due(at):
        if permissions.can_answer(partner, at - LONGEST_WAIT):
            continue
        try:
            move(partner, PartnerState.EXPIRED, by=None)
        except IllegalMove:
            continue  # answered, or closed by another process, in the same moment
        if partner.entry.state not in ENDED:
            partner_letters.invitation_expired(partner)
