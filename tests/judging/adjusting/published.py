"""Data sets whose analysis is in the textbooks: two-way and one-way layouts, with their answers.

*Dyestuff*, *Dyestuff2* and *Penicillin* are in Davies & Goldsmith, Statistical Methods in Research and
Production (4th ed. 1972), sections 6.4 and 6.6, the second in Box & Tiao, Bayesian Inference in Statistical
Analysis (1973), section 5.1.2; R's package lme4 ships all three, and prints these REML estimates. The
herds and sires are the example of Robinson, That BLUP is a good thing, Statistical Science 6 (1991) 15-32.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Published:
    """Ballots of a layout, with published variances of entries, jurors and chance, and REML's criterion."""

    entry: np.ndarray
    juror: np.ndarray
    score: np.ndarray
    variances: tuple[float, float, float]
    criterion: float
    mean: float


def _one_way(batches: list[list[float]], **answers) -> Published:
    entry = np.repeat(np.arange(len(batches)), [len(batch) for batch in batches])
    return Published(entry, np.zeros_like(entry), np.concatenate(batches).astype(float), **answers)


DYESTUFF = _one_way(
    [
        [1545, 1440, 1440, 1520, 1580],
        [1540, 1555, 1490, 1560, 1495],
        [1595, 1550, 1605, 1510, 1560],
        [1445, 1440, 1595, 1465, 1545],
        [1595, 1630, 1515, 1635, 1625],
        [1520, 1455, 1450, 1480, 1445],
    ],
    variances=(1764.05, 0, 2451.25),
    criterion=319.6543,
    mean=1527.5,
)
DYESTUFF_BATCHES = [-17.607, 0.391, 28.562, -23.085, 56.733, -44.995]

# Made by Box & Tiao so that batches differ less than chance alone would make them.
DYESTUFF2 = _one_way(
    [
        [7.298, 3.846, 2.434, 9.566, 7.990],
        [5.220, 6.556, 0.608, 11.788, -0.892],
        [0.110, 10.386, 13.434, 5.510, 8.166],
        [2.212, 4.852, 7.092, 9.288, 4.980],
        [0.282, 9.014, 4.458, 9.446, 7.198],
        [1.722, 4.782, 8.106, 0.758, 3.758],
    ],
    variances=(0, 0, 13.806),
    criterion=161.8283,
    mean=5.6656,
)

# Diameters of six samples (jurors, so to speak) on 24 plates.
_PLATES = """
    27 23 26 23 23 21  27 23 26 23 23 21  25 21 25 24 24 20  26 23 25 23 23 20
    25 22 26 22 23 20  24 22 25 23 22 19  24 20 23 21 22 19  26 22 26 24 24 21
    24 21 24 22 22 20  24 21 24 23 22 19  26 23 26 24 24 21  25 22 26 24 24 20
    26 24 26 24 25 22  26 23 26 23 23 20  26 23 25 24 24 22  25 22 25 23 23 20
    25 21 24 23 23 20  25 22 24 23 23 19  24 21 23 21 21 19  26 23 26 24 24 21
    25 21 24 22 22 18  25 22 25 22 22 20  24 21 24 22 24 19  24 21 24 22 21 18
"""
PENICILLIN = Published(
    np.repeat(np.arange(24), 6),
    np.tile(np.arange(6), 24),
    np.array(_PLATES.split(), float),
    variances=(0.716908, 3.73092, 0.302415),
    criterion=330.8606,
    mean=22.9722,
)

# First lactation yields: herds are fixed effects, and the variance of sires a tenth of that of chance.
HERDS = np.array([0, 0, 1, 1, 1, 2, 2, 2, 2])
SIRES = np.array([0, 3, 1, 3, 3, 2, 2, 3, 3])
YIELDS = np.array([110, 100, 110, 100, 100, 110, 110, 100, 100], float)
SIRES_RATIO = 0.1
HERD_MEANS = [105.64, 104.28, 105.46]
SIRE_EFFECTS = [0.40, 0.52, 0.76, -1.67]
