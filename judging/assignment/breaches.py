"""Fixed seats that stand although a rule speaks against them."""

import numpy as np

from judging.assignment.board import UNLIMITED, Board
from judging.assignment.shortfall import Shortfall, by_id


def breaches(board: Board) -> tuple[Shortfall, ...]:
    """Fixed seats that stand although a rule speaks against them."""
    found = []
    fixed = board.fixed & ~board.stuck
    for row, column in np.argwhere(fixed):
        others = board.apart[column] & fixed[row]
        why = board.why_closed(row, column) or ("apart" if others.any() else "")
        if why:
            entry, juror = board.entries[row].id, board.jurors[column].id
            found.append(Shortfall("fixed_seat", (entry,), 0, {"juror": juror, "why": why}))
    for column in np.flatnonzero((fixed.sum(axis=0) > board.limit) & (board.limit < UNLIMITED)):
        entries = by_id(board.entries[row].id for row in np.flatnonzero(fixed[:, column]))
        facts = {"juror": board.jurors[column].id, "why": "limit", "limit": int(board.limit[column])}
        found.append(Shortfall("fixed_seat", entries, 0, facts))
    return tuple(sorted(found, key=lambda one: (str(one.entries), str(one.facts))))
