"""Invented juries whose entries' true worth is known, and how often a ranking of them is right."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from judging.adjusting.assessment import assess


@dataclass(frozen=True)
class Shape:
    """So many entries with so many ballots each, shared evenly by jurors; deviations in points.

    `merit` is that of the entries' true worth, `strictness` that of the jurors' habits, `chance` that of
    a single ballot.
    """

    entries: int
    jurors: int
    ballots: int
    merit: float = 10
    strictness: float = 8
    chance: float = 6

    def __str__(self):
        size = f"{self.entries} × {self.jurors} × {self.ballots}"
        return f"{size}, {self.merit:g} / {self.strictness:g} / {self.chance:g}"

    @property
    def is_complete(self) -> bool:
        """Every juror scores every entry: then adjusting cannot change the order, nor needs to."""
        return self.ballots == self.jurors


@dataclass(frozen=True)
class Jury:
    entry: np.ndarray
    juror: np.ndarray
    score: np.ndarray
    worth: np.ndarray
    habit: np.ndarray

    @property
    def raw(self) -> np.ndarray:
        return np.bincount(self.entry, self.score) / np.bincount(self.entry)


def seats(shape: Shape, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Who scores what: `ballots` different jurors per entry, at random among those with the fewest."""
    load = np.zeros(shape.jurors)
    taken = np.empty((shape.entries, shape.ballots), int)
    for row in taken:
        row[:] = np.lexsort((chance.random(shape.jurors), load))[: shape.ballots]
        load[row] += 1
    return np.repeat(np.arange(shape.entries), shape.ballots), taken.ravel()


def invent(shape: Shape, chance: np.random.Generator) -> Jury:
    entry, juror = seats(shape, chance)
    worth = chance.normal(50, shape.merit, shape.entries)
    habit = chance.normal(0, shape.strictness, shape.jurors)
    score = worth[entry] + habit[juror] + chance.normal(0, shape.chance, len(entry))
    return Jury(entry, juror, score, worth, habit)


def concordance(one: np.ndarray, other: np.ndarray) -> float:
    """Kendall's tau (tau a): pairs in the same order less pairs in the opposite one, as a share."""
    signs = (np.sign(np.subtract.outer(values, values)) for values in (one, other))
    return float(np.multiply(*signs).sum() / (len(one) * (len(one) - 1)))


class Knowing:
    """What somebody would say who knows the three deviations: the best that ballots allow.

    From the inverse of Henderson's whole equations: expected worth, and its standard deviation, of each
    entry (`worth`, `doubt`) and of the same with what this jury adds to it (`here`, `doubt_here`).
    """

    def __init__(self, shape: Shape, jury: Jury):
        to_entry, to_juror = np.eye(shape.entries)[jury.entry], np.eye(shape.jurors)[jury.juror]
        design = np.hstack([np.ones((len(jury.score), 1)), to_entry, to_juror])
        ratios = [1 / shape.merit**2] * shape.entries + [1 / shape.strictness**2] * shape.jurors
        inverse = np.linalg.inv(design.T @ design + shape.chance**2 * np.diag([0, *ratios]))
        solution = inverse @ (design.T @ jury.score)
        of_entry = np.hstack([np.ones((shape.entries, 1)), np.eye(shape.entries)])
        alone = np.hstack([of_entry, np.zeros((shape.entries, shape.jurors))])
        together = np.hstack([of_entry, np.full((shape.entries, shape.jurors), 1 / shape.jurors)])
        self.worth, self.here = alone @ solution, together @ solution
        self.doubt, self.doubt_here = (
            shape.chance * np.sqrt(np.einsum("ij,jk,ik->i", rows, inverse, rows, optimize=True))
            for rows in (alone, together)
        )


def likely(low: np.ndarray, high: np.ndarray, centre: np.ndarray, doubt: np.ndarray) -> float:
    """How likely normal values with these centres and doubts lie between low and high, on average."""
    return float(np.mean(ndtr((high - centre) / doubt) - ndtr((low - centre) / doubt)))


@dataclass(frozen=True)
class Study:
    """Means over many juries of one shape.

    `score`, `jury` and `rank` are the shares of true values within their intervals; `score_likely` and
    `jury_likely` the same without the luck of a single truth: how likely the true value is within, for
    somebody who knows the deviations. `better` and `worse` are the shares of juries in which the
    adjusted order is nearer to the true one than that of the means, or farther; `could` how often the
    order of somebody who knows the deviations is nearer; `error` is the root mean square of the adjusted
    score's error and `raw_error` that of the mean's.
    """

    score: float
    score_likely: float
    jury: float
    jury_likely: float
    rank: float
    better: float
    worse: float
    could: float
    error: float
    raw_error: float


def study(shape: Shape, juries: int, seed: int, **options) -> Study:
    sums = Counter()
    for number in range(juries):
        jury = invent(shape, np.random.default_rng([seed, number]))
        sums.update(_single(shape, jury, seed=number, **options))
    means = {name: float(sums[name]) / juries for name in Study.__dataclass_fields__}
    return Study(**means | {name: means[name] ** 0.5 for name in ("error", "raw_error")})


def _single(shape: Shape, jury: Jury, **options) -> dict[str, float]:
    found = assess(jury.entry, jury.juror, jury.score, **options).entries
    knowing, here = Knowing(shape, jury), jury.worth + jury.habit.mean()
    place = (-jury.worth).argsort().argsort() + 1
    raw, adjusted, best = (
        concordance(values, jury.worth) for values in (jury.raw, found.adjusted, knowing.worth)
    )
    return {
        "score": np.mean((found.low <= jury.worth) & (jury.worth <= found.high)),
        "score_likely": likely(found.low, found.high, knowing.worth, knowing.doubt),
        "jury": np.mean((found.jury_low <= here) & (here <= found.jury_high)),
        "jury_likely": likely(found.jury_low, found.jury_high, knowing.here, knowing.doubt_here),
        "rank": np.mean((found.rank_low <= place) & (place <= found.rank_high)),
        "better": adjusted > raw,
        "worse": adjusted < raw,
        "could": best > raw,
        "error": np.mean((found.adjusted - jury.worth) ** 2),
        "raw_error": np.mean((jury.raw - jury.worth) ** 2),
    }
