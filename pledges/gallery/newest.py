"""The newest public entries: found by cards or in memory, and asked for from what is public once more.

No database looks through all entries for a few of them, and none is left to guess how not to.
"""

from collections.abc import Iterable
from itertools import count

import numpy as np

from campaign import stamps
from campaign.deadlines import has_published
from pledges.gallery.index import index_of
from pledges.gallery.orders import NEWEST, order_of
from pledges.models import Card, Entry

# Enough at once, unless all the newest are of campaigns that nobody asked for.
BATCH = 200


def newest(campaigns: Iterable, most: int):
    """A QuerySet of the newest public entries of these campaigns."""
    wanted = {campaign.pk for campaign in campaigns if has_published(campaign)}
    cards = Card.objects.filter(is_shown=True).order_by("-submitted_at", "-pk")
    if len(wanted) == 1:
        cards = cards.filter(campaign__in=wanted)
    keys: list[int] = []
    for start in count(0, BATCH) if wanted else ():
        rows = cards.values_list("pk", "campaign")[start : start + BATCH]
        keys += [key for key, campaign in rows if campaign in wanted]
        if len(rows) < BATCH or len(keys) >= most:
            break
    return Entry.objects.public().filter(pk__in=keys[:most]).newest_first()


def newest_of_themes(campaign, themes: Iterable[int], most: int, *, but: int = 0):
    """The same of one campaign, with at least one of these themes, leaving one entry out (all by key)."""
    index = index_of(campaign.pk, stamps.current().get(campaign.pk, 0))
    having = 0
    for theme in themes:
        having |= index.having(f"theme:{theme}")
    having &= ~index.among(np.array([but]))
    slots, _cursor = order_of(index, campaign, NEWEST, None).screen(having, None, most)
    return Entry.objects.public().filter(pk__in=index.keys[slots].tolist()).newest_first()
