"""Scores brought to mean 0 and deviation 1, so that any scale gives the same ranking."""

from dataclasses import dataclass

import numpy as np

# Differences this small beside the scores are rounding.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Scale:
    """Scores as centre + unit × something of mean 0 and deviation 1; the unit is 0 if all are equal."""

    centre: float
    unit: float

    @classmethod
    def of(cls, score: np.ndarray) -> "Scale":
        centre = float(score.mean())
        furthest = float(np.abs(score - centre).max())
        if furthest <= ROUNDING * abs(centre):
            return cls(centre, 0.0)
        # Divided first: squares of very small or large scores would leave the range of numbers.
        return cls(centre, furthest * float(((score - centre) / furthest).std()))

    def without(self, score: np.ndarray) -> np.ndarray:
        return (score - self.centre) / self.unit if self.unit else np.zeros(len(score))

    def with_centre(self, values: np.ndarray) -> np.ndarray:
        return self.centre + self.unit * values


def slack_of(score: np.ndarray) -> float:
    """The variance that writing scores in steps hides: a twelfth of the smallest step squared."""
    steps = np.diff(np.unique(score))
    return float(steps.min() ** 2 / 12) if len(steps) else 0.0
