"""How ballots become totals and a ranking. Pure functions, no database.

A total is the weighted mean over the answered criteria, on 0–100: with answered criteria C, weights
w, chosen levels s and highest levels t, total = 100 · Σ w·s/t / Σ w over C. An unanswered criterion
is left out instead of counting as zero; the answered weight Σ w is shown beside the total.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

# The same mean can be reached by different sums, whose last binary digits then differ.
INDISTINGUISHABLE = 1e-9


def total(answers: Iterable[tuple[int, int, int]]) -> tuple[float | None, int]:
    """Total (0–100, None without any answer) and answered weight of (weight, level, top level) answers."""
    answers = list(answers)
    answered = sum(weight for weight, _, _ in answers)
    if not answered:
        return None, 0
    return 100 * fsum(weight * level / top for weight, level, top in answers) / answered, answered


@dataclass(frozen=True)
class Standing:
    """Where one entry stands: mean of its ballots' totals (0–100 or None), their number, rank of how many."""

    entry: int
    mean: float | None
    spread: float | None
    ballots: int
    rank: int | None
    of: int


def rank(totals: Mapping[int, list[float]]) -> list[Standing]:
    """Standings, best first, from each entry's ballot totals.

    Equal means share a rank (1, 2, 2, 4) and stand in order of the entry's key; entries without
    ballots come last, unranked. Spread is the range between the lowest and highest total.
    """
    means = {entry: fsum(values) / len(values) for entry, values in totals.items() if values}
    standings: list[Standing] = []
    for group in _ties(means):
        place = len(standings) + 1
        for entry in sorted(group):
            values = totals[entry]
            spread = max(values) - min(values)
            standings.append(Standing(entry, means[entry], spread, len(values), place, len(means)))
    unranked = sorted(entry for entry, values in totals.items() if not values)
    return standings + [Standing(entry, None, None, 0, None, len(means)) for entry in unranked]


def _ties(means: Mapping[int, float]) -> list[list[int]]:
    """Entries grouped by equal means, best first."""
    groups: list[list[int]] = []
    for entry in sorted(means, key=means.__getitem__, reverse=True):
        if groups and means[groups[-1][0]] - means[entry] < INDISTINGUISHABLE:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups
