"""Goals one after the other: each is reached as well as can be without giving up any before it.

A goal is a linear cost. After it is minimised, the programme is narrowed to all that is as good: by
complementary slackness a column with a positive reduced cost stays at its lower bound, one with a
negative at its upper, and a row with a price stays tight (Bertsimas & Tsitsiklis, Introduction to Linear
Optimization, 1997, theorem 4.5). A face of an integral polytope is integral: where the rules form a
network, whole numbers come by themselves. Elsewhere the integer programme is solved.
"""

import time
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp

from judging.assignment.answer import OutOfTime
from judging.assignment.rows import Rows

EXACT = 1e-6
RAN_OUT = 1  # scipy's status for a limit of time


@dataclass(frozen=True)
class Step:
    """A solution of one goal: columns, their costs, what they come to, and whether nothing is better."""

    x: np.ndarray
    cost: np.ndarray
    value: float
    proven: bool
    relaxed: OptimizeResult | None


class Ladder:
    """A programme in non-negative columns, narrowed goal by goal; `x` is the newest solution settled on.

    `proven` says whether every goal so far has been reached as well as can be.
    """

    def __init__(self, ends: float):
        """`ends` is the moment, by the monotonic clock, when time runs out."""
        self.ends = ends
        self.equal, self.most = Rows(), Rows()
        self.lower = self.upper = np.zeros(0)
        self.whole = np.zeros(0, bool)
        self.tight: set[int] = set()
        self.x: np.ndarray | None = None
        self.proven = True

    def columns(self, upper, *, whole=False) -> np.ndarray:
        """Append columns with these upper bounds; return their places."""
        upper = np.asarray(upper, float)
        places = np.arange(len(self.upper), len(self.upper) + len(upper))
        self.upper = np.concatenate([self.upper, upper])
        self.lower = np.concatenate([self.lower, np.zeros(len(upper))])
        self.whole = np.concatenate([self.whole, np.full(len(upper), whole)])
        return places

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self.ends - time.monotonic()

    def minimise(self, columns, costs) -> bool:
        """Find the least Σ costs·columns and settle on it; False when time ran out before."""
        step = self.solve(columns, costs)
        if step:
            self.settle(step)
        return step is not None

    def solve(self, columns, costs) -> Step | None:
        """The least Σ costs·columns; None when time ran out before, OutOfTime when nothing is known yet."""
        cost = np.zeros(len(self.upper))
        np.add.at(cost, np.asarray(columns, int), costs)
        step = self._relaxed(cost)
        if step and np.abs(step.x - np.round(step.x))[self.whole].max(initial=0) > EXACT:
            step = self._whole(cost)
        if step is None:
            self.proven = False
            if self.x is None:
                raise OutOfTime
            return None
        step.x[self.whole] = np.round(step.x[self.whole])
        return step

    def settle(self, step: Step) -> None:
        """Narrow the programme to what costs no more than this."""
        self.x = step.x
        self.proven &= step.proven
        if step.relaxed is None:
            held = np.flatnonzero(step.cost)
            slack = min(EXACT * max(1, abs(step.value)), 0.1)
            self.most.add(np.zeros(len(held)), held, step.cost[held], [step.value + slack])
            return
        self.upper = np.where(step.relaxed.lower.marginals > EXACT, self.lower, self.upper)
        self.lower = np.where(step.relaxed.upper.marginals < -EXACT, self.upper, self.lower)
        if self.most.count:
            self._tighten(np.flatnonzero(step.relaxed.ineqlin.marginals < -EXACT))

    def _tighten(self, rows: np.ndarray):
        """Make rows that may fall short of their sums reach them from now on."""
        rows = np.array([row for row in rows.tolist() if row not in self.tight], int)
        if len(rows):
            self.tight.update(rows.tolist())
            picked = self.most.matrix(len(self.upper))[rows].tocoo()
            self.equal.add(*picked.coords, picked.data, self.most.sums()[rows])

    def _relaxed(self, cost) -> Step | None:
        left, width = self.left, len(self.upper)
        if left <= 0:
            return None
        found = linprog(
            cost,
            A_eq=self.equal.matrix(width),
            b_eq=self.equal.sums() if self.equal.count else None,
            A_ub=self.most.matrix(width),
            b_ub=self.most.sums() if self.most.count else None,
            bounds=np.column_stack([self.lower, self.upper]),
            method="highs-ds",
            options={"time_limit": left},
        )
        return self._step(found, cost, relaxed=found)

    def _whole(self, cost) -> Step | None:
        left, width, constraints = self.left, len(self.upper), []
        if left <= 0:
            return None
        for rows, low in ((self.equal, self.equal.sums()), (self.most, -np.inf)):
            if rows.count:
                constraints.append(LinearConstraint(rows.matrix(width), low, rows.sums()))
        found = milp(
            cost,
            integrality=self.whole.astype(int),
            bounds=Bounds(self.lower, self.upper),
            constraints=constraints,
            options={"time_limit": left, "mip_rel_gap": 0},
        )
        return self._step(found, cost)

    def _step(self, found, cost, relaxed=None) -> Step | None:
        if found.status not in (0, RAN_OUT):
            raise ArithmeticError(found.message)
        if found.x is None or (relaxed is not None and found.status):
            return None
        return Step(found.x, cost, found.fun, found.status == 0, relaxed)
