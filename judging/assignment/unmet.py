"""Why entries do not have whom they must have."""

from collections import defaultdict

import numpy as np

from judging.assignment.board import Board, Demand
from judging.assignment.shortfall import Shortfall, by_id


def unmet_demands(board: Board, table: np.ndarray) -> list[Shortfall]:
    """Demands that a plan, a truth table of entries × jurors, does not meet."""
    unmet = [one for one in board.all_demands if not table[one.entry, list(one.jurors)].any()]
    named = [one for one in unmet if one.need and one.need.juror is not None]
    found = sorted(
        (_unmet_juror(board, one) for one in named), key=lambda one: (str(one.entries), str(one.facts))
    )
    groups = defaultdict(list)
    for one in unmet:
        if one.need is None:
            groups["no_reader", "+".join(board.entries[one.entry].languages)].append(one)
        elif one.need.tag is not None:
            groups["needed_tag", one.need.tag].append(one)
    return found + [_unmet_group(board, *key, demands) for key, demands in sorted(groups.items())]


def _unmet_juror(board: Board, one: Demand) -> Shortfall:
    """Why an entry does not have the juror it must have."""
    (column,) = one.jurors
    facts: dict[str, object] = {"juror": board.jurors[column].id}
    demanded = [other for other in board.demands if column in other.jurors and len(other.jurors) == 1]
    beside = {
        next(iter(other.jurors))
        for other in board.demands
        if other.entry == one.entry and len(other.jurors) == 1
    }
    closed = board.why_closed(one.entry, column)
    if closed:
        facts["why"] = closed
    elif not board.top[one.entry]:
        facts["why"] = "full"
    elif sum(board.allowed[other.entry, column] for other in demanded) > board.room[column]:
        facts |= {"why": "limit", "limit": int(board.limit[column])}
    elif board.apart[column, sorted(beside)].any():
        facts["why"] = "apart"
    else:
        facts["why"] = "full" if len(beside) > board.top[one.entry] else "rules_together"
    return Shortfall("needed_juror", (board.entries[one.entry].id,), 0, facts)


def _unmet_group(board: Board, what: str, name: str, demands: list[Demand]) -> Shortfall:
    """Entries without anybody who has a tag, or reads one of their languages.

    `eligible` is how many such jurors the entry with the fewest has to choose from.
    """
    eligible = min(int(board.allowed[one.entry, list(one.jurors)].sum()) for one in demands)
    entries = by_id(board.entries[one.entry].id for one in demands)
    if what == "no_reader":
        return Shortfall(what, entries, 0, {"languages": name.split("+"), "eligible": eligible})
    return Shortfall(what, entries, 0, {"tag": name, "eligible": eligible})
