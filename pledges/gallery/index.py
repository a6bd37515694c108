"""All public entries of a campaign in the memory of the process, to choose among and to count.

An entry has a slot. A facet is a number whose bits are the slots of the entries that have it, so that
choosing is "and", "or" and "how many bits". A hundred thousand entries take some ten megabytes, and
counting every option of a choice among them takes less than a millisecond: no database does that.

The index is made from cards, and belongs to one stamp of its campaign: when the stamp has grown, the
cards with a greater one are read and only these slots change. What is shown is asked for from the
database once more (`pledges.gallery.faces`), so an index can at worst miscount, for the blink of an eye
in which a change is being committed.
"""

import threading
from array import array
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import numpy as np

from campaign import stamps
from pledges.models import Card, CardText
from pledges.origins import TextState
from pledges.stencils import Kept

# More campaigns than are looked at in one day, in most installations.
MOST_CAMPAIGNS = 8
# When more has changed, or more has gone, it is read anew.
MOST_CHANGES = 2000
# Of the keys by which titles are sorted: more letters than two titles have in common by chance.
LETTERS = 48
# Choices whose numbers are kept, of each campaign.
MOST_NUMBERS = 256
# Searches whose findings are kept, of each campaign: further screens and other choices look for the same.
MOST_SEARCHES = 64
CHUNK = 1000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = ("pk", "is_shown", "submitted_at", "partners", "facets")


@dataclass(frozen=True)
class Index:
    """`keys`, `submitted` (microseconds since 1970) and `partners` by slot; `shown` and `facets` are bits.

    `titles` keeps the keys by which titles are sorted, by language, once somebody wants that order;
    `orders` keeps the slots in an order, `numbers` what was counted last, `searches` what was found.
    """

    campaign: int
    stamp: int
    keys: np.ndarray
    submitted: np.ndarray
    partners: np.ndarray
    shown: int
    facets: dict[str, int]
    titles: dict[str, np.ndarray] = field(default_factory=dict)
    orders: OrderedDict = field(default_factory=OrderedDict)
    numbers: OrderedDict = field(default_factory=OrderedDict)
    searches: Kept = field(default_factory=lambda: Kept(most=MOST_SEARCHES))

    def having(self, facet: str) -> int:
        """The entries that have a facet, as bits."""
        return self.facets.get(facet, 0)

    def among(self, entries: np.ndarray) -> int:
        """Entries named by their keys, as bits."""
        if not self.keys.size:
            return 0
        # By key: a few times as quick as to look for each of many keys among many others.
        is_among = np.zeros(int(self.keys.max()) + 1, bool)
        is_among[entries[entries < len(is_among)]] = True
        return _bits(is_among[self.keys])

    def numbers_of(self, entries: int) -> "CountedByFacet":
        """How many of some entries (bits) have each facet.

        Whoever walks through what they chose is told the same at every step, so it is counted once.
        """
        found = self.numbers.pop(entries, None)
        if found is None:
            found = CountedByFacet(entries, self.facets)
        self.numbers[entries] = found  # last, as what was wanted last
        while len(self.numbers) > MOST_NUMBERS:
            self.numbers.popitem(last=False)
        return found

    def most_used(self, start: str, most: int) -> list[str]:
        """The rest of the facets that start so, those of most entries first."""
        numbers = self.numbers_of(self.shown)
        found = sorted((-numbers[word], word) for word in self.facets if word.startswith(start))
        return [word.removeprefix(start) for _number, word in found[:most]]

    def titles_in(self, language: str) -> np.ndarray:
        if language not in self.titles:
            found = _titles(self.campaign, language)
            letters = [found.get(key, b"") for key in self.keys.tolist()]
            self.titles[language] = np.array(letters, f"S{LETTERS}")
        return self.titles[language]


class CountedByFacet(dict[str, int]):
    """By facet, how many of some entries have it; counted when it is first asked for."""

    def __init__(self, entries: int, facets: dict[str, int]):
        self._entries, self._facets = entries, facets

    def __missing__(self, facet: str) -> int:
        self[facet] = (self._entries & self._facets.get(facet, 0)).bit_count()
        return self[facet]


def empty(campaign: int, stamp: int) -> Index:
    return Index(campaign, stamp, *(np.zeros(0, kind) for kind in (np.int64, np.int64, np.int32)), 0, {})


_kept: OrderedDict[int, Index] = OrderedDict()
_lock = threading.RLock()


def index_of(campaign: int, stamp: int) -> Index:
    """The index of a campaign at a stamp that was read just now."""
    kept = _kept.get(campaign)
    if kept and kept.stamp == stamp:
        return kept
    with _lock:  # of many who ask at once one reads
        kept = _kept.pop(campaign, None)
        if kept and kept.stamp > stamp:
            # Somebody else has read a later one meanwhile – or one that was rolled back.
            stamp = stamps.current().get(campaign, 0)
        if kept is None or kept.stamp > stamp:
            kept = _read(campaign, stamp)
        elif kept.stamp < stamp:
            kept = _renewed(kept, stamp)
        _kept[campaign] = kept
        while len(_kept) > MOST_CAMPAIGNS:
            _kept.popitem(last=False)
    return kept


def forget() -> None:
    """Start from nothing, as a new process does."""
    _kept.clear()


def _read(campaign: int, stamp: int) -> Index:
    rows = Card.objects.filter(campaign=campaign, is_shown=True).order_by("pk").values_list(*_COLUMNS)
    # Packed, because what is taken for a moment here stays with the process.
    keys, submitted, partners = array("q"), array("q"), array("i")
    slots: dict[str, array] = {}
    for slot, (key, _is_shown, at, number, words) in enumerate(rows.iterator(chunk_size=CHUNK)):
        keys.append(key)
        submitted.append(_microseconds(at))
        partners.append(number)
        for word in words.split(" "):
            slots.setdefault(word, array("i")).append(slot)
    return Index(
        campaign,
        stamp,
        np.array(keys, np.int64),
        np.array(submitted, np.int64),
        np.array(partners, np.int32),
        (1 << len(keys)) - 1,
        {word: _of_slots(found, len(keys)) for word, found in slots.items()},
    )


def _renewed(old: Index, stamp: int) -> Index:
    """The index after the changes since its stamp."""
    changes = Card.objects.filter(campaign=old.campaign, stamp__gt=old.stamp).order_by("pk")
    rows = list(changes.values_list(*_COLUMNS)[: MOST_CHANGES + 1])
    gone = len(old.keys) - old.shown.bit_count()
    if len(rows) > MOST_CHANGES or gone > MOST_CHANGES + old.shown.bit_count():
        return _read(old.campaign, stamp)
    if not rows:
        return replace(old, stamp=stamp, searches=Kept(most=MOST_SEARCHES))
    known = {key: slot[0] for key, *_ in rows if (slot := np.flatnonzero(old.keys == key)).size}
    new = [row for row in rows if row[0] not in known and row[1]]
    known |= {row[0]: len(old.keys) + place for place, row in enumerate(new)}
    keys = np.append(old.keys, np.array([row[0] for row in new], np.int64))
    submitted, partners = (np.resize(column, len(keys)) for column in (old.submitted, old.partners))
    stays = ~sum(1 << int(slot) for slot in known.values())
    shown, facets = old.shown & stays, {word: bits & stays for word, bits in old.facets.items()}
    for key, is_shown, at, number, words in rows:
        if not is_shown:
            continue
        slot = int(known[key])
        submitted[slot], partners[slot] = _microseconds(at), number
        shown |= 1 << slot
        for word in words.split(" "):
            facets[word] = facets.get(word, 0) | 1 << slot
    facets = {word: bits for word, bits in facets.items() if bits}
    titles = {code: _renewed_titles(old, code, keys, known) for code in old.titles}
    return Index(old.campaign, stamp, keys, submitted, partners, shown, facets, titles)


def _renewed_titles(old: Index, language: str, keys, changed: dict[int, int]) -> np.ndarray:
    titles = np.resize(old.titles[language], len(keys))
    for key, letters in _titles(old.campaign, language, changed).items():
        titles[changed[key]] = letters
    return titles


def _titles(campaign: int, language: str, entries=None) -> dict[int, bytes]:
    """By entry, the sorting key of the title that readers of a language see."""
    texts = CardText.objects.filter(card__campaign=campaign)
    if entries is not None:
        texts = texts.filter(card__in=list(entries))
    rows = texts.values_list("card_id", "sort_key")
    originals = rows.filter(text_state=TextState.ORIGINAL).iterator(chunk_size=CHUNK)
    found = {key: bytes(letters[:LETTERS]) for key, letters in originals}
    found.update(
        (key, bytes(letters[:LETTERS]))
        for key, letters in rows.filter(language=language).iterator(chunk_size=CHUNK)
    )
    return found


def _microseconds(at: datetime) -> int:
    passed = at - _EPOCH
    return (passed.days * 86400 + passed.seconds) * 1_000_000 + passed.microseconds


def _of_slots(slots: array, size: int) -> int:
    chosen = np.zeros(size, bool)
    chosen[np.frombuffer(slots, np.int32)] = True
    return _bits(chosen)


def _bits(chosen: np.ndarray) -> int:
    return int.from_bytes(np.packbits(chosen, bitorder="little").tobytes(), "little")


def is_chosen(bits: int, size: int) -> np.ndarray:
    """By slot, whether it is among the bits."""
    packed = np.frombuffer(bits.to_bytes((size + 7) // 8, "little"), np.uint8)
    return np.unpackbits(packed, count=size, bitorder="little").view(bool)
