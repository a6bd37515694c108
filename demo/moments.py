"""The one place where the demonstration sets the clock back.

Actions take their time from the clock: nobody shall be able to sign yesterday's date. Only a
demonstration tells what happened long ago. It lets the real actions do their work and afterwards
corrects the moments they wrote. The ledger of permissions is never touched, not even here: it says
truly when the demonstration was loaded.
"""

from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from judging.models import Affirmation, Assignment, Award, Ballot, Decision, Juror, Recusal
from people.models import Feedback, Letter, Representative
from pledges.models import Entry, Partner

WRITTEN_BY_THE_CLOCK = {
    ModelLogEntry: ("timestamp",),
    PageLogEntry: ("timestamp",),
    Revision: ("created_at",),
    Page: ("first_published_at", "last_published_at", "latest_revision_created_at"),
    Entry: ("created_at", "updated_at"),
    Partner: ("invited_at", "answered_at"),
    Juror: ("invited_at", "accepted_at"),
    Affirmation: ("at",),
    Assignment: ("created_at",),
    Recusal: ("created_at",),
    Representative: ("created_at",),
    Ballot: ("saved_at",),
    Decision: ("at", "released_at"),
    Award: ("created_at",),
    Letter: ("created_at",),
    Feedback: ("arrived_at", "answered_at"),
}


@contextmanager
def happened(at: datetime, *, letters_left: bool = False):
    """What is written inside says that it happened at a moment; `letters_left` says its letters went out."""
    began = timezone.now()
    yield
    for model, fields in WRITTEN_BY_THE_CLOCK.items():
        for field in fields:
            model._default_manager.filter(**{f"{field}__gte": began}).update(**{field: at})
    if letters_left:
        Letter.objects.waiting().filter(try_at__gte=began).update(try_at=at, sent_at=at, tries=1)
