"""Entries that are alike, so that a plan can first say how many of them each juror gets."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from judging.assignment.board import Board

# An entry that has hardly more jurors to choose from than seats stands by itself: among others that
# have plenty, its want would not be seen.
SCARCE = 6
# Pairs of a group and a juror up to which every goal is found within a minute.
MANY = 100_000


@dataclass(frozen=True)
class Group:
    """Entries (rows of the board) with the same number of seats, values and demands.

    `new` is how many of them each juror could be given anew, `held` how many each has already.
    """

    board: Board
    rows: np.ndarray
    demands: tuple[frozenset[int], ...]

    @property
    def size(self) -> int:
        return len(self.rows)

    @cached_property
    def seats(self) -> int:
        return int(self.board.seats[self.rows[0]])

    @cached_property
    def over(self) -> int:
        """How many more than its seats an entry may keep."""
        return int(self.board.top[self.rows[0]]) - self.seats

    @cached_property
    def new(self) -> np.ndarray:
        return (self.board.allowed & ~self.board.existing)[self.rows].sum(axis=0)

    @cached_property
    def held(self) -> np.ndarray:
        return self.board.existing[self.rows].sum(axis=0)

    def open_to_any(self, jurors: list[int]) -> int:
        """How many of the entries at least one of some jurors (columns) may have."""
        return int(self.board.allowed[np.ix_(self.rows, jurors)].any(axis=1).sum())

    @cached_property
    def is_uniform(self) -> bool:
        """Whether the same jurors may have, and have, every one of the entries."""
        tables = (self.board.allowed[self.rows], self.board.existing[self.rows])
        return all((table == table[0]).all() for table in tables)


def spread_names(board: Board) -> tuple[str, ...]:
    """The names of values by which entries can be grouped without ending up with too many groups."""
    names = board.problem.spread
    while names:
        kinds = {(entry.languages, entry.wanted, *map(entry.value, names)) for entry in board.entries}
        if len(kinds) * board.shape[1] <= MANY:
            break
        names = names[:-1]
    return names


def alike(board: Board, names: tuple[str, ...], *, closely=False) -> list[Group]:
    """The entries with anything left to settle, in groups that agree in the values of some names.

    `closely` leaves only uniform groups.
    """
    demanded: dict[int, list[frozenset[int]]] = defaultdict(list)
    for one in board.demands:
        if board.allowed[one.entry, list(one.jurors)].any():
            demanded[one.entry].append(one.jurors)
    demands = {row: tuple(sorted(found, key=sorted)) for row, found in demanded.items()}
    seats, top, choice = board.seats, board.top, board.allowed.sum(axis=1)
    kinds: dict[tuple, list[int]] = defaultdict(list)
    for row, entry in enumerate(board.entries):
        if not top[row]:
            continue
        values = tuple(map(entry.value, names))
        sign = (entry.languages, seats[row], values, demands.get(row, ()))
        if top[row] > seats[row]:
            sign += (row,)
        elif closely or choice[row] < seats[row] + SCARCE:
            sign += _closer(board, row)
        kinds[sign].append(row)
    return [Group(board, np.array(rows), demands.get(rows[0], ())) for rows in kinds.values()]


def _closer(board: Board, row: int) -> tuple[bytes, bytes]:
    return board.allowed[row].tobytes(), board.existing[row].tobytes()


def split(groups: list[Group], failed: set[int]) -> list[Group]:
    """The same groups, but those at the failed places taken apart one step further."""
    finer = []
    for place, group in enumerate(groups):
        if place not in failed:
            finer.append(group)
            continue
        parts: dict[object, list[int]] = defaultdict(list)
        for row in group.rows.tolist():
            parts[row if group.is_uniform else _closer(group.board, row)].append(row)
        finer += [Group(group.board, np.array(rows), group.demands) for rows in parts.values()]
    return finer
