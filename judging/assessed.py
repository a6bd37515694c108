"""A round assessed: how sure its ranking is, reckoned from the ballots on what a viewer may see.

The answer is kept under the ballots themselves, so it can be of no others: whatever changes one of them,
or which of them count, asks for another answer.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from judging.adjusting.assessment import Assessment, Caution, assess
from judging.models import Ballot, Round
from judging.totals import MILLIONTHS

FEWEST_ENTRIES, FEWEST_JURORS = 3, 2
# Ballots of a juror from which on it means something that all are the same.
CONSTANT_FROM = 3


class Place(NamedTuple):
    """Where an entry is with strictness and chance taken into account; see `adjusting.assessment.Entries`."""

    score: float
    low: float
    high: float
    jury_low: float
    jury_high: float
    rank: int
    rank_low: int
    rank_high: int
    group: int
    top_share: float
    part: int


@dataclass(frozen=True)
class Habit:
    """By how many points a juror gives more than the jury on average; less than 0 is strict."""

    ballots: int
    leniency: float
    low: float
    high: float
    is_constant: bool

    @property
    def is_strict(self) -> bool:
        """Surely so: the whole interval lies below the jury's average."""
        return self.high < 0

    @property
    def is_lenient(self) -> bool:
        return self.low > 0


@dataclass(frozen=True)
class Assessed:
    """Entries and people (keys of users) that have ballots; `is_too_small`: nothing can be adjusted."""

    entries: dict[int, Place]
    jurors: dict[int, Habit]
    cautions: tuple[Caution, ...]
    top: int

    @property
    def is_too_small(self) -> bool:
        return len(self.entries) < FEWEST_ENTRIES or len(self.jurors) < FEWEST_JURORS

    @property
    def parts(self) -> list[int]:
        """One entry of each part, where the ballots fall into parts that share no juror."""
        first: dict[int, int] = {}
        for entry, place in self.entries.items():
            first.setdefault(place.part, entry)
        return list(first.values())


def assessed(this: Round, entries: Collection[int], *, top: int | None = None) -> Assessed:
    """Assess the entries of a round with these keys; what others have got is as if it did not exist.

    One query. `top` is the number of places of `top_share`; unless given, a third of the entries.
    """
    rows = Ballot.objects.counted().in_round(this).values_list("entry_id", "juror__user_id", "total")
    table = np.fromiter(chain.from_iterable(rows), np.int64).reshape(-1, 3)
    table = table[np.isin(table[:, 0], np.fromiter(entries, np.int64))]
    return _assess(table[np.lexsort(table.T[::-1])].tobytes(), top)


@lru_cache(maxsize=8)
def _assess(table: bytes, top: int | None) -> Assessed:
    entry, juror, total = np.frombuffer(table, np.int64).reshape(-1, 3).T
    entries, entry_places = np.unique(entry, return_inverse=True)
    jurors, juror_places = np.unique(juror, return_inverse=True)
    found = assess(entry_places, juror_places, total / MILLIONTHS, top=top)
    constant = {
        int(jurors[place])
        for place in np.flatnonzero(np.bincount(juror_places, minlength=0) >= CONSTANT_FROM)
        if np.ptp(total[juror_places == place]) == 0
    }
    return Assessed(
        entries=_entries(entries, found),
        jurors=_jurors(jurors, found, constant),
        cautions=found.cautions,
        top=found.top,
    )


def _entries(keys: np.ndarray, found: Assessment) -> dict[int, Place]:
    one = found.entries
    points = [one.adjusted, one.low, one.high, one.jury_low, one.jury_high]
    places = [one.rank, one.rank_low, one.rank_high, one.tied_group]
    columns = [
        *(column.tolist() for column in points),
        *(column.astype(int).tolist() for column in places),
        one.top_share.tolist(),
        one.part.astype(int).tolist(),
    ]
    return {key: Place(*row) for key, *row in zip(keys.tolist(), *columns, strict=True)}


def _jurors(keys: np.ndarray, found: Assessment, constant: set[int]) -> dict[int, Habit]:
    one = found.jurors
    columns = [column.tolist() for column in (keys, one.ballots, one.leniency, one.low, one.high)]
    return {key: Habit(*row, key in constant) for key, *row in zip(*columns, strict=True)}
