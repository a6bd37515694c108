"""Where entries together want more than the jurors who may judge them can take.

By Hall's theorem (in the form of Ford & Fulkerson's maximum flow and minimum cut, 1956) seats stay
empty exactly when some entries want more than their jurors have room for; the smallest cut names them.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from judging.assignment.cut import tight_entries


@dataclass(frozen=True)
class Bottleneck:
    """Entries (rows) that want `wanted` seats, of which their jurors (columns) can take `capacity`."""

    entries: tuple[int, ...]
    jurors: tuple[int, ...]
    wanted: int
    capacity: int


def bottlenecks(allowed: np.ndarray, wanted: np.ndarray, room: np.ndarray) -> list[Bottleneck]:
    """Independent bottlenecks, the widest first; together they explain every seat that must stay empty.

    `allowed` is a truth table of entries × jurors, `wanted` seats per entry, `room` seats per juror.
    """
    tight = tight_entries(allowed, wanted, room)
    if not len(tight):
        return []
    entry, juror = np.nonzero(allowed[tight])
    nodes = len(tight) + allowed.shape[1]
    links = sparse.coo_array((np.ones(len(entry)), (entry, len(tight) + juror)), shape=(nodes, nodes))
    _, part = connected_components(links, directed=False)
    found = []
    for number in np.unique(part[: len(tight)]):
        entries = tight[part[: len(tight)] == number]
        open_to = allowed[entries].sum(axis=0)
        capacity = int(np.minimum(room, open_to).sum())
        jurors = np.flatnonzero(open_to).tolist()
        found.append(Bottleneck(tuple(entries.tolist()), tuple(jurors), int(wanted[entries].sum()), capacity))
    return sorted(found, key=lambda one: (one.capacity - one.wanted, one.entries))
