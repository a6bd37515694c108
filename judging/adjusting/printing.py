"""An assessment as rows of text, the best entry first and entries without ballots last."""

from collections.abc import Iterator
from math import floor, isnan, log10

import numpy as np

from judging.adjusting.assessment import Assessment

HEADING = (
    "entry,ballots,mean,median,spread,trimmed,adjusted,low,high,rank,rank_low,rank_high,tied_group,top_share"
)


def rows(names: list[str], score: np.ndarray, found: Assessment) -> Iterator[list]:
    """The cells under HEADING of each entry, by their names and the scores of all ballots."""
    measures, entries = found.measures, found.entries
    decimals = _decimals(score)
    ranked = [number for number in entries.rank.argsort(kind="stable") if entries.rank[number]]
    for number in [*ranked, *(entries.rank == 0).nonzero()[0]]:
        facts = [measures.mean, measures.median, measures.spread, measures.trimmed]
        estimates = [entries.adjusted, entries.low, entries.high]
        places = [entries.rank, entries.rank_low, entries.rank_high, entries.tied_group]
        share = entries.top_share[number]
        yield [
            names[number],
            measures.ballots[number],
            *(_text(values[number], "12g") for values in facts),
            *(_text(values[number], f"{decimals}f") for values in estimates),
            *(values[number] or "" for values in places),
            _text(share, "4f"),
        ]


def _text(value: float, form: str) -> str:
    return "" if isnan(value) else format(value + 0.0, f".{form}")


def _decimals(score) -> int:
    """So many that an estimate shows five digits below the leading one of the scores' range."""
    width = float(score.max() - score.min())
    return max(0, 5 - floor(log10(width))) if width else 6
