"""Does the site answer? Asked once a minute by the process that sends letters.

An answer moves the heartbeat; a pause of more than five minutes between two of them was an outage. Near
the end of a call the coordinator is asked whether to make up for it.
"""

from datetime import datetime, timedelta
from http.client import HTTPException
from urllib.request import ProxyHandler, build_opener

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from campaign.models import Campaign, Heartbeat, Outage

SECONDS_TO_ANSWER = 10
SHORTEST = timedelta(minutes=5)
LAST_DAYS = timedelta(hours=72)


def watch(at: datetime) -> None:
    """A chore. It asks after the transaction of the chore, which might stand in the way of the answer."""
    transaction.on_commit(_look, robust=True)


def _look() -> None:
    if answers(settings.WATCHED_ADDRESS):
        stamp(timezone.now())


def answers(address: str) -> bool:
    """Whether the site shows its front page."""
    try:
        with build_opener(ProxyHandler({})).open(address, timeout=SECONDS_TO_ANSWER) as page:
            return page.status == 200
    except (OSError, HTTPException):
        return False


@transaction.atomic
def stamp(at: datetime) -> None:
    """The site answered at a moment. Of several processes that saw it, one notes an outage before it."""
    last, is_first = Heartbeat.objects.get_or_create(pk=1, defaults={"at": at})
    if is_first or at <= last.at:
        return
    if Heartbeat.objects.filter(pk=1, at=last.at).update(at=at) and at - last.at > SHORTEST:
        _note(last.at, at)


def _note(began: datetime, ended: datetime) -> None:
    """Once for each call that was open meanwhile and near its end."""
    for campaign in Campaign.objects.real().filter(
        opens_at__lt=ended, closes_at__gt=began, closes_at__lt=ended + LAST_DAYS, announces_at__gt=ended
    ):
        first, last = max(began, campaign.opens_at), min(ended, campaign.closes_at)
        if last > first:
            Outage.objects.get_or_create(campaign=campaign, began_at=first, defaults={"ended_at": last})
