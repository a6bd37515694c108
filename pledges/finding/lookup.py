"""Finds and ranks. What matches everything in a hundred thousand things costs a millisecond or two.

What a thing is worth is the sum over the words of where they stand in it; among equals the later comes first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from pledges.finding.asked import Asked, Word
from pledges.finding.places import BLOCK, spread
from pledges.models import Findable, Occurrence

# A phrase is looked for in the texts of the best things that have its words.
MOST_READ = 500
# A word is worth at most 15, and no more than MOST_WORDS are asked for.
_MOST_WORTH = np.iinfo(np.uint8).max


@dataclass(frozen=True)
class Matches:
    """`keys` ascend, `worth` goes with them."""

    keys: np.ndarray
    worth: np.ndarray

    def __len__(self):
        return len(self.keys)

    def ranked(self, most: int) -> np.ndarray:
        """The keys of the best, the later one first among equals."""
        backwards = np.argsort(_MOST_WORTH - self.worth[::-1], kind="stable")[:most]
        return self.keys[len(self) - 1 - backwards]

    def having(self, chosen: np.ndarray) -> "Matches":
        """Those that are chosen (a truth for each)."""
        return Matches(self.keys[chosen], self.worth[chosen])


@dataclass(frozen=True)
class Found:
    """`of` has the scopes in which anything was found, `unknown` the words that stand in none."""

    of: Mapping[str, Matches]
    unknown: tuple[Word, ...]

    def within(self, scopes: Iterable[str]) -> Matches:
        """Of several scopes that share their keys; a key is worth as much as where it is worth most."""
        parts = [self.of[scope] for scope in scopes if scope in self.of]
        if len(parts) == 1:
            return parts[0]
        keys = np.concatenate([np.zeros(0, np.int64), *(part.keys for part in parts)])
        worth = np.concatenate([np.zeros(0, np.uint8), *(part.worth for part in parts)])
        ascending = np.argsort(keys, kind="stable")
        keys, worth = keys[ascending], worth[ascending]
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        return Matches(keys[first], np.maximum.reduceat(worth, first) if parts else worth)


def find(scopes: Iterable[str], asked: Asked) -> Found:
    """In one query, and one more for each scope in which a phrase is asked for."""
    rows = Occurrence.objects.filter(
        term__in=[term.encode() for term in sorted(asked.terms)], scope__in=list(scopes)
    ).values_list("scope", "block", "term", "places")
    stored: dict[str, dict[str, dict[int, bytes]]] = {}
    seen = set()
    for scope, block, term, places in rows if asked else ():
        term = bytes(term).decode()
        seen.add(term)
        stored.setdefault(scope, {}).setdefault(term, {})[block] = bytes(places)
    found = {scope: _in_scope(scope, of_scope, asked) for scope, of_scope in stored.items()}
    unknown = tuple(word for word in asked.words if seen.isdisjoint(word.meanings))
    return Found({scope: matches for scope, matches in found.items() if matches}, unknown)


def _in_scope(scope: str, stored: Mapping[str, Mapping[int, bytes]], asked: Asked) -> Matches:
    """`stored` are the places of terms, by term and block."""
    blocks = np.array(sorted({block for of_term in stored.values() for block in of_term}))
    total, has_all = np.zeros(len(blocks) * BLOCK, np.uint8), np.ones(len(blocks) * BLOCK, bool)
    for word in asked.words:
        of_word = np.zeros_like(total)
        for term in word.meanings:
            if term in stored:
                spread(stored[term], blocks, of_word)
        has_all &= of_word > 0
        total += of_word
    there = np.flatnonzero(has_all)
    of_each = np.count_nonzero(has_all.reshape(-1, BLOCK), axis=1)
    gaps = (blocks - np.arange(len(blocks))) * BLOCK
    matches = Matches(there + gaps.repeat(of_each), total[there])
    if asked.phrases:
        saying = _saying(scope, matches.ranked(MOST_READ).tolist(), asked.phrases)
        matches = matches.having(np.isin(matches.keys, saying))
    return matches


def _saying(scope: str, keys: list[int], phrases: Iterable[str]) -> list[int]:
    """Those of the things in whose texts the phrases stand."""
    things = Findable.objects.filter(scope=scope, key__in=keys)
    for phrase in phrases:
        things = things.filter(forms__contains=f" {phrase} ")
    return list(things.values_list("key", flat=True))
