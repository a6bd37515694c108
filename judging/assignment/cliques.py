"""Who must not meet, as sets of which an entry gets one at most."""

import numpy as np


def cliques(apart: np.ndarray) -> list[list[int]]:
    """Sets of jurors none of whom may meet, which cover every pair that must not."""
    left = {(int(one), int(other)) for one, other in np.argwhere(np.triu(apart))}
    found = []
    while left:
        clique = list(min(left))
        for juror in range(len(apart)):
            if juror not in clique and apart[juror, clique].all():
                clique.append(juror)
        left -= {(one, other) for one in clique for other in clique}
        found.append(sorted(clique))
    return found
