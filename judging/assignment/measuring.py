"""How good a plan is, read off the plan itself."""

from itertools import accumulate, zip_longest

import numpy as np

from judging.assignment.board import Board
from judging.assignment.reached import Goal, Reached


def measure(board: Board, table: np.ndarray) -> list[tuple[Goal, float, tuple[str, ...]]]:
    """Every goal with its value in a plan, a truth table of entries × jurors, in the goals' order."""
    problem = board.problem
    moves = len(board.lost) + int((board.existing & ~table).sum())
    empty = np.maximum(board.wanted - table.sum(axis=1), 0)
    loads = table.sum(axis=0)[board.available]
    values = [
        (Goal.UNMET, sum(not table[one.entry, list(one.jurors)].any() for one in board.all_demands), ())
    ]
    if problem.move_cost is None:
        values.append((Goal.MOVES, moves, ()))
    values.append((Goal.EMPTY, int(empty.sum()), ()))
    values.append((Goal.UNEVEN_EMPTY, int((empty * (empty - 1) // 2).sum()), ()))
    if problem.balance:
        cost = (loads * (loads + 1) / 2).sum() + (problem.move_cost or 0) * moves
        values.append((Goal.IMBALANCE, float(cost), ()))
    if problem.move_cost is not None:
        values.append((Goal.MOVES, moves, ()))
    for names in accumulate((name,) for name in problem.spread):
        values.append((Goal.UNEVEN_SPREAD, _unevenness(board, table, names), names))
    return values


def _unevenness(board, table, names) -> float:
    _, share = board.kinds(names)
    counts = board.counts(table, names)
    return float((counts**2 / share[:, None])[:, board.available].sum())


def compared(board: Board, table: np.ndarray, hoped: list[Reached]) -> list[Reached]:
    """The goals as the plan reaches them: proven while it comes up to what is the best possible.

    `hoped` is what was reached for groups of entries, before it was dealt out; goals that nothing is known
    of are left out at its end.
    """
    proven, found = True, []
    for (goal, value, names), best in zip_longest(measure(board, table), hoped):
        proven = proven and best and best.proven and np.isclose(value, best.value, rtol=1e-9, atol=1e-6)
        found.append(Reached(goal, value, bool(proven), names))
    return found
