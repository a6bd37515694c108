"""In which order a gallery is walked, and from where: cursors name an entry's place, not a number of screens.

By default every entry has the same chance to stand first: the order is drawn anew each day of the
campaign's own zone, and stays through the day and over all screens. Who walks through at midnight ends
in the order in which they began, because the cursor carries the day.
"""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from django.core import signing
from django.utils import timezone
from django.utils.translation import get_language

from pledges.gallery.index import Index, is_chosen

DAILY, NEWEST, TITLE, JOINED = SORTS = ("daily", "newest", "title", "joined")
# Of each campaign: in three languages, today's and yesterday's.
MOST_ORDERS = 8
_STRIDE = 4096
# Without a time in it: every process makes the same page, and its tag fits whoever asks again.
_signer = signing.Signer(salt="pledges.gallery")


@dataclass(frozen=True)
class Cursor:
    """After which entry a screen begins: `place` is its key in the order.

    `day` counts in the daily order, `language` in that of titles; both are empty otherwise.
    """

    sort: str
    day: str
    language: str
    place: tuple

    def __str__(self):
        place = [part.hex() if isinstance(part, bytes) else part for part in self.place]
        return _signer.sign_object([self.sort, self.day, self.language, *place])

    @classmethod
    def read(cls, text: str, sort: str) -> "Cursor | None":
        """None unless we wrote it, for this order and language."""
        try:
            found, day, language, *place = _signer.unsign_object(text) if text else ("", "", "")
        except (signing.BadSignature, ValueError):
            return None
        if found != sort or (sort == TITLE and language != get_language()):
            return None
        if sort == TITLE:
            place[0] = bytes.fromhex(place[0])
        return cls(sort, day, language, tuple(place))


@dataclass(frozen=True)
class Order:
    """Slots of an index in an order. `columns` are what it goes by, the most important first."""

    sort: str
    day: str
    language: str
    columns: list[np.ndarray]
    slots: np.ndarray

    def screen(self, matching: int, cursor: Cursor | None, most: int) -> tuple[list[int], Cursor | None]:
        """The slots of the next entries among `matching` (bits), and the cursor after them if more follow."""
        start = 0
        if cursor:
            start = bisect_right(self.slots, cursor.place, key=self._place)
        found: list[int] = []
        chosen = is_chosen(matching, len(self.slots))
        for begin in range(start, len(self.slots), _STRIDE):
            stretch = self.slots[begin : begin + _STRIDE]
            found += stretch[chosen[stretch]][: most + 1 - len(found)].tolist()
            if len(found) > most:
                return found[:most], Cursor(self.sort, self.day, self.language, self._place(found[most - 1]))
        return found, None

    def _place(self, slot: int) -> tuple:
        return tuple(column[slot].item() for column in self.columns)


def today(campaign) -> str:
    return timezone.now().astimezone(campaign.zone).date().isoformat()


def order_of(index: Index, campaign, sort: str, cursor: Cursor | None) -> Order:
    """The order that a visitor wants; with a cursor, the one in which they walk."""
    day = (cursor.day if cursor else today(campaign)) if sort == DAILY else ""
    language = get_language() if sort == TITLE else ""
    kept = index.orders.pop((sort, day, language), None)
    if kept is None:
        columns = _columns(index, sort, day, language)
        kept = Order(sort, day, language, columns, np.lexsort(columns[::-1]).astype(np.int32))
    index.orders[sort, day, language] = kept  # last, as the one that was wanted last
    while len(index.orders) > MOST_ORDERS:
        index.orders.popitem(last=False)
    return kept


def _columns(index: Index, sort: str, day: str, language: str) -> list[np.ndarray]:
    """What slots are sorted by, upwards; their keys last, so that no two are alike."""
    newest_first = [-index.submitted, -index.keys]
    return {
        DAILY: lambda: [drawn(index.keys, f"{index.campaign} {day}"), index.keys],
        NEWEST: lambda: newest_first,
        TITLE: lambda: [index.titles_in(language), index.keys],
        JOINED: lambda: [-index.partners, *newest_first],
    }[sort]()


def drawn(keys: np.ndarray, seed: str) -> np.ndarray:
    """A number for each key, as if drawn by lot, and the same whenever it is drawn with this seed.

    The last steps of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
    """
    begin = int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=8).digest(), "little")
    lot = keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(begin)
    lot = (lot ^ (lot >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    lot = (lot ^ (lot >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return lot ^ (lot >> np.uint64(31))
