"""Verbs about the end of a call: move its closing, make up for an outage.

Packages above hear of it through the hook `closing_moved` (an Extension), in the same transaction: they
write the letters.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.log_actions import log

from campaign import permissions
from campaign.deadlines import phase_of
from campaign.models import Campaign, Extension, Outage
from campaign.states import Phase
from campaign.templatetags import moments


@transaction.atomic
def move_closing(campaign: Campaign, closes_at, reason: str, *, by) -> Extension:
    """Let the call close later, or earlier, than it was said. A call that has closed opens again.

    Raises ValidationError in words when that cannot be.
    """
    if by is not None and not permissions.can_move_closing(by, campaign):
        raise PermissionDenied
    campaign.refresh_from_db(from_queryset=Campaign.objects.select_for_update())
    _check(campaign, closes_at)
    before = campaign.closes_at
    Campaign.objects.filter(pk=campaign.pk).update(
        closes_at=closes_at, first_closes_at=Coalesce("first_closes_at", before)
    )
    campaign.refresh_from_db()
    extension = Extension.objects.create(
        campaign=campaign, closed_at=before, closes_at=closes_at, reason=reason, by=by
    )
    moved = {"from": before.isoformat(), "to": closes_at.isoformat()}
    log(instance=campaign, action="campaign.campaign.move_closing", user=by, data=moved)
    for tell in hooks.get_hooks("closing_moved"):
        tell(extension)
    return extension


def _check(campaign, closes_at) -> None:
    if phase_of(campaign) == Phase.ANNOUNCED:
        raise ValidationError(_("The results have been announced; closing cannot be moved any more."))
    if closes_at == campaign.closes_at:
        raise ValidationError(_("This is when the call closes already."))
    if closes_at <= timezone.now():
        raise ValidationError(_("Closing can only be moved to a moment that has not passed."))
    if closes_at <= campaign.opens_at:
        raise ValidationError(_("The campaign must open before it closes."))
    if closes_at >= campaign.announces_at:
        raise ValidationError(
            _("Results can be announced only after closing. Move the announcement of results first.")
        )


def made_up_for(outage: Outage, at=None):
    """When the call would close if it went on for as long as the site did not answer."""
    at = at or timezone.now()
    return max(outage.campaign.closes_at, at.replace(microsecond=0)) + rounded(outage.length)


def rounded(length: timedelta) -> timedelta:
    """Up to whole minutes."""
    return -(-length // timedelta(minutes=1)) * timedelta(minutes=1)


def in_words(outage: Outage) -> str:
    began, ended = (moments.moment(at, outage.campaign) for at in (outage.began_at, outage.ended_at))
    return _("The service did not answer from %(began)s to %(ended)s.") % {"began": began, "ended": ended}


@transaction.atomic
def settle(outage: Outage, *, extend: bool, by) -> Extension | None:
    """Make up for an outage by moving the closing, or dismiss it. Of two who press at once one decides.

    Returns None when it was dismissed or had been settled already. Raises like `move_closing`.
    """
    if by is not None and not permissions.can_move_closing(by, outage.campaign):
        raise PermissionDenied
    waiting = Outage.objects.filter(pk=outage.pk, settled_at=None)
    if not waiting.update(settled_at=timezone.now(), settled_by=by):
        return None
    log(instance=outage.campaign, action="campaign.campaign.outage", user=by, data={"extended": extend})
    if not extend:
        return None
    outage.extension = move_closing(outage.campaign, made_up_for(outage), in_words(outage), by=by)
    outage.save(update_fields=["extension"])
    return outage.extension
