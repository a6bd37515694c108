"""Places of entries in many draws: rank intervals, shares of the top, and who is tied with whom."""

from dataclasses import dataclass

import numpy as np

# Numbers sorted at once.
AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Places:
    """One value per entry: the interval of its rank (1 is best), and its share of draws in the top k."""

    low: np.ndarray
    high: np.ndarray
    top_share: np.ndarray


def bounds(draws: int, level: float) -> tuple[int, int]:
    """Which of the sorted draws (0 …) bound an interval that holds at least `level` of them."""
    tail = (1 - level) / 2
    low = int(np.floor(tail * draws + 1e-9))
    return low, draws - 1 - low


def intervals(draws: np.ndarray, level: float, shift: np.ndarray | None = None):
    """Low and high of each row of draws, after adding `shift` to its columns."""
    low, high = np.empty(len(draws)), np.empty(len(draws))
    first, last = bounds(draws.shape[1], level)
    step = max(AT_ONCE // draws.shape[1], 1)
    for begin in range(0, len(draws), step):
        some = draws[begin : begin + step]
        some = np.sort(some if shift is None else some + shift, axis=1)
        low[begin : begin + step], high[begin : begin + step] = some[:, first], some[:, last]
    return low, high


def shared_ranks(values: np.ndarray, order: np.ndarray, *, within: float) -> np.ndarray:
    """Rank of each value, 1 for the highest; `order` sorts them, best first.

    Values `within` so much of the next higher one share its rank: 1, 2, 2, 4.
    """
    lower = np.concatenate([[True], -np.diff(values[order]) > within])
    rank = np.empty(len(values), int)
    rank[order] = np.maximum.accumulate(np.where(lower, np.arange(1, len(values) + 1), 0))
    return rank


def ranks(draws: np.ndarray) -> np.ndarray:
    """Rank of each entry (row) in each draw (column), 1 for the highest value."""
    entries, number = draws.shape
    found = np.empty((entries, number), np.uint16 if entries < 2**16 else np.uint32)
    places = np.arange(1, entries + 1, dtype=found.dtype)
    step = max(AT_ONCE // entries, 1)
    for begin in range(0, number, step):
        order = np.argsort(-draws[:, begin : begin + step].T, axis=1)
        some = np.empty(order.shape, found.dtype)
        np.put_along_axis(some, order, places[None], axis=1)
        found[:, begin : begin + step] = some.T
    return found


def places(draws: np.ndarray, *, top: int, level: float) -> Places:
    """Places of entries (rows) from draws (columns) of their scores.

    Where no draw tells any entry from another, each may have any place.
    """
    if not np.ptp(draws, axis=0).any():
        entries = len(draws)
        share = np.full(entries, min(top / entries, 1.0))
        return Places(np.full(entries, 1), np.full(entries, entries), share)
    found = ranks(draws)
    share = (found <= top).mean(axis=1)
    low, high = intervals(found, level)
    return Places(low.astype(int), high.astype(int), share)


def tied_groups(draws: np.ndarray, order: np.ndarray, *, level: float) -> np.ndarray:
    """The group (1 …) of each entry: who cannot be told apart from the group's first.

    `order` lists the entries, best first. A group begins with the best entry that is in none yet and
    goes on until an entry that scores lower than it in more draws than chance allows: the two-sided
    interval at `level` of their difference leaves out zero. Being tied is not transitive, so entries
    on both sides of a border may be tied with each other; everybody in a group is with its first.
    """
    groups = np.empty(len(order), int)
    needed = 1 - (1 - level) / 2
    begin, group = 0, 0
    step = 16
    while begin < len(order):
        group += 1
        first, end = draws[order[begin]], begin + 1
        while end < len(order):
            below = (draws[order[end : end + step]] < first).mean(axis=1) >= needed
            if below.any():
                end += int(below.argmax())
                break
            end = min(end + step, len(order))
            step = min(step * 2, 512)
        groups[order[begin:end]] = group
        step = max(16, min(step, end - begin))
        begin = end
    return groups
