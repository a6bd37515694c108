"""The whole way from ballots to an assessment: what must hold for any jury, and the odd ones."""

import numpy as np
import pytest

from judging.adjusting.assessment import Caution, assess
from tests.judging.adjusting import published
from tests.judging.adjusting.juries import Shape, invent

INTERVALS = [("low", "high"), ("jury_low", "jury_high"), ("rank_low", "rank_high")]


@pytest.fixture(scope="module")
def jury():
    return invent(Shape(40, 8, 3), np.random.default_rng(2015))


@pytest.fixture(scope="module")
def found(jury):
    return assess(jury.entry, jury.juror, jury.score)


def of(ballots, **options):
    """Assess ballots written as "entry juror score", the names being letters from a on."""
    rows = [line.split() for line in ballots.split(",")]
    entry, juror = (np.array([ord(row[place]) - ord("a") for row in rows]) for place in (0, 1))
    return assess(entry, juror, np.array([float(row[2]) for row in rows]), **options)


def same(one, other, **tolerance):
    for name in one.entries.__dataclass_fields__:
        np.testing.assert_allclose(getattr(one.entries, name), getattr(other.entries, name), **tolerance)


# --- what must hold -----------------------------------------------------------------------------
def test_estimates_and_ranks_lie_within_their_intervals(found):
    entries = found.entries
    for low, high in INTERVALS:
        centre = entries.rank if low == "rank_low" else entries.adjusted
        assert ((getattr(entries, low) <= centre) & (centre <= getattr(entries, high))).all()


def test_the_interval_within_this_jury_is_the_narrower_one(found):
    entries = found.entries
    assert (entries.jury_high - entries.jury_low).mean() < (entries.high - entries.low).mean()


def test_shares_of_the_top_add_up_to_its_size(found):
    assert found.top == 14
    assert found.entries.top_share.sum() == pytest.approx(14, abs=1e-9)


def test_groups_follow_the_ranking(found):
    in_order = found.entries.tied_group[np.argsort(found.entries.rank, kind="stable")]
    assert in_order[0] == 1
    assert set(np.diff(in_order)) <= {0, 1}


def test_the_same_seed_gives_the_same_and_another_one_nearly(jury, found):
    same(assess(jury.entry, jury.juror, jury.score), found, rtol=0)
    other = assess(jury.entry, jury.juror, jury.score, seed=1)
    np.testing.assert_array_equal(other.entries.adjusted, found.entries.adjusted)
    assert (other.entries.low != found.entries.low).any()
    np.testing.assert_allclose(other.entries.low, found.entries.low, atol=0.1 * jury.score.std())


@pytest.mark.parametrize(("factor", "shift"), [(0.03, 0), (1e6, 5e9), (1e-90, 0), (1e90, 0)])
def test_any_scale_gives_the_same_ranking(jury, found, factor, shift):
    moved = assess(jury.entry, jury.juror, shift + factor * jury.score)
    for name in ("adjusted", "low", "high", "jury_low", "jury_high"):
        expected = shift + factor * getattr(found.entries, name)
        np.testing.assert_allclose(getattr(moved.entries, name), expected, rtol=1e-6, atol=0)
    for name in ("rank", "rank_low", "rank_high", "tied_group", "top_share", "part"):
        np.testing.assert_allclose(getattr(moved.entries, name), getattr(found.entries, name), atol=0.002)
    np.testing.assert_allclose(moved.jurors.leniency, factor * found.jurors.leniency, rtol=1e-6)


def test_the_order_of_ballots_does_not_matter(jury, found):
    order = np.random.default_rng(1).permutation(len(jury.score))
    same(assess(jury.entry[order], jury.juror[order], jury.score[order]), found, rtol=1e-6)


def test_in_a_complete_layout_the_order_is_that_of_the_means():
    complete = invent(Shape(20, 5, 5), np.random.default_rng(4))
    entries = assess(complete.entry, complete.juror, complete.score).entries
    assert (np.argsort(entries.adjusted) == np.argsort(complete.raw)).all()


def test_scores_are_adjusted_for_strict_and_lenient_jurors():
    # a and d score what they see, b and c see the same with ten points less and more.
    found = of(
        "a a 60, b a 50, c a 40, d a 70, a b 50, b b 40, e b 50, f b 60, "
        "c c 50, d c 80, e c 70, f c 80, a d 60, c d 40, e d 60, f d 70"
    )
    assert np.round(found.jurors.leniency).tolist() == [0, -10, 10, 0]
    np.testing.assert_allclose(found.entries.adjusted, [60, 50, 40, 70, 60, 70], atol=1)
    assert found.entries.rank[[1, 2]].tolist() == [5, 6]


def test_published_data_are_shrunk_a_little_towards_their_mean():
    known = published.PENICILLIN
    found = assess(known.entry, known.juror, known.score)
    plates = known.score.reshape(24, 6).mean(axis=1)
    merit, _, chance = known.variances
    predicted = known.mean + (plates - known.mean) * merit / (merit + chance / 6)
    np.testing.assert_allclose(found.entries.adjusted, predicted, atol=0.03)
    deviations = [found.components.entries, found.components.jurors, found.components.chance]
    np.testing.assert_allclose(deviations, np.sqrt(known.variances), rtol=1e-3)


# --- what is odd --------------------------------------------------------------------------------
def test_one_entry_is_first_and_last():
    found = of("a a 50, a b 60, a c 70")
    assert found.entries.adjusted.tolist() == [pytest.approx(60)]
    places = (found.entries.rank, found.entries.rank_low, found.entries.rank_high, found.entries.tied_group)
    assert [values.tolist() for values in places] == [[1]] * 4
    assert found.entries.top_share.tolist() == [1.0]
    assert (found.entries.low[0] < 60 < found.entries.high[0], found.cautions) == (True, ())


def test_one_juror_says_nothing_of_strictness():
    found = of("a a 50, b a 60, c a 70, a a 55, b a 62, c a 77")
    assert found.cautions == (Caution.ONE_JUROR,)
    assert found.jurors.leniency.tolist() == [0.0]
    assert found.entries.rank.tolist() == [3, 2, 1]


def test_one_ballot_each_cannot_tell_chance_from_merit():
    found = of("a a 50, b a 60, c b 70, d b 20")
    assert found.cautions == (Caution.IN_PARTS, Caution.ONE_BALLOT_EACH)
    assert found.entries.part.tolist() == [1, 1, 2, 2]


def test_a_single_ballot_is_its_own_ranking():
    found = of("a a 50")
    assert (found.entries.adjusted.tolist(), found.entries.low.tolist()) == ([50.0], [50.0])
    assert found.entries.rank.tolist() == [1]


def test_equal_scores_leave_everything_open():
    found = of("a a 7, a b 7, b a 7, b b 7, c b 7", top=1)
    entries = found.entries
    assert entries.adjusted.tolist() == entries.low.tolist() == entries.high.tolist() == [7.0] * 3
    assert (entries.rank.tolist(), entries.rank_low.tolist(), entries.rank_high.tolist()) == (
        [1] * 3,
        [1] * 3,
        [3] * 3,
    )
    assert (entries.tied_group.tolist(), entries.top_share.tolist()) == ([1] * 3, [1 / 3] * 3)


def test_an_entry_without_ballots_is_in_no_place():
    found = of("a a 50, a b 60, c a 70, c b 90", entries=4, jurors=3)
    assert found.measures.ballots.tolist() == [2, 0, 2, 0]
    assert np.isnan(found.entries.adjusted).tolist() == [False, True, False, True]
    assert found.entries.rank.tolist() == [2, 0, 1, 0]
    assert (found.top, found.jurors.ballots.tolist()) == (1, [2, 2, 0])
    assert np.isnan(found.jurors.leniency).tolist() == [False, False, True]


def test_no_ballots_at_all_are_an_assessment_too():
    found = assess(np.zeros(0, int), np.zeros(0, int), np.zeros(0), entries=2, jurors=1)
    assert np.isnan(found.entries.adjusted).all()
    assert (found.entries.rank.tolist(), found.cautions, found.components) == ([0, 0], (), None)


def test_a_juror_who_always_gives_the_same_is_borne_with():
    jury = invent(Shape(20, 5, 3, strictness=2), np.random.default_rng(6))
    score = np.where(jury.juror == 0, 50.0, jury.score)
    found = assess(jury.entry, jury.juror, score)
    assert np.isfinite(found.entries.adjusted).all()
    assert np.corrcoef(found.entries.adjusted, jury.worth)[0, 1] > 0.8


def test_a_juror_with_one_ballot_moves_less_than_in_the_mean(jury, found):
    entry, juror = np.append(jury.entry, 0), np.append(jury.juror, 8)
    more = assess(entry, juror, np.append(jury.score, jury.raw[0] + 20))
    assert more.jurors.ballots.tolist()[-1] == 1
    assert more.measures.mean[0] - found.measures.mean[0] == pytest.approx(5)
    assert 0 < more.entries.adjusted[0] - found.entries.adjusted[0] < 4.5
    assert 0 < more.jurors.leniency[8] < 20


def test_two_halves_are_compared_only_by_assumption():
    half = "a a 50, a b 60, b a 70, b b 75, c a 30, c b 35"
    other = "d c 50, d d 60, e c 70, e d 75, f c 30, f d 35"
    found = of(f"{half}, {other}")
    assert (found.cautions, found.entries.part.tolist()) == ((Caution.IN_PARTS,), [1, 1, 1, 2, 2, 2])
    np.testing.assert_allclose(found.entries.adjusted[:3], found.entries.adjusted[3:])
    assert found.entries.rank.tolist() == [3, 1, 5, 3, 1, 5]


def test_more_jurors_than_entries_are_no_difficulty():
    jury = invent(Shape(5, 60, 30), np.random.default_rng(2))
    found = assess(jury.entry, jury.juror, jury.score)
    assert np.abs(found.entries.adjusted - jury.worth).max() < 8
    assert np.corrcoef(found.jurors.leniency, jury.habit)[0, 1] > 0.8


def test_scores_without_any_chance_are_believed():
    """Two jurors who differ by exactly ten points, always: the steps of the scale keep it from certainty."""
    found = of("a a 50, a b 60, b a 70, b b 80, c a 30, c b 40")
    np.testing.assert_allclose(found.entries.adjusted, [55, 75, 35], atol=2)
    assert (found.entries.jury_high - found.entries.jury_low > 0.1).all()
    assert found.entries.rank.tolist() == [2, 1, 3]


def test_a_top_larger_than_the_field_holds_everybody():
    assert of("a a 50, a b 60, b a 70, b b 80", top=9).entries.top_share.tolist() == [1.0, 1.0]


@pytest.mark.parametrize(
    ("entry", "juror", "score", "why"),
    [
        ([0], [0], [np.nan], "numbers"),
        ([0, 1], [0, 0], [1.0, np.inf], "numbers"),
        ([0], [0], [1e101], "numbers"),
        ([0, 1], [0], [1.0, 2.0], "same length"),
        ([-1], [0], [1.0], "from 0"),
        ([0.5], [0], [1.0], "whole"),
    ],
)
def test_what_is_no_ballot_is_refused(entry, juror, score, why):
    with pytest.raises(ValueError, match=why):
        assess(np.array(entry), np.array(juror), np.array(score))


@pytest.mark.parametrize("options", [{"trim": -1}, {"top": 0}, {"level": 1.0}])
def test_impossible_wishes_are_refused(options):
    with pytest.raises(ValueError, match="must be"):
        of("a a 1, a b 2", **options)
