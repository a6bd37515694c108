"""A plan: who judges what, what had to move, how far each goal was reached, and what could not be."""

from dataclasses import dataclass

from judging.assignment.problem import Id
from judging.assignment.reached import Reached
from judging.assignment.shortfall import Shortfall


class OutOfTime(Exception):  # noqa: N818
    """Not even a first plan was found in the time given."""


@dataclass(frozen=True, slots=True)
class Seat:
    """`status` is "fixed", "kept" or "new"."""

    juror: Id
    entry: Id
    status: str


@dataclass(frozen=True, slots=True)
class Move:
    """A seat taken away, and `why`: a rule on the pair ("unavailable", "conflict", "language", "apart"), or
    the "goals" – limits, must-haves and seats elsewhere, balance.
    """

    juror: Id
    entry: Id
    why: str


@dataclass(frozen=True)
class Plan:
    seats: tuple[Seat, ...]
    moves: tuple[Move, ...]
    loads: dict[Id, int]
    reached: tuple[Reached, ...]
    shortfalls: tuple[Shortfall, ...]
    breaches: tuple[Shortfall, ...]

    @property
    def is_proven(self) -> bool:
        """Whether no plan is better, by the goals in their order."""
        return all(one.proven for one in self.reached)

    @property
    def is_complete(self) -> bool:
        """Whether every entry has its jurors and every rule is met."""
        return not self.shortfalls
