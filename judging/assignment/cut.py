"""The smallest cut between seats that are wanted and jurors who have room."""

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import breadth_first_order, maximum_flow


def tight_entries(allowed: np.ndarray, wanted: np.ndarray, room: np.ndarray) -> np.ndarray:
    """Entries (rows of `allowed`) on the wanting side of the cut; `wanted` per entry, `room` per juror."""
    alike: dict[tuple, list[int]] = {}
    for row in np.flatnonzero(wanted):
        alike.setdefault((allowed[row].tobytes(), int(wanted[row])), []).append(int(row))
    kinds, jurors = list(alike.values()), allowed.shape[1]
    source, sink = 0, len(kinds) + jurors + 1
    sizes = np.array([len(rows) for rows in kinds])
    firsts = [rows[0] for rows in kinds]
    kind, juror = np.nonzero(allowed[firsts])
    tails = np.concatenate([np.zeros(len(kinds)), 1 + kind, 1 + len(kinds) + np.arange(jurors)])
    heads = np.concatenate([1 + np.arange(len(kinds)), 1 + len(kinds) + juror, np.full(jurors, sink)])
    widths = np.concatenate([sizes * wanted[firsts], sizes[kind], np.minimum(room, wanted.sum())])
    shape = (sink + 1, sink + 1)
    network = sparse.csr_array((widths.astype(np.int32), (tails.astype(int), heads.astype(int))), shape=shape)
    flow = maximum_flow(network, source, sink).flow
    left = sparse.csr_array(network - flow)
    left.data = (left.data > 0).astype(np.int32)
    left.eliminate_zeros()
    reached = breadth_first_order(left, source, return_predecessors=False)
    inside = [rows for number, rows in enumerate(kinds) if number + 1 in set(reached.tolist())]
    return np.sort(np.concatenate([np.zeros(0, int), *inside]).astype(int))
