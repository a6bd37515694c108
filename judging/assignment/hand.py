"""One group's share while it is dealt."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from judging.assignment.cliques import cliques
from judging.assignment.groups import Group


@dataclass
class Hand:
    """`kept` and `new` say how many entries each juror keeps and gets, `empty` how many seats stay empty,
    `unmet` on how many entries each demand is not met. `seated` is who sits where so far, entries in
    the group's order × jurors.
    """

    group: Group
    kept: np.ndarray
    new: np.ndarray
    empty: int
    unmet: list[int]
    seated: np.ndarray = field(init=False)

    def __post_init__(self):
        self.seated = np.zeros((self.group.size, len(self.kept)), bool)
        self.random = self.group.board.random
        self.gets = self.kept + self.new
        self.allowed = self.group.board.allowed[self.group.rows]
        self.existing = self.group.board.existing[self.group.rows]

    @cached_property
    def apart(self) -> np.ndarray:
        """Who must not meet, among those who get something."""
        gets = self.gets > 0
        return self.group.board.apart & gets & gets[:, None]

    @cached_property
    def cliques(self) -> list[list[int]]:
        return cliques(self.apart)

    @property
    def bounds(self) -> tuple[int, int]:
        """Fewest and most jurors of an entry, when the empty seats are shared."""
        each, more = divmod(self.empty, self.group.size)
        return self.group.seats - each - bool(more), self.group.seats - each

    def missing(self) -> np.ndarray:
        """How many jurors each entry can still get."""
        return self.bounds[1] - self.seated.sum(axis=1)

    def fits(self, juror: int) -> np.ndarray:
        """Which entries a juror can be given as it lies."""
        fits = self.allowed[:, juror] & ~self.seated[:, juror] & (self.missing() > 0)
        if self.apart[juror].any():
            fits &= ~self.seated[:, self.apart[juror]].any(axis=1)
        return fits

    def lacks(self, juror: int) -> np.ndarray:
        """How many demands of each entry a juror would meet that nobody meets yet."""
        mine = [list(demand) for demand in self.group.demands if juror in demand]
        return sum((~self.seated[:, demand].any(axis=1) for demand in mine), np.zeros(self.group.size, int))

    def unmet_by(self, demand) -> np.ndarray:
        """Which entries have nobody whom a demand asks for."""
        return ~self.seated[:, list(demand)].any(axis=1)

    def is_right(self) -> bool:
        """Whether everything lies as the share says, within the rules."""
        low, high = self.bounds
        counts = self.seated.sum(axis=1)
        return bool(
            (self.seated.sum(axis=0) == self.gets).all()
            and not (self.seated & ~self.allowed).any()
            and not any((self.seated[:, clique].sum(axis=1) > 1).any() for clique in self.cliques)
            and counts.min() >= low
            and counts.max() <= high
            and (self.seated & self.existing).sum() >= self.kept.sum()
            and all(
                self.unmet_by(demand).sum() <= unmet
                for demand, unmet in zip(self.group.demands, self.unmet, strict=True)
            )
        )
