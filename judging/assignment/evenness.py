"""Sums that should be as equal as can be, as columns of a linear programme.

A sum t costs weight·(t² + start·t). Over whole numbers that is a chain of straight pieces. Pieces one
wide are needed only around the best value, wide chords do elsewhere: a solution that has pieces one wide
on both sides of every sum is best, because the cost is convex and exact near it.
"""

from dataclasses import dataclass

import numpy as np

from judging.assignment.ladder import Ladder

NEAR = (0, 1, 2, 3, 8, *(4**power for power in range(2, 15)))
DENSE = tuple(range(10))


@dataclass(frozen=True)
class Sums:
    """`of` says to which sum each of the programme's `columns` counts.

    `base` is what every sum has already, `most` what it can come to. Its cost is weight·(t² + start·t).
    """

    columns: np.ndarray
    of: np.ndarray
    base: np.ndarray
    most: np.ndarray
    weight: np.ndarray
    start: float = 0.0

    def totals(self, x: np.ndarray) -> np.ndarray:
        """What the sums come to in a solution, in whole numbers."""
        got = np.bincount(self.of, np.round(x[self.columns]), len(self.base))
        return self.base + got.astype(int)

    def cost(self, totals: np.ndarray) -> float:
        return float((self.weight * (totals * totals + self.start * totals)).sum())


def even_out(ladder: Ladder, sums: Sums, guess: np.ndarray, *, columns=(), costs=()) -> bool:
    """Make the sums as even as can be; `columns` with their `costs` count into the same goal.

    `guess` is about what every sum will be. Returns False when time ran out before.
    """
    first, number = ladder.equal.count, len(sums.base)
    ladder.equal.add(sums.of, sums.columns, 1.0, np.zeros(number))
    marks = [set() for _ in range(number)]
    _mark(marks, range(number), guess, sums, NEAR)
    while True:
        pieces, prices = _chain(ladder, sums, marks, first)
        step = ladder.solve(np.concatenate([columns, pieces]), np.concatenate([costs, prices]))
        if step is None:
            return False
        totals = sums.totals(step.x)
        rough = [sum for sum in range(number) if not _is_exact(marks[sum], int(totals[sum]))]
        if not rough:
            ladder.settle(step)
            return True
        ladder.upper[pieces] = 0
        _mark(marks, rough, totals, sums, DENSE)


def _mark(marks, which, middles, sums, steps):
    for sum in which:
        low, high = int(sums.base[sum]), int(sums.most[sum])
        middle = min(max(int(middles[sum]), low), high)
        near = {middle + step for step in steps} | {middle - step for step in steps}
        marks[sum] |= {mark for mark in near if low < mark < high} | {low, high}


def _is_exact(marks, total) -> bool:
    """Whether the pieces on both sides of a sum are one wide, or end there."""
    beyond_low, beyond_high = total == min(marks), total == max(marks)
    return total in marks and (beyond_low or total - 1 in marks) and (beyond_high or total + 1 in marks)


def _chain(ladder, sums, marks, first):
    """Columns for the pieces between the marks, put into the sums' rows, and what a unit of each costs."""
    of, low, high = [], [], []
    for sum, known in enumerate(marks):
        ordered = sorted(known)
        of += [sum] * (len(ordered) - 1)
        low += ordered[:-1]
        high += ordered[1:]
    of, low, high = np.array(of, int), np.array(low, float), np.array(high, float)
    pieces = ladder.columns(high - low)
    ladder.equal.extend(first + of, pieces, -1.0)
    return pieces, sums.weight[of] * (low + high + sums.start)


def balanced(counts: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """A table with the row and column sums of `counts`, in proportion to weights as far as can be.

    Iterative proportional fitting (Deming & Stephan, 1940), a few rounds: a good guess is all it is for.
    """
    table = weights.astype(float)
    for _ in range(10):
        for axis in (1, 0):
            wanted, got = counts.sum(axis, keepdims=True), table.sum(axis, keepdims=True)
            table *= np.divide(wanted, got, out=np.zeros(got.shape), where=got > 0)
    return table
