"""Finds and ranks. What matches everything in a hundred thousand things costs a few milliseconds.

What a thing is worth is the sum over the words of where they stand in it; among equals the later comes first.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from pledges.finding.asked import Asked, Word
from pledges.finding.places import BLOCK, spread
from pledges.models import Findable, Occurrence

# A phrase is looked for in the texts of the best things that have its words.
MOST_READ = 500
# As far as anybody can turn the pages.
MOST_RANKED = 1000
LARGEST_KEY = 44  # bits
_NOTHING = (np.zeros(0, np.int64), np.zeros(0, np.uint16))


@dataclass(frozen=True)
class Found:
    """Keys in the order of their worth, by scope; beyond MOST_RANKED they come in no order."""

    keys: dict[str, np.ndarray]
    worth: dict[str, np.ndarray]
    unknown: tuple[Word, ...]

    def best(self, scopes: Iterable[str]) -> np.ndarray:
        """The keys of several scopes that share them, each once, the best first."""
        parts = [(self.keys[scope], self.worth[scope]) for scope in scopes if scope in self.keys] or [
            _NOTHING
        ]
        if len(parts) == 1:
            return parts[0][0]
        keys, worth = (np.concatenate(column) for column in zip(*parts, strict=True))
        ranked = keys[_order(keys, worth)]
        _once, first = np.unique(ranked, return_index=True)
        return ranked[np.sort(first)]


def find(scopes: Iterable[str], asked: Asked) -> Found:
    """In one query, and one more for each scope in which a phrase is asked for."""
    rows = Occurrence.objects.filter(
        term__in=[term.encode() for term in sorted(asked.terms)], scope__in=list(scopes)
    ).values_list("scope", "block", "term", "places")
    blocks: dict[str, dict[int, dict[str, bytes]]] = {}
    seen = set()
    for scope, block, term, places in rows if asked else ():
        term = bytes(term).decode()
        seen.add(term)
        blocks.setdefault(scope, {}).setdefault(block, {})[term] = bytes(places)
    found = {scope: _in_scope(scope, of_scope, asked) for scope, of_scope in blocks.items()}
    unknown = tuple(word for word in asked.words if seen.isdisjoint(word.meanings))
    return Found(
        {scope: keys for scope, (keys, _worth) in found.items()},
        {scope: worth for scope, (_keys, worth) in found.items()},
        unknown,
    )


def _in_scope(scope: str, blocks: dict[int, dict[str, bytes]], asked: Asked) -> tuple[np.ndarray, np.ndarray]:
    parts = [_in_block(block, terms, asked.words) for block, terms in blocks.items()]
    keys, worth = (np.concatenate(column) for column in zip(*parts, strict=True))
    ranked = _order(keys, worth)
    keys, worth = keys[ranked], worth[ranked]
    if asked.phrases:
        said = np.isin(keys, _saying(scope, keys[:MOST_READ].tolist(), asked.phrases))
        keys, worth = keys[said], worth[said]
    return keys, worth


def _order(keys: np.ndarray, worth: np.ndarray) -> np.ndarray:
    """The places of the best, the later key first among equals, and then of the rest."""
    value = -((worth.astype(np.int64) << LARGEST_KEY) | keys)
    if len(value) <= MOST_RANKED:
        return np.argsort(value)
    places = np.argpartition(value, MOST_RANKED)
    best = places[:MOST_RANKED]
    places[:MOST_RANKED] = best[np.argsort(value[best])]
    return places


def _in_block(block: int, terms: dict[str, bytes], words: Iterable[Word]) -> tuple[np.ndarray, np.ndarray]:
    total, has_all = np.zeros(BLOCK, np.uint16), np.ones(BLOCK, bool)
    for word in words:
        of_word = np.zeros(BLOCK, np.uint16)
        for term in word.meanings:
            if term in terms:
                spread(terms[term], of_word)
        has_all &= of_word > 0
        if not has_all.any():
            return _NOTHING
        total += of_word
    places = np.flatnonzero(has_all)
    return block * BLOCK + places, total[places]


def _saying(scope: str, keys: list[int], phrases: Iterable[str]) -> list[int]:
    """Those of the things in whose texts the phrases stand."""
    things = Findable.objects.filter(scope=scope, key__in=keys)
    for phrase in phrases:
        things = things.filter(forms__contains=f" {phrase} ")
    return list(things.values_list("key", flat=True))
