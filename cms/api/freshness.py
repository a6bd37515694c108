"""When anything that is public last changed, told from what every change leaves behind.

Whatever has consequences writes the audit log, the ledger of consents or the log of pages in its own
transaction, so the newest rows there change with it. A document that is made of the whole database can
be compared by them without making it.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from campaign.models import Campaign
from people.models import Consent
from pledges.models import Entry

# A transaction that began earlier may still write rows with earlier numbers: until none can, nobody is
# told that what they have is still true.
SETTLED_AFTER = timedelta(seconds=60)
# When what is public changes without anybody doing anything.
MOMENTS = ("opens_at", "closes_at", "publishes_at", "announces_at")
BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)
# Changes with the form of what is made from the data.
FORM = "1"


@dataclass(frozen=True)
class Change:
    """The last one. `mark` differs after every change."""

    at: datetime
    mark: str

    @property
    def is_settled(self) -> bool:
        return timezone.now() - self.at >= SETTLED_AFTER

    def tag(self, *of: str) -> str:
        """A weak ETag of a document, by what it is made for."""
        told = "\n".join((FORM, *(code for code, _name in settings.LANGUAGES), self.mark, *of))
        return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def last_change() -> Change:
    """In four queries that read one row each, and one that reads the moments of the campaigns."""
    now = timezone.now()
    marks, moments = [Entry.objects.aggregate(newest=Max("pk"))["newest"]], []
    for events, column in (
        (ModelLogEntry.objects, "timestamp"),
        (PageLogEntry.objects, "timestamp"),
        (Consent.objects, "at"),
    ):
        newest = events.order_by("-pk").values_list("pk", column).first()
        marks.append(newest and newest[0])
        moments += [newest[1]] if newest else []
    for key, *passing in Campaign.objects.order_by("pk").values_list("pk", *MOMENTS):
        passed = [at for at in passing if at <= now]
        marks.append(f"{key}:{len(passed)}")
        moments += passed
    return Change(max(moments, default=BEFORE_ALL), "|".join(map(str, marks)))
