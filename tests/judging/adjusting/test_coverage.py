"""Juries whose truth is known: adjusted rankings are nearer to it, and intervals hold what they promise.

`make bench` looks at many more juries of more shapes; docs/benchmarks.md has its figures.
"""

import pytest

from tests.judging.adjusting.juries import Shape, study

SHAPES = [
    Shape(40, 8, 3),
    Shape(40, 8, 3, strictness=20),
    Shape(40, 8, 3, strictness=2),
    Shape(40, 8, 3, merit=3),
    Shape(40, 8, 3, merit=0.6),
    Shape(20, 5, 5),
    Shape(30, 3, 3),
    Shape(30, 4, 2),
    Shape(20, 30, 4),
    Shape(200, 20, 4),
]
SEED = 2015


@pytest.fixture(scope="module", params=SHAPES, ids=str)
def studied(request):
    """The fewer jurors, the more differs from jury to jury how much these seem to differ."""
    shape = request.param
    return shape, study(shape, max(400 // shape.jurors, 20), SEED, draws=600)


def test_nine_of_ten_scores_are_within_their_interval(studied):
    _, found = studied
    assert 0.87 <= found.score_likely <= 0.93
    # Counted on a single truth per jury, with the luck that this has: a whole jury is strict or is not.
    assert found.score == pytest.approx(found.score_likely, abs=0.05)


def test_nine_of_ten_scores_of_this_jury_are_within_the_narrower_interval(studied):
    shape, found = studied
    # Where entries hardly differ, what is left to be unsure of is whether they do at all.
    assert 0.87 <= found.jury_likely <= (0.93 if shape.merit > 1 else 1)


def test_ranks_are_within_their_interval(studied):
    assert studied[1].rank >= 0.88


def test_adjusted_scores_are_nearer_to_the_truth_than_means(studied):
    assert studied[1].error < studied[1].raw_error


def test_where_everybody_scores_everything_the_order_is_that_of_the_means(studied):
    shape, found = studied
    if shape.is_complete:
        assert (found.better, found.worse) == (0.0, 0.0)


@pytest.mark.parametrize(
    "shape",
    [Shape(40, 8, 3, strictness=10, chance=5), Shape(200, 20, 4), Shape(60, 12, 3, strictness=12)],
    ids=str,
)
def test_the_adjusted_order_beats_that_of_the_means(shape):
    found = study(shape, 40, SEED, draws=200)
    assert found.better >= 0.95


def test_the_adjusted_order_is_as_good_as_knowing_the_variances():
    found = study(Shape(40, 8, 3), 80, SEED, draws=200)
    assert found.better >= found.could - 0.02
