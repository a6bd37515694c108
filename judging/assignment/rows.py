"""Linear rows, collected part by part."""

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse


@dataclass
class Rows:
    """Linear rows as (row, column, value) arrays, with what each comes to."""

    count: int = 0
    places: list = field(default_factory=list)
    right: list = field(default_factory=list)

    def add(self, rows, columns, values, right) -> None:
        """Append len(right) rows; `rows` count from 0 within them."""
        self.extend(np.asarray(rows, int) + self.count, columns, values)
        self.right.append(np.asarray(right, float))
        self.count += len(self.right[-1])

    def extend(self, rows, columns, values) -> None:
        """Put more columns into rows that exist."""
        rows = np.asarray(rows, int)
        self.places.append((rows, np.asarray(columns, int), np.broadcast_to(values, rows.shape)))

    def matrix(self, width: int):
        if not self.count:
            return None
        rows, columns, values = (np.concatenate(part) for part in zip(*self.places, strict=True))
        return sparse.csr_array((values, (rows, columns)), shape=(self.count, width))

    def sums(self) -> np.ndarray:
        return np.concatenate(self.right) if self.right else np.zeros(0)
