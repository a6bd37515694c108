"""Reads of scores: each is in the log, and whoever reads very many entries in a minute is noticed."""

import logging
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from judging.permissions import can_run_judging
from people.todo import Todo
from pledges.models import Entry

MOST_IN_A_MINUTE = 100
READ, ALARM = "judging.scores.read", "judging.scores.alarm"
DAYS_SHOWN = 7

logger = logging.getLogger(__name__)


def note(about, *, export: str = "", by) -> None:
    """Write down that somebody has read the scores of a campaign, a panel or an entry."""
    log(instance=about, action=READ, user=by, data={"export": export[:8]} if export else {})
    if isinstance(about, Entry) and read_lately(by) > MOST_IN_A_MINUTE and not _told_lately(by):
        logger.warning("User %s reads scores of more than %s entries in a minute", by.pk, MOST_IN_A_MINUTE)
        log(instance=about, action=ALARM, user=by)


def read_lately(user) -> int:
    """Entries whose scores somebody has opened within a minute."""
    return _lately(user, READ).filter(content_type__model="entry").values("object_id").distinct().count()


def _told_lately(user) -> bool:
    return _lately(user, ALARM).exists()


def _lately(user, action):
    since = timezone.now() - timedelta(minutes=1)
    return ModelLogEntry.objects.filter(action=action, user_id=user.pk, timestamp__gt=since)


def alarms(request) -> list[Todo]:
    """For the jury office: who has read very many of its entries within a minute, in the last days."""
    if not can_run_judging(request.user):
        return []
    since = timezone.now() - timedelta(days=DAYS_SHOWN)
    rows = list(ModelLogEntry.objects.filter(action=ALARM, timestamp__gt=since).select_related("user"))
    read = Entry.objects.in_reach_of(request.user).filter(pk__in=[int(row.object_id) for row in rows])
    reached = {str(pk) for pk in read.values_list("pk", flat=True)} if rows else set()
    return [
        Todo(
            text=_("%(person)s has read the scores of more than %(number)d entries within a minute")
            % {"person": row.user_display_name, "number": MOST_IN_A_MINUTE},
            link=reverse("judging:newest_ranking"),
            action=_("See the ranking"),
            order=33,
        )
        for row in sorted(rows, key=lambda row: row.pk)
        if row.object_id in reached
    ]
