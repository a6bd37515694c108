"""What the ballots of each entry say by themselves: number, mean, median, spread, trimmed mean."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Measures:
    """One value per entry; NaN where an entry has no ballot."""

    ballots: np.ndarray
    mean: np.ndarray
    median: np.ndarray
    spread: np.ndarray
    trimmed: np.ndarray


def measure(entry: np.ndarray, score: np.ndarray, entries: int, *, trim: int = 0) -> Measures:
    """Measures of `entries` entries from the entry's number (0 …) and the score of every ballot.

    Spread is the range from the lowest to the highest score. The trimmed mean leaves out the `trim`
    lowest and the `trim` highest scores of an entry, and as many as it can of an entry with fewer
    ballots than that: at least one score, or two in the middle, always remain.
    """
    order = np.lexsort((score, entry))
    score = score[order]
    ballots = np.bincount(entry, minlength=entries)
    start = np.cumsum(ballots) - ballots
    some = ballots > 0
    number, start = ballots[some], start[some]
    last = start + number - 1
    lower, upper = start + (number - 1) // 2, start + number // 2
    cut = np.minimum(trim, (number - 1) // 2)
    place = np.arange(len(score)) - np.repeat(start, number)
    kept = (place >= np.repeat(cut, number)) & (place < np.repeat(number - cut, number))

    def everywhere(values):
        filled = np.full(entries, np.nan)
        filled[some] = values
        return filled

    def mean(weights):
        sums = np.add.reduceat(np.where(weights, score, 0.0), start) if len(start) else np.zeros(0)
        counts = np.add.reduceat(weights.astype(float), start) if len(start) else np.ones(0)
        return everywhere(sums / counts)

    return Measures(
        ballots=ballots,
        mean=mean(np.ones(len(score), bool)),
        median=everywhere(score[lower] / 2 + score[upper] / 2),
        spread=everywhere(score[last] - score[start]),
        trimmed=mean(kept),
    )
