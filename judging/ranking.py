"""How ballots become the official ranking. Pure functions, no database.

How sure a ranking is, and what it looks like once jurors' strictness is taken into account, is the
business of `judging.adjusting`; `python -m judging.ranking BALLOTS.csv` says both of any ballots.
"""

from collections.abc import Mapping
from math import lcm
from typing import NamedTuple

from judging.totals import MILLIONTHS

# Each total is rounded to a millionth of a point, so equal means can come out one of them apart.
INDISTINGUISHABLE = 1


class Tally(NamedTuple):
    """An entry's ballots: number; sum, lowest and highest total in millionths of a point; mean, 0–100.

    `answered` is the answered weight of all of them together.
    """

    ballots: int
    sum: int
    low: int
    high: int
    mean: float
    answered: int = 0

    @classmethod
    def of(cls, totals: list[int], answered: int = 0) -> "Tally":
        """The tally of ballots with these totals, at least one."""
        number, reached = len(totals), sum(totals)
        return cls(number, reached, min(totals), max(totals), reached / (number * MILLIONTHS), answered)


class Standing(NamedTuple):
    """Where one entry stands: mean of its ballots' totals (0–100 or None), their number, rank of how many."""

    entry: int
    mean: float | None
    spread: float | None
    ballots: int
    rank: int | None
    of: int
    answered: int = 0


def rank(tallies: Mapping[int, Tally | None]) -> list[Standing]:
    """Standings, best first, from what each entry's ballots add up to; None is no ballot.

    Equal means share a rank (1, 2, 2, 4) and stand in order of the entry's key; entries without
    ballots come last, unranked. Spread is the range between the lowest and highest total.
    """
    some = {entry: tally for entry, tally in tallies.items() if tally}
    standings: list[Standing] = []
    for group in _ties(some):
        place = len(standings) + 1
        for entry in sorted(group):
            one = some[entry]
            spread = (one.high - one.low) / MILLIONTHS
            standings.append(Standing(entry, one.mean, spread, one.ballots, place, len(some), one.answered))
    unranked = sorted(entry for entry, tally in tallies.items() if not tally)
    return standings + [Standing(entry, None, None, 0, None, len(some)) for entry in unranked]


def _ties(tallies: Mapping[int, Tally]) -> list[list[int]]:
    """Entries grouped by equal means, best first; means are compared as whole parts of a millionth."""
    parts = lcm(*{tally.ballots for tally in tallies.values()})
    means = {entry: tally.sum * (parts // tally.ballots) for entry, tally in tallies.items()}
    groups: list[list[int]] = []
    for entry in sorted(means, key=means.__getitem__, reverse=True):
        if groups and means[groups[-1][0]] - means[entry] <= INDISTINGUISHABLE * parts:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


if __name__ == "__main__":
    from judging.adjusting.command import main

    raise SystemExit(main())
