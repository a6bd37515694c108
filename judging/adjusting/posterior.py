"""What is plausible, given the ballots: all variances with their weights, and draws of all effects.

For every pair of ratios on a grid the rest is exact: the variance of chance is scaled inverse chi
square, the common mean and the effects are normal (Gelman et al. 2013, sections 5.4 and 15.1). So a draw
takes a cell of the grid by its weight, then the variance of chance, the mean, the inner effects and at
last the outer ones, which are independent given the inner ones.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from judging.adjusting.components import restricted
from judging.adjusting.crossing import Crossing, Fit, Spectrum
from judging.adjusting.sides import HIGHEST, LOWEST, Side

OUTER_PLACES, INNER_PLACES = 11, 15
# What is this much less likely than the best, in logarithms, is left out.
NEGLIGIBLE = 12.0
# Numbers held at once while outer effects are drawn.
AT_ONCE = 4_000_000


def survey(height: Callable[[np.ndarray], np.ndarray], enough: int) -> tuple[np.ndarray, np.ndarray]:
    """Evenly spaced places that cover where a log density matters, and its values there.

    Looks at the whole range first and then twice as closely at the part that matters, again and again,
    until at least `enough` places matter. Steps are halved, so places come back as exactly the same.
    """
    low, high, step = LOWEST, HIGHEST, (HIGHEST - LOWEST) / 8
    while True:
        places = np.arange(low, high + step / 2, step)
        values = height(places)
        matters = np.flatnonzero(values > values.max() - NEGLIGIBLE)
        if len(matters) >= enough:
            return places, values
        low = max(places[matters[0]] - step, LOWEST)
        high = min(places[matters[-1]] + step, HIGHEST)
        step /= 2


@dataclass(frozen=True)
class Row:
    """The cells of the grid at one place of the outer variance: ratios of the inner one, and log weights."""

    place: float
    spectrum: Spectrum
    ratios: np.ndarray
    fit: Fit
    log_weight: np.ndarray


@dataclass(frozen=True)
class Draws:
    """One column per draw: the common mean, each member's effect, and the variance of chance."""

    mean: np.ndarray
    outer: np.ndarray
    inner: np.ndarray
    chance: np.ndarray


class Posterior:
    """`slack` is the sum of squares that the steps of the scale alone leave to chance."""

    def __init__(self, crossing: Crossing, outer: Side, inner: Side, *, slack: float):
        self.crossing, self.slack = crossing, slack
        self._outer, self._inner = outer, inner
        self.rows = self._survey_rows()
        highest = max(row.log_weight.max() for row in self.rows)
        weights = [np.exp(row.log_weight - highest) for row in self.rows]
        everything = sum(weight.sum() for weight in weights)
        self.weights = [weight / everything for weight in weights]

    def _survey_rows(self) -> list[Row]:
        if self._outer.members == 1:
            return [self._row(LOWEST)]
        seen: dict[float, Row] = {}

        def height(places):
            for place in set(places) - set(seen):
                seen[place] = self._row(place)
            return np.array([np.logaddexp.reduce(seen[place].log_weight) for place in places])

        places, _ = survey(height, OUTER_PLACES)
        return [seen[place] for place in places]

    def _row(self, place: float) -> Row:
        spectrum = self.crossing.spectrum(float(self._outer.ratios(np.array(place))))
        prior = self._outer.prior.log_density(place) if self._outer.members > 1 else 0.0

        def height(u):
            fit = spectrum.fit(self._inner.ratios(u))
            return restricted(self.crossing, fit, self.slack) + self._inner.prior.log_density(u) + prior

        if self._inner.members == 1:
            places, values = np.zeros(1), height(np.zeros(1))
        else:
            places, values = survey(height, INNER_PLACES)
            values = values + np.log(places[1] - places[0])
        ratios = self._inner.ratios(places)
        return Row(place, spectrum, ratios, spectrum.fit(ratios), values)

    def expected(self) -> tuple[float, np.ndarray, np.ndarray]:
        """Expected common mean, outer effects and inner effects, over all plausible variances."""
        crossing = self.crossing
        mean, outer, inner = 0.0, np.zeros(crossing.outers), np.zeros(crossing.inners)
        for row, weight in zip(self.rows, self.weights, strict=True):
            along, _ = row.spectrum.inner_effects(row.ratios, row.fit.mean)
            effects = row.spectrum.vectors @ (weight @ along)
            common, share = weight @ row.fit.mean, weight.sum()
            left = crossing.outer_means(common / share, effects[:, None] / share)[:, 0]
            mean += common
            inner += effects
            outer += share * self._drawn_in(row.spectrum.ratio) * left
        return mean, outer, inner

    def _drawn_in(self, ratio: float) -> np.ndarray:
        """By how much each outer member's own mean counts, 0 … 1."""
        pull = self.crossing.outer_ballots * ratio
        return pull / (1 + pull)

    def draw(self, number: int, chance: np.random.Generator) -> Draws:
        """`number` draws of everything, in the order of the grid; effects in single precision."""
        crossing = self.crossing
        draws = Draws(
            mean=np.empty(number),
            outer=np.empty((crossing.outers, number), np.float32),
            inner=np.empty((crossing.inners, number), np.float32),
            chance=np.empty(number),
        )
        for row, cells, columns in self._dealt(number, chance):
            self._draw_inner(row, cells, columns, draws, chance)
            self._draw_outer(row, columns, draws, chance)
        return draws

    def _dealt(self, number: int, chance: np.random.Generator) -> Iterator[tuple[Row, np.ndarray, slice]]:
        """Rows of the grid with the cells that draws fall into, evenly by weight, and the draws' columns."""
        bounds = np.cumsum(np.concatenate(self.weights))
        places = (np.arange(number) + chance.random()) / number
        taken = np.minimum(np.searchsorted(bounds, places), len(bounds) - 1)
        most = max(AT_ONCE // self.crossing.ballots, 1)
        first = 0
        for row in self.rows:
            left, right = np.searchsorted(taken, [first, first + len(row.ratios)])
            for begin in range(left, right, most):
                columns = slice(begin, min(begin + most, right))
                yield row, taken[columns] - first, columns
            first += len(row.ratios)

    def _draw_inner(self, row: Row, cells: np.ndarray, columns: slice, draws: Draws, chance):
        fit, ratios, vectors = row.fit, row.ratios[cells], row.spectrum.vectors
        squares = fit.rest[cells] + self.slack
        variance = squares / chance.chisquare(self.crossing.ballots - 1, len(cells))
        deviation = np.sqrt(variance)
        off = chance.standard_normal(len(cells)) / np.sqrt(fit.precision[cells])
        mean = fit.mean[cells] + deviation * off
        along, spread = row.spectrum.inner_effects(ratios, mean)
        # Noise is drawn for members and turned towards the eigenvectors and back: these come out in
        # whatever sign and order, which must not change the draws.
        noise = chance.standard_normal((len(cells), len(vectors))) @ vectors
        along += deviation[:, None] * np.sqrt(spread) * noise
        draws.inner[:, columns] = vectors @ along.T
        draws.mean[columns], draws.chance[columns] = mean, variance

    def _draw_outer(self, row: Row, columns: slice, draws: Draws, chance):
        ratio, deviation = row.spectrum.ratio, np.sqrt(draws.chance[columns], dtype=np.float32)
        left = self.crossing.outer_means(draws.mean[columns].astype(np.float32), draws.inner[:, columns])
        share = self._drawn_in(ratio)
        spread = np.sqrt(ratio / (1 + self.crossing.outer_ballots * ratio))
        noise = chance.standard_normal(left.shape, np.float32)
        noise *= spread.astype(np.float32)[:, None]
        noise *= deviation
        left *= share.astype(np.float32)[:, None]
        np.add(left, noise, out=draws.outer[:, columns])
