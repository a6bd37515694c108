"""What was not dealt as it should be, settled exactly over as few entries as will do."""

import time

import numpy as np

from judging.assignment.choices import Choices
from judging.assignment.hand import Hand

SIZES = (30, 120, 480, 10_000)
LARGEST = 200_000  # columns of one programme
ENOUGH = 20.0  # seconds for one programme


def settle(hand: Hand, ends: float) -> bool:
    """Seat a few entries anew so that the whole lies right; leave it as it is when that cannot be done.

    With all of the group's entries a failure means that the share cannot be dealt. `ends` is when time
    runs out.
    """
    wrong = _wrong(hand)
    others = hand.random.permutation(np.setdiff1d(np.arange(hand.group.size), wrong))
    order = np.concatenate([wrong, others])
    for size in SIZES:
        rows = order[: max(size, len(wrong))]
        seconds = min(ends - time.monotonic(), ENOUGH)
        if seconds <= 0 or len(rows) * np.count_nonzero(hand.gets) > LARGEST:
            return False
        found = _solve(hand, rows, seconds)
        if found is not None:
            hand.seated[rows] = found
            return True
        if len(rows) == hand.group.size:
            break
    return False


def _wrong(hand: Hand) -> np.ndarray:
    counts, (low, high) = hand.seated.sum(axis=1), hand.bounds
    wrong = (counts < high) if low == high else (counts < low)
    for demand, unmet in zip(hand.group.demands, hand.unmet, strict=True):
        lacking = hand.unmet_by(demand)
        if lacking.sum() > unmet:
            wrong |= lacking
    return np.flatnonzero(wrong)


def _solve(hand: Hand, rows: np.ndarray, seconds: float) -> np.ndarray | None:
    """Seats of some entries such that, with the others as they lie, the share comes out; None if not."""
    rest = np.setdiff1d(np.arange(hand.group.size), rows)
    wants = hand.gets - hand.seated[rest].sum(axis=0)
    entry, juror = np.nonzero(hand.allowed[rows] & (wants > 0))
    keeps = hand.kept.sum() - (hand.seated & hand.existing)[rest].sum()
    low, high = hand.bounds
    demands = [
        (list(demand), unmet - int(hand.unmet_by(demand)[rest].sum()))
        for demand, unmet in zip(hand.group.demands, hand.unmet, strict=True)
    ]
    lines = Choices(len(entry), len(demands) * len(rows))
    jurors = np.flatnonzero(wants)
    place = np.full(len(wants), -1)
    place[jurors] = np.arange(len(jurors))
    lines.add(place[juror], np.arange(len(entry)), wants[jurors], wants[jurors])
    lines.add(entry, np.arange(len(entry)), np.full(len(rows), low), np.full(len(rows), high))
    held = np.flatnonzero(hand.existing[rows][entry, juror])
    lines.add(np.zeros(len(held)), held, [keeps], [np.inf])
    for clique in hand.cliques:
        inside = np.flatnonzero(np.isin(juror, clique))
        lines.add(entry[inside], inside, np.zeros(len(rows)), np.ones(len(rows)))
    for number, (demand, unmet) in enumerate(demands):
        inside = np.flatnonzero(np.isin(juror, demand))
        slack = len(entry) + number * len(rows) + np.arange(len(rows))
        both = np.concatenate([entry[inside], np.arange(len(rows))]), np.concatenate([inside, slack])
        lines.add(*both, np.ones(len(rows)), np.full(len(rows), np.inf))
        lines.add(np.zeros(len(rows)), slack, [0], [unmet])
    found = lines.solve(seconds)
    if found is None:
        return None
    seated = np.zeros((len(rows), len(wants)), bool)
    seated[entry, juror] = found[: len(entry)] > 0.5
    return seated
