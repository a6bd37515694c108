"""From ballots to a ranking that says how sure it is."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from judging.adjusting.components import Components
from judging.adjusting.estimate import Estimate, estimate
from judging.adjusting.measures import Measures, measure
from judging.adjusting.places import intervals, places, shared_ranks, tied_groups

LEVEL = 0.9
SEED = 2015
# Adjusted scores this close, in deviations of the scores, differ by rounding only.
INDISTINGUISHABLE = 1e-9
# Beyond this, sums of scores may leave the range of numbers.
LARGEST = 1e100


class Caution(StrEnum):
    """What the jury office must know before it trusts the adjusted ranking."""

    IN_PARTS = "in parts"  # some entries share no juror with others, not even by way of third ones
    ONE_JUROR = "one juror"  # strictness cannot be told from merit
    ONE_BALLOT_EACH = "one ballot each"  # chance cannot be told from merit


@dataclass(frozen=True)
class Entries:
    """What the model says of each entry; NaN, and 0 for whole numbers, where an entry has no ballot.

    `low` and `high` bound what jurors of this kind would give on average; `jury_low` and `jury_high`
    what this very jury would have given, had each of its jurors scored the entry. The first take in
    that the whole jury may be strict, which moves all entries alike and no rank. `part` (1 …) tells
    apart entries that share no juror, even by way of others.
    """

    adjusted: np.ndarray
    low: np.ndarray
    high: np.ndarray
    jury_low: np.ndarray
    jury_high: np.ndarray
    rank: np.ndarray
    rank_low: np.ndarray
    rank_high: np.ndarray
    tied_group: np.ndarray
    top_share: np.ndarray
    part: np.ndarray


@dataclass(frozen=True)
class Jurors:
    """By how many points each juror gives more than the jury on average, with an interval.

    Negative is strict; NaN for jurors without ballots.
    """

    ballots: np.ndarray
    leniency: np.ndarray
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True)
class Assessment:
    """All that is known of a round's entries and jurors; `components` is None without any ballot."""

    measures: Measures
    entries: Entries
    jurors: Jurors
    components: Components | None
    cautions: tuple[Caution, ...]
    top: int


def assess(
    entry: np.ndarray,
    juror: np.ndarray,
    score: np.ndarray,
    *,
    entries: int = 0,
    jurors: int = 0,
    trim: int = 0,
    top: int | None = None,
    level: float = LEVEL,
    seed: int = SEED,
    draws: int | None = None,
) -> Assessment:
    """Assess entries from the entry's number (0 …), the juror's number (0 …) and the score of every ballot.

    `entries` and `jurors` say how many there are, if the last ones have no ballot. `top` is the k of
    `top_share`, unless given a third of the entries with ballots. Intervals hold `level` of what is
    plausible. The same seed gives the same answer. Raises ValueError for what is no ballot.
    """
    entry, juror, score = _checked(entry, juror, score)
    if trim < 0 or (top is not None and top < 1) or not 0 < level < 1:
        raise ValueError("trim must be 0 or more, top 1 or more, and level between 0 and 1")
    entries = max(entries, int(entry.max(initial=-1)) + 1)
    jurors = max(jurors, int(juror.max(initial=-1)) + 1)
    ballots = np.bincount(entry, minlength=entries), np.bincount(juror, minlength=jurors)
    some_entries, some_jurors = (np.flatnonzero(number) for number in ballots)
    top = top or max(-(-len(some_entries) // 3), 1)
    found = None
    if len(score):
        codes = np.searchsorted(some_entries, entry), np.searchsorted(some_jurors, juror)
        found = estimate(*codes, score, seed=seed, draws=draws)
    return Assessment(
        measures=measure(entry, score, entries, trim=trim),
        entries=_entries(found, some_entries, entries, top=top, level=level),
        jurors=_jurors(found, some_jurors, ballots[1], level=level),
        components=found and found.components,
        cautions=_cautions(found, *ballots),
        top=top,
    )


def _checked(entry, juror, score) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    entry, juror, score = np.asarray(entry), np.asarray(juror), np.asarray(score, float)
    if not entry.shape == juror.shape == score.shape == (score.size,):
        raise ValueError("entry, juror and score must be rows of the same length")
    if not len(score):
        return np.zeros(0, int), np.zeros(0, int), score
    if entry.dtype.kind not in "iu" or juror.dtype.kind not in "iu" or min(entry.min(), juror.min()) < 0:
        raise ValueError("entry and juror must be whole numbers from 0")
    if not np.abs(score).max() <= LARGEST:
        raise ValueError("scores must be numbers")
    return entry.astype(int), juror.astype(int), score


def _entries(found: Estimate | None, some: np.ndarray, number: int, *, top: int, level: float) -> Entries:
    def everywhere(values, missing=np.nan):
        filled = np.full(number, missing)
        filled[some] = values
        return filled

    if found is None:
        return Entries(*[everywhere([])] * 5, *[everywhere([], 0)] * 4, everywhere([]), everywhere([], 0))
    points = found.scale.with_centre
    low, high = map(points, intervals(found.entry_draws, level))
    shift = found.juror_draws.mean(axis=0)
    jury_low, jury_high = map(points, intervals(found.entry_draws, level, shift))
    order = np.argsort(-found.adjusted, kind="stable")
    rank = shared_ranks(found.adjusted, order, within=INDISTINGUISHABLE * found.scale.unit)
    place = places(found.entry_draws, top=top, level=level)
    return Entries(
        adjusted=everywhere(found.adjusted),
        low=everywhere(np.minimum(low, found.adjusted)),
        high=everywhere(np.maximum(high, found.adjusted)),
        jury_low=everywhere(np.minimum(jury_low, found.adjusted)),
        jury_high=everywhere(np.maximum(jury_high, found.adjusted)),
        rank=everywhere(rank, 0),
        rank_low=everywhere(np.minimum(place.low, rank), 0),
        rank_high=everywhere(np.maximum(place.high, rank), 0),
        tied_group=everywhere(tied_groups(found.entry_draws, order, level=level), 0),
        top_share=everywhere(place.top_share),
        part=everywhere(found.entry_part + 1, 0),
    )


def _jurors(found: Estimate | None, some: np.ndarray, ballots: np.ndarray, *, level: float) -> Jurors:
    def everywhere(values):
        filled = np.full(len(ballots), np.nan)
        filled[some] = values
        return filled

    if found is None:
        return Jurors(ballots, *[everywhere([])] * 3)
    low, high = intervals(found.juror_draws, level, -found.juror_draws.mean(axis=0))
    unit = found.scale.unit
    return Jurors(ballots, everywhere(found.leniency), everywhere(unit * low), everywhere(unit * high))


def _cautions(found: Estimate | None, of_entries: np.ndarray, of_jurors: np.ndarray) -> tuple[Caution, ...]:
    if found is None:
        return ()
    holds = {
        Caution.IN_PARTS: found.entry_part.max() > 0,
        Caution.ONE_JUROR: (of_jurors > 0).sum() == 1,
        Caution.ONE_BALLOT_EACH: of_entries.max() == 1 and (of_entries > 0).sum() > 1,
    }
    return tuple(caution for caution, true in holds.items() if true)
