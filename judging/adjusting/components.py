"""How much of the differences comes from entries, from jurors and from chance.

Two answers from one likelihood. `reml` is the point estimate of Patterson & Thompson (1971): the
variances that make the scores' contrasts most likely. `Posterior` keeps all variances that are
plausible, each with its weight (Gelman 2006; Gelman et al. 2013, chapter 5), because with eight jurors
their variance is known badly, and an interval that takes one value for the truth is too narrow.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from judging.adjusting.crossing import Crossing, Fit, Spectrum
from judging.adjusting.sides import HIGHEST, LOWEST, Side


@dataclass(frozen=True)
class Components:
    """Standard deviations in points of the score."""

    entries: float
    jurors: float
    chance: float


def restricted(crossing: Crossing, fit: Fit, slack: float = 0.0) -> np.ndarray:
    """Logarithm of the restricted likelihood at its best variance of chance, up to a constant.

    `slack` is a sum of squares that chance has at least: scores are written in steps.
    """
    with np.errstate(divide="ignore"):
        squares = np.log(fit.rest + slack)
    return -0.5 * ((crossing.ballots - 1) * squares + fit.log_determinant + np.log(fit.precision))


# --- REML ---------------------------------------------------------------------------------------
Heights = Callable[[np.ndarray], np.ndarray]


def peak(
    heights: Heights, places: np.ndarray, values: np.ndarray, *, within: float, parts: int
) -> tuple[float, float]:
    """Where `heights` are largest near the best of some evenly spaced places, and how large.

    Cuts the step into so many `parts` and looks around the best place, again and again.
    """
    best = int(np.argmax(values))
    place, value, step = places[best], values[best], places[1] - places[0]
    beside = np.array([turn for turn in range(1 - parts, parts) if turn])
    while step > within:
        step /= parts
        around = place + step * beside
        found = heights(around)
        if found.max() > value:
            place, value = around[found.argmax()], found.max()
    return float(place), float(value)


def best_inner(crossing: Crossing, spectrum: Spectrum, inner: Side, *, within: float) -> tuple[float, float]:
    """The ratio of the inner variance, 0 or more, that is most likely at a spectrum; and how likely."""

    def heights(u):
        return restricted(crossing, spectrum.fit(inner.ratios(u)))

    places = np.linspace(LOWEST, HIGHEST, 57)
    u, value = peak(heights, places, heights(places), within=within, parts=8)
    without = float(restricted(crossing, spectrum.fit(np.zeros(1)))[0])
    return (0.0, without) if without >= value else (float(inner.ratios(np.array(u))), value)


def reml(
    crossing: Crossing, outer: Side, inner: Side, known: dict[float, Spectrum], *, within: float = 1e-3
) -> tuple[float, float, float]:
    """REML variances of the outer side, the inner side and of chance.

    `known` are spectra by their evenly spaced places u: only the surroundings of the best one are
    searched, down to a step of `within`, unless it is the first or last. Raises ValueError for fewer
    than two ballots.
    """
    if crossing.ballots < 2:
        raise ValueError("Variances need two ballots at least")

    def likelihood(spectrum) -> float:
        return best_inner(crossing, spectrum, inner, within=within)[1]

    def heights(places):
        return np.array([likelihood(crossing.spectrum(ratio)) for ratio in outer.ratios(places)])

    places = np.array(sorted(known))
    values = np.array([likelihood(known[place]) for place in places])
    if len(places) < 3 or np.argmax(values) in (0, len(places) - 1):
        places = np.linspace(LOWEST, HIGHEST, 29)
        values = heights(places)
    u, value = peak(heights, places, values, within=within, parts=2)
    without = crossing.spectrum(0.0)
    at_peak = crossing.spectrum(float(outer.ratios(np.array(u))))
    spectrum = without if likelihood(without) >= value else at_peak
    of_inner, _ = best_inner(crossing, spectrum, inner, within=within)
    chance = float(spectrum.fit(np.array([of_inner])).rest[0]) / (crossing.ballots - 1)
    return spectrum.ratio * chance, of_inner * chance, chance
