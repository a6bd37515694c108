"""Variances against published ones, and against a search over full matrices."""

import numpy as np
import pytest
from scipy.optimize import minimize

from judging.adjusting.components import reml, restricted
from judging.adjusting.sides import Beta, cross, sides
from tests.judging.adjusting import published
from tests.judging.adjusting.juries import Shape, invent
from tests.judging.adjusting.test_crossing import Whole, effects


def estimated(entry, juror, score):
    """Variances of entries, jurors and chance; and the criterion that REML makes smallest."""
    crossing, entries_outside = cross(entry, juror, score)
    outer, inner, chance = reml(crossing, *sides(crossing, entries_outside=entries_outside), {}, within=1e-6)
    fit = crossing.spectrum(outer / chance).fit(np.array([inner / chance]))
    freedom = crossing.ballots - 1
    constant = freedom * (np.log(2 * np.pi / freedom) + 1)
    criterion = constant - 2 * restricted(crossing, fit)[0]
    variances = (outer, inner, chance) if entries_outside else (inner, outer, chance)
    return variances, criterion, fit.mean[0]


@pytest.mark.parametrize(
    "known",
    [published.DYESTUFF, published.DYESTUFF2, published.PENICILLIN],
    ids=["one-way", "zero", "two-way"],
)
def test_variances_are_the_published_ones(known):
    variances, criterion, mean = estimated(known.entry, known.juror, known.score)
    assert variances == pytest.approx(known.variances, rel=3e-5)
    assert (criterion, mean) == (
        pytest.approx(known.criterion, abs=1e-4),
        pytest.approx(known.mean, abs=1e-4),
    )


def test_a_balanced_layout_agrees_with_its_mean_squares():
    """Searle, Casella & McCulloch 1992, section 4.3: where they are positive, both estimates are one."""
    table = published.PENICILLIN.score.reshape(24, 6)
    rows, columns = table.mean(axis=1), table.mean(axis=0)
    left = table - rows[:, None] - columns + table.mean()
    chance = (left**2).sum() / (23 * 5)
    between_rows, between_columns = 6 * rows.var(ddof=1), 24 * columns.var(ddof=1)
    expected = ((between_rows - chance) / 6, (between_columns - chance) / 24, chance)
    known = published.PENICILLIN
    assert estimated(known.entry, known.juror, known.score)[0] == pytest.approx(expected, rel=1e-5)


def test_batches_are_predicted_as_published():
    known = published.DYESTUFF
    crossing, _ = cross(known.entry, known.juror, known.score)
    of_batches, _, chance = known.variances
    batches, _ = effects(crossing, of_batches / chance, 0.0)
    assert [round(value, 3) for value in batches] == published.DYESTUFF_BATCHES


@pytest.mark.parametrize("seed", range(6))
def test_an_unbalanced_layout_agrees_with_a_search_over_full_matrices(seed):
    chance = np.random.default_rng(seed)
    jury = invent(Shape(14, 5, 3), chance)
    kept = chance.random(len(jury.score)) < 0.8
    entry, juror = (np.unique(code[kept], return_inverse=True)[1] for code in (jury.entry, jury.juror))
    score = jury.score[kept]

    def criterion(logs):
        whole = Whole(entry, juror, score, *np.exp(logs))
        return (len(score) - 1) * np.log(whole.rest) + whole.log_determinant + np.log(whole.precision)

    found = minimize(criterion, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-10})
    ratios = np.exp(found.x)
    variance = Whole(entry, juror, score, *ratios).rest / (len(score) - 1)
    assert estimated(entry, juror, score)[0] == pytest.approx((*(ratios * variance), variance), rel=1e-4)


def test_known_spectra_only_save_work():
    jury = invent(Shape(30, 6, 3), np.random.default_rng(1))
    crossing, _ = cross(jury.entry, jury.juror, jury.score)
    outer, inner = sides(crossing, entries_outside=True)
    places = np.arange(-2.0, 6.0)
    known = {place: crossing.spectrum(float(outer.ratios(place))) for place in places}
    assert reml(crossing, outer, inner, known) == pytest.approx(reml(crossing, outer, inner, {}), rel=5e-3)


def test_one_ballot_has_no_variance():
    crossing, _ = cross(np.array([0]), np.array([0]), np.array([1.0]))
    with pytest.raises(ValueError, match="two ballots"):
        reml(crossing, *sides(crossing, entries_outside=True), {})


def test_a_prior_on_the_share_is_a_density():
    """The one on the share of shrinkage, seen from u = log(nγ), over its whole range."""
    u = np.linspace(-400, 400, 800_001)
    half_and_one = np.exp(Beta(0.5, 1.0).log_density(u)).sum() * (u[1] - u[0])
    assert half_and_one == pytest.approx(2, rel=1e-3)  # B(1/2, 1)
