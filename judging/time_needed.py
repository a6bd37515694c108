"""How long a juror will still need: at their own pace once that can be told, else at a usual one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from django.utils.translation import ngettext

USUAL = timedelta(minutes=10)
# From one ballot to the next: longer is a break, shorter a correction of what was read before.
SHORTEST, LONGEST = timedelta(seconds=20), timedelta(minutes=45)
ENOUGH, LATEST = 3, 20


@dataclass(frozen=True)
class Estimate:
    """`each` is the time for one entry, the juror's own or the usual one."""

    each: timedelta
    is_own: bool
    needed: timedelta

    @property
    def words(self) -> str:
        return in_words(self.needed)

    @property
    def each_in_words(self) -> str:
        return in_words(self.each)


def estimate(left: int, saved: list[datetime]) -> Estimate:
    """For `left` entries, from the moments when ballots were saved last."""
    own = own_pace(saved)
    each = own or USUAL
    return Estimate(each, own is not None, each * left)


def own_pace(saved: list[datetime]) -> timedelta | None:
    """The median time from one ballot to the next, of the latest ones; None while there are too few."""
    gaps = [after - before for before, after in pairwise(sorted(saved))]
    gaps = [gap for gap in gaps if SHORTEST <= gap <= LONGEST][-LATEST:]
    return median(gaps) if len(gaps) >= ENOUGH else None


def in_words(time: timedelta) -> str:
    """ "7 minutes", from an hour on in quarters: "2 hours 15 minutes". Never nothing."""
    minutes = max(1, round(time / timedelta(minutes=1)))
    if minutes >= 60:
        minutes = 15 * round(minutes / 15)
    hours, minutes = divmod(minutes, 60)
    parts = [
        ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours} if hours else "",
        ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes) % {"minutes": minutes}
        if minutes
        else "",
    ]
    return " ".join(filter(None, parts))
