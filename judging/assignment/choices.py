"""An integer programme in columns that are each 0 or 1."""

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp


class Choices:
    """Constraints on columns that are each 0 or 1."""

    def __init__(self, seats: int, slacks: int):
        self.width = seats + slacks
        self.parts, self.low, self.high, self.count = [], [], [], 0

    def add(self, rows, columns, low, high):
        self.parts.append((np.asarray(rows, int) + self.count, np.asarray(columns, int)))
        self.low.append(np.asarray(low, float))
        self.high.append(np.asarray(high, float))
        self.count += len(low)

    def solve(self, seconds: float) -> np.ndarray | None:
        rows, columns = (np.concatenate(part) for part in zip(*self.parts, strict=True))
        matrix = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(self.count, self.width))
        lines = LinearConstraint(matrix, np.concatenate(self.low), np.concatenate(self.high))
        found = milp(
            np.zeros(self.width),
            integrality=np.ones(self.width),
            bounds=Bounds(0, 1),
            constraints=[lines],
            options={"time_limit": seconds},
        )
        return found.x
