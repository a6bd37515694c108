"""Finds and ranks. What matches everything in a hundred thousand things costs a millisecond or two.

What a thing is worth is the sum over the words of where they stand in it; among equals the later comes first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from django.db import connection

from pledges.finding.asked import Asked, Word
from pledges.finding.places import BLOCK, spread
from pledges.models import Findable, Occurrence

# A phrase is looked for in the texts of the best things that have its words.
MOST_READ = 500


@dataclass(frozen=True)
class Matches:
    """`worth` is what each key from `first` on is worth; of what does not match it is 0.

    A word is worth at most 15, and of no more than MOST_WORDS, so that a byte is enough.
    """

    first: int
    worth: np.ndarray

    def __len__(self):
        return int(np.count_nonzero(self.worth))

    @property
    def keys(self) -> np.ndarray:
        return np.flatnonzero(self.worth) + self.first

    def ranked(self, most: int) -> np.ndarray:
        """The keys of the best, the later one first among equals."""
        best, rest = [np.zeros(0, np.int64)], self.worth
        # Few values are enough for one screen; sorting all would take some ten times as long.
        while most > 0 and (highest := rest.max(initial=0)):
            best.append(np.flatnonzero(rest == highest)[::-1][:most])
            most -= best[-1].size
            rest = rest * (rest < highest)
        return np.concatenate(best) + self.first

    def among(self, keys: Iterable[int]) -> "Matches":
        """Those of some keys that match."""
        at = np.fromiter(keys, np.int64) - self.first
        at = at[(at >= 0) & (at < self.worth.size)]
        worth = np.zeros_like(self.worth)
        worth[at] = self.worth[at]
        return Matches(self.first, worth)


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
        first = min((part.first for part in parts), default=0)
        end = max((part.first + part.worth.size for part in parts), default=0)
        worth = np.zeros(end - first, np.uint8)
        for part in parts:
            over = worth[part.first - first :][: part.worth.size]
            np.maximum(over, part.worth, out=over)
        return Matches(first, worth)


def find(scopes: Iterable[str], asked: Asked) -> Found:
    """In one query, and one more for each scope in which a phrase is asked for."""
    rows = _stored([term.encode() for term in sorted(asked.terms)], list(scopes)) if asked else []
    stored: dict[str, dict[str, dict[int, bytes]]] = {}
    seen = set()
    for scope, block, term, places in rows:
        term = bytes(term).decode()
        seen.add(term)
        stored.setdefault(scope, {}).setdefault(term, {})[block] = bytes(places)
    found = {scope: _in_scope(scope, of_scope, asked) for scope, of_scope in stored.items()}
    unknown = tuple(word for word in asked.words if seen.isdisjoint(word.meanings))
    return Found({scope: matches for scope, matches in found.items() if matches}, unknown)


def _stored(terms: list[bytes], scopes: list[str]) -> list[tuple]:
    """Rows of scope, block, term and places. Put together by Django, they take twice as long."""
    if not scopes:
        return []
    of_terms, of_scopes = (", ".join(["%s"] * len(values)) for values in (terms, scopes))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT scope, block, term, places FROM {Occurrence._meta.db_table}"  # noqa: S608
            f" WHERE term IN ({of_terms}) AND scope IN ({of_scopes})",
            [*terms, *scopes],
        )
        return cursor.fetchall()


def _in_scope(scope: str, stored: Mapping[str, Mapping[int, bytes]], asked: Asked) -> Matches:
    """`stored` are the places of terms, by term and block."""
    blocks = {block for of_term in stored.values() for block in of_term}
    first, size = min(blocks), (max(blocks) + 1 - min(blocks)) * BLOCK
    total, has_all = np.zeros(size, np.uint8), np.ones(size, bool)
    for word in asked.words:
        of_word = np.zeros_like(total)
        for term in word.meanings:
            if term in stored:
                spread(stored[term], first, of_word)
        has_all &= of_word > 0
        total += of_word
    matches = Matches(first * BLOCK, total * has_all)
    if asked.phrases:
        matches = matches.among(_saying(scope, matches.ranked(MOST_READ).tolist(), asked.phrases))
    return matches


def _saying(scope: str, keys: list[int], phrases: Iterable[str]) -> list[int]:
    """Those of the things in whose texts the phrases stand."""
    things = Findable.objects.filter(scope=scope, key__in=keys)
    for phrase in phrases:
        things = things.filter(forms__contains=f" {phrase} ")
    return list(things.values_list("key", flat=True))
