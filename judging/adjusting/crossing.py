"""The linear algebra of entries crossed with jurors, small because one side is eliminated.

The model is score = mean + entry + juror + chance, with entries and jurors drawn from normal
distributions. Henderson's mixed-model equations of it have one row per entry and one per juror. The
entries' block is diagonal – an entry meets no other one except through jurors –, so it is eliminated,
and what remains is as small as the jury. Where jurors outnumber entries it is done the other way
round: the side with more members is `outer` and eliminated, the other one is `inner` and kept.

With N the numbers of ballots, n and k those of each outer and inner member, and γ the ratio of the
outer variance to that of chance, the kept matrix is

    K = diag(k) − N' diag(γ / (1 + γn)) N

(Henderson 1984, chapter 5; Searle, Casella & McCulloch 1992, chapter 7). Its eigenvectors diagonalise
the problem for every ratio of the inner variance at once, so a whole row of such ratios costs one
decomposition. As every ballot has an inner member, K times a vector of ones is what the common mean
meets; written with that, nothing cancels.
"""

from dataclasses import dataclass

import numpy as np

# Eigenvalues this far below the largest are zero that rounding has touched.
NOTHING = 1e-12


@dataclass(frozen=True)
class Fit:
    """The common mean by generalised least squares, one value per ratio of the inner variance.

    In units of the variance of chance: `precision` of the mean, `mean` itself, `rest` the weighted sum
    of squares around it, `log_determinant` that of the scores' covariance.
    """

    precision: np.ndarray
    mean: np.ndarray
    rest: np.ndarray
    log_determinant: np.ndarray


class Crossing:
    """Ballots between the members (0 …) of two sides; every member has at least one."""

    def __init__(self, outer: np.ndarray, inner: np.ndarray, score: np.ndarray):
        order = np.argsort(outer, kind="stable")
        self.outer, self.inner, self.score = outer[order], inner[order], score[order]
        self.ballots = len(score)
        self.outer_ballots = np.bincount(self.outer)
        self.inner_ballots = np.bincount(self.inner)
        self.start = np.cumsum(self.outer_ballots) - self.outer_ballots
        self.outer_mean = np.bincount(self.outer, self.score) / self.outer_ballots
        self._within = self.score - self.outer_mean[self.outer]
        self._pair_up()
        self._apart = np.diag(self.inner_ballots) - self._shared(1 / self.outer_ballots)

    @property
    def outers(self) -> int:
        return len(self.outer_ballots)

    @property
    def inners(self) -> int:
        return len(self.inner_ballots)

    def _pair_up(self):
        """Find which two inner members met at which outer one, or keep a table if that is smaller."""
        self._table = self._pairs = None
        if (self.outer_ballots**2).sum() > self.outers * self.inners**2 / 20:
            cells = self.outer * self.inners + self.inner
            table = np.bincount(cells, minlength=self.outers * self.inners).astype(float)
            self._table = table.reshape(self.outers, self.inners)
            return
        often = self.outer_ballots[self.outer]
        first = np.repeat(np.arange(self.ballots), often)
        turn = np.arange(len(first)) - np.repeat(np.cumsum(often) - often, often)
        second = self.start[self.outer[first]] + turn
        self._pairs = self.inner[first] * self.inners + self.inner[second], self.outer[first]

    def _shared(self, weight: np.ndarray) -> np.ndarray:
        """N' diag(weight) N, inner by inner."""
        if self._table is not None:
            return self._table.T @ (self._table * weight[:, None])
        pairs, outer = self._pairs
        shared = np.bincount(pairs, weight[outer], self.inners**2)
        return shared.reshape(self.inners, self.inners)

    def parts(self) -> tuple[np.ndarray, np.ndarray]:
        """The part (0 …) of each outer and inner member: parts share no ballot, even by way of others."""
        met = self._shared(np.ones(self.outers)) > 0
        inner = np.full(self.inners, -1)
        for part in range(self.inners):
            if not (inner < 0).any():
                break
            reached = np.zeros(self.inners, bool)
            reached[np.argmax(inner < 0)] = True
            while (further := reached | met[reached].any(axis=0)).sum() > reached.sum():
                reached = further
            inner[reached] = part
        return inner[self.inner[self.start]], inner

    def spectrum(self, ratio: float) -> "Spectrum":
        """Everything about one ratio of the outer variance to that of chance (0: no outer effect)."""
        kept = 1 / (1 + self.outer_ballots * ratio)
        matrix = self._apart + self._shared(kept / self.outer_ballots)
        values, vectors = np.linalg.eigh(matrix)
        values = np.where(values > NOTHING * values[-1], values, 0.0)
        pulled = self._within + (self.outer_mean * kept)[self.outer]
        pull = vectors.T @ np.bincount(self.inner, pulled)
        explained = np.divide(pull**2, values, out=np.zeros_like(pull), where=values > 0)
        squares = self._within @ self._within + (self.outer_ballots * self.outer_mean**2) @ kept
        return Spectrum(
            ratio=ratio,
            values=values,
            vectors=vectors,
            ones=vectors.sum(axis=0),
            pull=pull,
            explained=explained,
            unexplained=max(squares - explained.sum(), 0.0),
            log_determinant=float(np.log1p(self.outer_ballots * ratio).sum()),
        )

    def outer_means(self, mean, inner: np.ndarray) -> np.ndarray:
        """What is left of each outer member's mean score without the common mean and inner effects.

        `inner` has one row per inner member and one column per case, `mean` one value per case; the
        answer is as precise as they are.
        """
        left = inner[self.inner[self.start]]
        # Ballot after ballot of all members at once: several times faster than one reduction per member.
        for turn in range(1, self.outer_ballots.max()):
            more = self.outer_ballots > turn
            left[more] += inner[self.inner[self.start[more] + turn]]
        left /= -self.outer_ballots.astype(inner.dtype)[:, None]
        left += self.outer_mean.astype(inner.dtype)[:, None]
        left -= mean
        return left


@dataclass(frozen=True)
class Spectrum:
    """The kept matrix at one ratio of the outer variance, by its eigenvalues and eigenvectors.

    `ones` and `pull` are a vector of ones and the scores' pull on the inner members, seen along the
    eigenvectors; `explained` the squares that free inner effects explain, `unexplained` what is left.
    """

    ratio: float
    values: np.ndarray
    vectors: np.ndarray
    ones: np.ndarray
    pull: np.ndarray
    explained: np.ndarray
    unexplained: float
    log_determinant: float

    def fit(self, ratios: np.ndarray) -> Fit:
        """The fit at each ratio of the inner variance to that of chance (shape: ratios)."""
        share = 1 / (1 + np.multiply.outer(ratios, self.values))
        precision = share @ (self.values * self.ones**2)
        moved = share @ (self.ones * self.pull)
        squares = self.unexplained + share @ self.explained
        return Fit(
            precision=precision,
            mean=moved / precision,
            rest=np.maximum(squares - moved**2 / precision, 0.0),
            log_determinant=self.log_determinant - np.log(share).sum(axis=-1),
        )

    def inner_effects(self, ratios: np.ndarray, mean: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Expected inner effects along the eigenvectors, and their variance in units of chance's.

        Both have one row per case of (ratio, common mean) and one column per eigenvector.
        """
        variance = ratios[:, None] / (1 + np.multiply.outer(ratios, self.values))
        return (self.pull - np.multiply.outer(mean, self.values * self.ones)) * variance, variance
