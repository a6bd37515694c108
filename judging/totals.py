"""How the answers of a ballot become its total. Pure functions, no database.

A total is the weighted mean over the criteria answered with a level, on 0–100: with answered criteria
C, weights w, chosen levels s and highest levels t, total = 100 · Σ w·s/t / Σ w over C. What was not
answered, does not apply or cannot be judged is left out instead of counting as zero; the answered
weight Σ w is shown beside the total.

It is reckoned in whole fractions, rounded once – half to even – and kept as a whole number of
millionths of a point. Sums of whole numbers are exact in any order and in every database, so a mean
from stored totals and one from raw scores agree to the last bit.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

MILLIONTHS = 1_000_000
FULL = 100 * MILLIONTHS


def total(answers: Iterable[tuple[int, int, int]]) -> tuple[int | None, int]:
    """Total in millionths of a point (None without any level) and answered weight.

    `answers` are (weight, level, top level) of the criteria answered with a level.
    """
    answers = list(answers)
    answered = sum(weight for weight, _, _ in answers)
    if not answered:
        return None, 0
    value = sum(Fraction(weight * level, top) for weight, level, top in answers)
    return round(FULL * value / answered), answered


def points(millionths: int | None) -> Decimal | None:
    """A total as it is shown: points, 0–100."""
    return None if millionths is None else Decimal(millionths) / MILLIONTHS
