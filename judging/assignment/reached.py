"""The goals by name, and how far a set of groups reaches them."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class Goal(StrEnum):
    """What a plan is measured by; each counts something that should be small."""

    UNMET = "unmet"
    MOVES = "moves"
    EMPTY = "empty"
    UNEVEN_EMPTY = "uneven_empty"
    IMBALANCE = "imbalance"
    UNEVEN_SPREAD = "uneven_spread"


@dataclass(frozen=True)
class Reached:
    """How far a goal was reached; `of` names the values that are spread. If `proven`, nothing is better."""

    goal: Goal
    value: float
    proven: bool
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shares:
    """How many entries of each group every juror keeps and gets: (groups × jurors) tables of counts.

    `empty` seats are counted per group, `unmet` demands per group and demand. `reached` is in the order
    of the goals.
    """

    kept: np.ndarray
    new: np.ndarray
    empty: np.ndarray
    unmet: list[list[int]]
    reached: list[Reached]
