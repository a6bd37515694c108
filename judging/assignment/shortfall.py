"""What is amiss, with numbers, for the screen to put into words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from judging.assignment.problem import Id


@dataclass(frozen=True)
class Shortfall:
    """`what` is amiss with which entries, and how many seats (0: none) stay empty because of it.

    The facts of each `what` are listed in docs/assignment.md.
    """

    what: str
    entries: tuple[Id, ...]
    missing: int = 0
    facts: Mapping[str, object] = field(default_factory=dict)


def by_id(ids: Iterable[Id]) -> tuple[Id, ...]:
    return tuple(sorted(ids, key=lambda one: (isinstance(one, str), one)))
