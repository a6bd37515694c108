"""Draws and expectations against sums over a fine grid and full matrices."""

import numpy as np
import pytest
from scipy import stats

from judging.adjusting.assessment import assess
from judging.adjusting.crossing import Crossing
from judging.adjusting.posterior import Posterior, survey
from judging.adjusting.scale import slack_of
from judging.adjusting.sides import ENTRIES_PRIOR, JURORS_PRIOR, Beta, cross, sides
from tests.judging.adjusting.juries import Shape, invent
from tests.judging.adjusting.test_crossing import Whole


def jury_of(shape, seed=3):
    """Scores of mean 0 and deviation 1, with what their smallest step hides."""
    jury = invent(shape, np.random.default_rng(seed))
    score = (jury.score - jury.score.mean()) / jury.score.std()
    return jury.entry, jury.juror, score


def density_of_share(share, prior: Beta):
    """Of u where share = 1 / (1 + exp u): the beta density times how fast the share changes."""
    return stats.beta.pdf(share, prior.a, prior.b) * share * (1 - share)


class FineGrid:
    """The posterior on a fixed grid, each cell by Henderson's whole equations."""

    def __init__(self, entry, juror, score):
        self.entry, self.juror, self.score = entry, juror, score
        places = np.linspace(-11.5, 14.5, 53)
        logs, self.centres, self.spreads = [], [], []
        number = len(score)
        for of_entries in places:
            for of_jurors in places:
                ratios = [
                    np.exp(place) * (code.max() + 1) / number
                    for place, code in ((of_entries, entry), (of_jurors, juror))
                ]
                whole = Whole(entry, juror, score, *ratios)
                squares = whole.rest + slack_of(score)
                shares = 1 / (1 + np.exp([of_entries, of_jurors]))
                prior = [
                    density_of_share(*pair)
                    for pair in zip(shares, (ENTRIES_PRIOR, JURORS_PRIOR), strict=True)
                ]
                logs.append(
                    np.log(prior).sum()
                    - 0.5 * (number - 1) * np.log(squares)
                    - 0.5 * (whole.log_determinant + np.log(whole.precision))
                )
                self.centres.append(whole.mean + whole.outer_effects)
                self.spreads.append(np.sqrt(self._variance(ratios) * squares / (number - 1)))
        self.weights = np.exp(np.array(logs) - max(logs))
        self.weights /= self.weights.sum()
        self.centres, self.spreads = np.array(self.centres), np.array(self.spreads)

    def _variance(self, ratios):
        """Of mean + entry effect, in units of chance's: from the inverse of the mixed-model equations."""
        to_entry, to_juror = (np.eye(code.max() + 1)[code] for code in (self.entry, self.juror))
        design = np.hstack([np.ones((len(self.score), 1)), to_entry, to_juror])
        ridge = [0, *[1 / ratios[0]] * to_entry.shape[1], *[1 / ratios[1]] * to_juror.shape[1]]
        inverse = np.linalg.inv(design.T @ design + np.diag(ridge))
        own = range(1, to_entry.shape[1] + 1)
        return np.array([inverse[0, 0] + inverse[one, one] + 2 * inverse[0, one] for one in own])

    def expected(self):
        return self.weights @ self.centres

    def below(self, entry: int, value: float) -> float:
        """How likely the entry's score is lower than a value: a mixture of Student's t."""
        along = (value - self.centres[:, entry]) / self.spreads[:, entry]
        return float(self.weights @ stats.t.cdf(along, len(self.score) - 1))


@pytest.fixture(scope="module", params=[Shape(6, 4, 2), Shape(3, 5, 3)], ids=["entries", "jurors"])
def both(request):
    """A posterior and its fine grid, once with entries eliminated and once with jurors."""
    layout = jury_of(request.param)
    crossing, entries_outside = cross(*layout)
    outer, inner = sides(crossing, entries_outside=entries_outside)
    posterior = Posterior(crossing, outer, inner, slack=slack_of(layout[2]))
    return posterior, entries_outside, FineGrid(*layout)


def test_expectations_are_those_of_a_fine_grid(both):
    posterior, entries_outside, fine = both
    mean, outer, inner = posterior.expected()
    np.testing.assert_allclose(mean + (outer if entries_outside else inner), fine.expected(), atol=2e-3)


def test_draws_are_distributed_as_on_a_fine_grid(both):
    posterior, entries_outside, fine = both
    drawn = posterior.draw(20_000, np.random.default_rng(5))
    values = drawn.mean + (drawn.outer if entries_outside else drawn.inner)
    for entry in range(len(values)):
        for share in (0.05, 0.25, 0.5, 0.75, 0.95):
            value = float(np.quantile(values[entry], share))
            assert fine.below(entry, value) == pytest.approx(share, abs=0.012)


def test_draws_of_one_entry_move_with_those_of_the_others():
    """Whoever has the same jurors shares their doubt: a difference is surer than its two ends."""
    entry, juror, score = jury_of(Shape(8, 3, 3))
    crossing, _ = cross(entry, juror, score)
    posterior = Posterior(crossing, *sides(crossing, entries_outside=True), slack=0.0)
    drawn = posterior.draw(4000, np.random.default_rng(1))
    values = drawn.mean + drawn.outer
    assert (values[0] - values[1]).var() < (values[0].var() + values[1].var()) / 2


def test_eigenvectors_may_turn_round_without_changing_a_draw(monkeypatch):
    jury = invent(Shape(12, 4, 2), np.random.default_rng(8))
    before = assess(jury.entry, jury.juror, jury.score, draws=500).entries.low
    original = np.linalg.eigh

    def turned(matrix):
        values, vectors = original(matrix)
        return values, vectors * np.where(np.arange(len(values)) % 2, -1, 1)

    monkeypatch.setattr(np.linalg, "eigh", turned)
    after = assess(jury.entry, jury.juror, jury.score, draws=500).entries.low
    np.testing.assert_allclose(after, before, rtol=1e-5)


def test_many_draws_at_once_are_dealt_in_portions(monkeypatch):
    entry, juror, score = jury_of(Shape(12, 4, 2))
    crossing = Crossing(entry, juror, score)
    posterior = Posterior(crossing, *sides(crossing, entries_outside=True), slack=0.0)
    monkeypatch.setattr("judging.adjusting.posterior.AT_ONCE", 24 * 10)
    drawn = posterior.draw(1000, np.random.default_rng(1))
    assert np.isfinite(drawn.outer).all()
    assert np.corrcoef(drawn.outer.mean(axis=1), posterior.expected()[1])[0, 1] > 0.99


@pytest.mark.parametrize(("centre", "width"), [(0.0, 1.0), (3.3, 0.01), (-8.0, 0.2), (12.0, 3.0)])
def test_a_survey_finds_where_a_density_lies(centre, width):
    def height(u):
        return -0.5 * ((u - centre) / width) ** 2

    places, values = survey(height, 11)
    weights = np.exp(values) / np.exp(values).sum()
    mean = weights @ places
    assert mean == pytest.approx(centre, abs=0.35 * width)
    assert np.sqrt(weights @ (places - mean) ** 2) == pytest.approx(width, rel=0.2)
