"""What the model says of every entry and juror: the way from scores to the algebra and back."""

from dataclasses import dataclass

import numpy as np

from judging.adjusting.components import Components, reml
from judging.adjusting.posterior import Posterior
from judging.adjusting.scale import Scale, slack_of
from judging.adjusting.sides import cross, sides

FEWEST_DRAWS, MOST_DRAWS, NUMBERS_DRAWN = 400, 4_000, 8_000_000


@dataclass(frozen=True)
class Estimate:
    """Expected values in points; draws (one column each) in units of the scale, entries' with the mean."""

    scale: Scale
    adjusted: np.ndarray
    leniency: np.ndarray
    entry_draws: np.ndarray
    juror_draws: np.ndarray
    components: Components
    entry_part: np.ndarray


def estimate(entry, juror, score, *, seed: int, draws: int | None = None) -> Estimate:
    """Estimate from the numbers (0 …, none left out) of entry and juror and the score of every ballot."""
    scale = Scale.of(score)
    draws = draws or min(max(NUMBERS_DRAWN // (entry.max() + 1), FEWEST_DRAWS), MOST_DRAWS)
    crossing, entries_outside = cross(entry, juror, scale.without(score))
    outer_part, inner_part = crossing.parts()
    if scale.unit:
        outer, inner = sides(crossing, entries_outside=entries_outside)
        posterior = Posterior(crossing, outer, inner, slack=slack_of(crossing.score))
        known = {row.place: row.spectrum for row in posterior.rows}
        mean, *expected = posterior.expected()
        drawn = posterior.draw(draws, np.random.default_rng(seed))
        of_outer, of_inner, chance = reml(crossing, outer, inner, known)
        drawn_mean, pairs = drawn.mean, [drawn.outer, drawn.inner]
    else:
        mean, expected = 0.0, [np.zeros(crossing.outers), np.zeros(crossing.inners)]
        pairs = [np.zeros((len(side), draws), np.float32) for side in expected]
        drawn_mean, of_outer, of_inner, chance = np.zeros(draws), 0.0, 0.0, 0.0
    variances = [of_outer, of_inner]
    if not entries_outside:
        expected, pairs, variances = expected[::-1], pairs[::-1], variances[::-1]
    pairs[0] += drawn_mean.astype(np.float32)
    deviations = scale.unit * np.sqrt([*variances, chance])
    return Estimate(
        scale=scale,
        adjusted=scale.with_centre(mean + expected[0]),
        leniency=scale.unit * expected[1],
        entry_draws=pairs[0],
        juror_draws=pairs[1],
        components=Components(*map(float, deviations)),
        entry_part=outer_part if entries_outside else inner_part,
    )
