"""The newest public entries: found by cards or in memory, and asked for from what is public once more.

No database looks through all entries for a few of them, and none is left to guess how not to.
"""

from collections.abc import Iterable
from itertools import count

import numpy as np

from campaign import stamps
from campaign.deadlines import has_published
from pledges.gallery.catalogue import catalogue_of
from pledges.gallery.faces import Face, faces_of
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


def newest_of_themes(campaign, themes: Iterable[int], most: int):
    """The same of one campaign, with at least one of these themes (by key)."""
    keys = _keys(campaign, stamps.current().get(campaign.pk, 0), themes, most)
    return Entry.objects.public().filter(pk__in=keys).newest_first()


def related(entry, most: int, *, but: Iterable[int] = ()) -> list[Face]:
    """The newest others of its campaign that share a theme with an entry, but for those that it tells of."""
    stamp = stamps.current().get(entry.campaign_id, 0)
    themes = [theme.pk for theme in entry.themes.all()]
    keys = _keys(entry.campaign, stamp, themes, most, but=[entry.pk, *but])
    return faces_of(
        keys, catalogue_of(entry.campaign, stamp), frozenset(f"theme:{theme}" for theme in themes)
    )


def _keys(campaign, stamp: int, themes: Iterable[int], most: int, *, but: Iterable[int] = ()) -> list[int]:
    index, having = index_of(campaign.pk, stamp), 0
    for theme in themes:
        having |= index.having(f"theme:{theme}")
    having &= ~index.among(np.array(list(but), np.int64))
    slots, _cursor = order_of(index, campaign, NEWEST, None).screen(having, None, most)
    return index.keys[slots].tolist()
