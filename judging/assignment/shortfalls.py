"""Why seats stay empty and rules are not met: findings with numbers, for the screen to put into words."""

from collections import defaultdict
from itertools import combinations

import numpy as np

from judging.assignment.board import Board
from judging.assignment.capacity import Bottleneck, bottlenecks
from judging.assignment.problem import LanguageRule
from judging.assignment.shortfall import Shortfall, by_id
from judging.assignment.unmet import unmet_demands


def shortfalls(board: Board, table: np.ndarray) -> tuple[Shortfall, ...]:
    """What a plan, a truth table of entries × jurors, could not do, and why."""
    empty = np.maximum(board.wanted - table.sum(axis=1), 0)
    found = unmet_demands(board, table)
    if not empty.any():
        return tuple(found)
    choice = np.minimum(board.seats, board.allowed.sum(axis=1))
    found += _too_few(board, board.seats - choice)
    together = np.array([_most_together(board, row, int(most)) for row, most in enumerate(choice)])
    found += _too_few_together(board, choice - together)
    narrow = bottlenecks(board.allowed, together, board.room)
    found += [_limits(board, bottleneck, together) for bottleneck in narrow]
    rest = int(empty.sum()) - sum(one.missing for one in found)
    if rest > 0:
        unexplained = empty > board.seats - together
        entries = by_id(board.entries[row].id for row in np.flatnonzero(unexplained))
        found.append(Shortfall("rules_together", entries, rest))
    return tuple(found)


def _too_few(board: Board, lacking: np.ndarray) -> list[Shortfall]:
    """Entries that fewer jurors may judge than they want, alike ones together."""
    alike = defaultdict(list)
    for row in np.flatnonzero(lacking):
        entry = board.entries[row]
        every = board.problem.language_rule == LanguageRule.EVERY
        readers = int((board.readable[row] & board.available).sum())
        eligible = int(board.wanted[row] - lacking[row])
        alike[entry.languages if every else (), readers, eligible, entry.wanted].append(row)
    return [
        Shortfall(
            "too_few_jurors",
            by_id(board.entries[row].id for row in rows),
            (wanted - eligible) * len(rows),
            {"languages": list(languages), "readers": readers, "eligible": eligible, "wanted": wanted},
        )
        for (languages, readers, eligible, wanted), rows in sorted(alike.items())
    ]


def _most_together(board: Board, row: int, most: int) -> int:
    """How many of the jurors an entry can choose from may sit together, up to `most`."""
    open_to = np.flatnonzero(board.allowed[row])
    apart = board.apart[np.ix_(open_to, open_to)]
    tied = np.flatnonzero(apart.any(axis=1))
    free = len(open_to) - len(tied)
    for more in range(min(most - free, len(tied)), 0, -1):
        if any(not apart[np.ix_(some, some)].any() for some in combinations(tied, more)):
            return min(free + more, most)
    return min(free, most)


def _too_few_together(board: Board, lacking: np.ndarray) -> list[Shortfall]:
    alike = defaultdict(list)
    for row in np.flatnonzero(lacking):
        eligible = int(board.allowed[row].sum() + board.fixed[row].sum())
        alike[eligible, int(lacking[row]), board.entries[row].wanted].append(row)
    return [
        Shortfall(
            "too_few_together",
            by_id(board.entries[row].id for row in rows),
            short * len(rows),
            {"eligible": eligible, "together": min(eligible, wanted) - short, "wanted": wanted},
        )
        for (eligible, short, wanted), rows in sorted(alike.items())
    ]


def _limits(board: Board, found: Bottleneck, seats: np.ndarray) -> Shortfall:
    """Entries that together want more than the jurors who may judge them take."""
    languages = {board.entries[row].languages for row in found.entries}
    shared = languages.pop() if len(languages) == 1 else ()
    if board.problem.language_rule != LanguageRule.EVERY:
        shared = ()
    return Shortfall(
        "limits",
        by_id(board.entries[row].id for row in found.entries),
        found.wanted - found.capacity,
        {
            "languages": list(shared),
            "jurors": list(by_id(board.jurors[column].id for column in found.jurors)),
            "everybody": bool(len(found.entries) == np.count_nonzero(seats))
            and len(found.jurors) == np.count_nonzero(board.available),
            "needed": found.wanted,
            "capacity": found.capacity,
        },
    )
