"""Chores: what falls due as time passes, whether anybody looks or not. Reminders, expiries, erasures.

A package adds one with `hooks.register("register_chore")`: a function of the moment (aware datetime)
that does what is due by then. It may run in several processes at once and after a long break, so it
finds its work by conditional updates and letter keys, never by the time of its last run.
"""

import logging
from datetime import datetime

from django.db import OperationalError, transaction
from django.utils import timezone
from wagtail import hooks

logger = logging.getLogger(__name__)


def do_due(at: datetime | None = None) -> list[str]:
    """Do every chore, each in its own transaction; return the names of those that failed.

    One that fails is told to the log and tried again next time; the others are done all the same.
    Raises OperationalError when the database itself does not answer.
    """
    at = at or timezone.now()
    failed = []
    for chore in hooks.get_hooks("register_chore"):
        try:
            with transaction.atomic():
                chore(at)
        except OperationalError:
            raise
        except Exception:
            name = f"{chore.__module__}.{chore.__name__}"
            logger.exception("The chore %s failed", name)
            failed.append(name)
    return failed
