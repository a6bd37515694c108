"""The end of a call on the overview of its campaign, and outages to make up for."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test

from campaign import closing
from campaign.models import Outage
from campaign.permissions import can_move_closing
from campaign.templatetags import moments


@dataclass(frozen=True)
class Offer:
    outage: Outage
    words: str
    minutes: int
    closes_at: datetime | None  # None when it cannot be made up for


def offer(outage: Outage) -> Offer:
    closes_at = closing.made_up_for(outage)
    minutes = int(closing.rounded(outage.length).total_seconds() // 60)
    possible = closes_at if closes_at < outage.campaign.announces_at else None
    return Offer(outage, closing.in_words(outage), minutes, possible)


def campaign_closing(campaign, user) -> dict:
    """What the overview of a campaign says of its end."""
    return {
        "offers": [offer(o) for o in Outage.objects.waiting().filter(campaign=campaign)],
        "extensions": campaign.extensions.select_related("by"),
        "late_passes": campaign.late_passes.filter(taken_back_at=None).select_related("organisation"),
        "may_move": can_move_closing(user),
    }


@user_passes_test(can_move_closing)
@require_POST
def settle_outage(request, pk):
    waiting = Outage.objects.waiting().in_reach_of(request.user)
    outage = get_object_or_404(waiting.select_related("campaign"), pk=pk)
    try:
        extension = closing.settle(outage, extend="extend" in request.POST, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, moved(extension) if extension else _("The outage is settled."))
    return redirect("campaigns:inspect", outage.campaign_id)


def moved(extension) -> str:
    return _("The call now closes on %(moment)s.") % {
        "moment": moments.moment(extension.closes_at, extension.campaign)
    }
