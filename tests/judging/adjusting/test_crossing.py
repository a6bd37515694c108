"""The small system against the whole one, written out in full matrices."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.adjusting.crossing import Crossing
from tests.judging.adjusting import published


@st.composite
def layouts(draw):
    """Any ballots: unbalanced, with repetitions, in one part or several."""
    number = draw(st.integers(2, 20))
    code = st.lists(st.integers(0, 5), min_size=number, max_size=number)
    outer, inner = (np.unique(draw(code), return_inverse=True)[1] for _ in range(2))
    score = draw(st.lists(st.integers(-30, 30), min_size=number, max_size=number))
    return outer, inner, np.array(score) / 10


class Whole:
    """The same model with one row and column per ballot."""

    def __init__(self, outer, inner, score, outer_ratio, inner_ratio):
        to_outer, to_inner = (np.eye(code.max() + 1)[code] for code in (outer, inner))
        covariance = np.eye(len(score))
        covariance += outer_ratio * to_outer @ to_outer.T + inner_ratio * to_inner @ to_inner.T
        inverse = np.linalg.inv(covariance)
        self.precision = inverse.sum()
        self.mean = inverse.sum(axis=0) @ score / self.precision
        left = inverse @ (score - self.mean)
        self.rest = (score - self.mean) @ left
        self.log_determinant = np.linalg.slogdet(covariance)[1]
        self.outer_effects = outer_ratio * to_outer.T @ left
        self.inner_effects = inner_ratio * to_inner.T @ left


def effects(crossing, outer_ratio, inner_ratio):
    """Expected outer and inner effects by the small system."""
    spectrum, ratios = crossing.spectrum(outer_ratio), np.array([inner_ratio])
    mean = spectrum.fit(ratios).mean
    along, _ = spectrum.inner_effects(ratios, mean)
    inner = spectrum.vectors @ along[0]
    pull = crossing.outer_ballots * outer_ratio
    return pull / (1 + pull) * crossing.outer_means(mean, inner[:, None])[:, 0], inner


RATIO = st.one_of(st.just(0.0), st.floats(1e-3, 1e3))


@settings(max_examples=300, deadline=None)
@given(layouts(), RATIO, RATIO)
def test_the_small_system_is_the_whole_one(layout, outer_ratio, inner_ratio):
    crossing, whole = Crossing(*layout), Whole(*layout, outer_ratio, inner_ratio)
    fit = crossing.spectrum(outer_ratio).fit(np.array([inner_ratio]))
    outer, inner = effects(crossing, outer_ratio, inner_ratio)
    found = [fit.precision[0], fit.mean[0], fit.rest[0], fit.log_determinant[0], *outer, *inner]
    expected = [whole.precision, whole.mean, whole.rest, whole.log_determinant]
    expected += [*whole.outer_effects, *whole.inner_effects]
    np.testing.assert_allclose(found, expected, rtol=1e-8, atol=1e-8)


@settings(max_examples=100, deadline=None)
@given(layouts(), RATIO, RATIO)
def test_it_does_not_matter_which_side_is_eliminated(layout, one, other):
    outer, inner, score = layout
    here = effects(Crossing(outer, inner, score), one, other)
    there = effects(Crossing(inner, outer, score), other, one)
    np.testing.assert_allclose(np.concatenate(here), np.concatenate(there[::-1]), rtol=1e-8, atol=1e-8)


def test_sires_and_herds_come_out_as_published():
    crossing = Crossing(published.SIRES, published.HERDS, published.YIELDS)
    # Herds are fixed there: their variance is as good as infinite.
    fixed = 1e7
    sires, herds = effects(crossing, published.SIRES_RATIO, fixed)
    mean = crossing.spectrum(published.SIRES_RATIO).fit(np.array([fixed])).mean[0]
    assert [round(value, 2) for value in sires] == published.SIRE_EFFECTS
    assert [round(value, 2) for value in mean + herds] == published.HERD_MEANS


def test_a_table_and_a_list_of_pairs_give_the_same():
    chance = np.random.default_rng(2015)
    outer, inner = np.repeat(np.arange(300), 2), chance.integers(0, 12, 600)
    sparse = Crossing(outer, inner, chance.normal(size=600))
    assert sparse._table is None
    dense = Crossing(outer, inner, sparse.score)
    cells = np.zeros((300, 12))
    np.add.at(cells, (outer, inner), 1)
    dense._table = cells
    np.testing.assert_allclose(sparse._shared(np.arange(300.0)), dense._shared(np.arange(300.0)))


@pytest.mark.parametrize(
    ("outer", "inner", "parts"),
    [
        ([0, 0, 1, 1], [0, 1, 0, 1], ([0, 0], [0, 0])),
        ([0, 1, 2, 2], [0, 0, 1, 1], ([0, 0, 1], [0, 1])),
        ([0, 1, 1, 2, 3], [0, 0, 1, 1, 2], ([0, 0, 0, 1], [0, 0, 1])),
        ([0, 1, 2], [2, 1, 0], ([2, 1, 0], [0, 1, 2])),
    ],
)
def test_parts_share_no_ballot_even_by_way_of_others(outer, inner, parts):
    crossing = Crossing(np.array(outer), np.array(inner), np.zeros(len(outer)))
    assert tuple(side.tolist() for side in crossing.parts()) == parts
