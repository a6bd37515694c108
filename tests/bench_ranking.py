"""What the adjusted ranking costs and how often it is right: `python -m tests.bench_ranking`, `make bench`.

Invents juries of many shapes whose entries' true worth is known, and counts how often intervals hold it
and how often adjusting brings the order nearer to the true one. `--write` appends both tables to
docs/benchmarks.md.
"""

import argparse
import os
import resource
import time

import numpy as np

from judging.adjusting.assessment import assess
from tests.bench import commit, tell
from tests.judging.adjusting.juries import Shape, Study, invent, study

SIZES = [Shape(100, 10, 5), Shape(1_000, 50, 5), Shape(10_000, 200, 5)]
SHAPES = [
    Shape(40, 8, 3),
    Shape(40, 8, 3, strictness=0.5),
    Shape(40, 8, 3, strictness=3),
    Shape(40, 8, 3, strictness=10, chance=5),
    Shape(40, 8, 3, strictness=20),
    Shape(40, 8, 3, merit=3),
    Shape(40, 8, 3, merit=0.6),
    Shape(20, 5, 5),
    Shape(20, 5, 5, strictness=2),
    Shape(20, 5, 3, strictness=20),
    Shape(200, 20, 4),
    Shape(200, 20, 4, strictness=3),
    Shape(30, 2, 2),
    Shape(30, 3, 2),
    Shape(30, 3, 3),
    Shape(30, 4, 2),
    Shape(8, 4, 3),
    Shape(20, 30, 4),
]


def row(*cells) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def timed(shape: Shape, rounds: int) -> float:
    """Processor seconds of the quickest of some rounds."""
    jury = invent(shape, np.random.default_rng(1))
    spent = []
    for _ in range(rounds):
        started = time.process_time()
        assess(jury.entry, jury.juror, jury.score)
        spent.append(time.process_time() - started)
    return min(spent)


def costs(rounds: int) -> str:
    """What an assessment costs, and how that grows."""
    lines = [row("Entries × jurors × ballots each", "CPU s", "Growth"), row("---", "---:", "---:")]
    before = None
    for shape in SIZES:
        seconds = timed(shape, rounds)
        growth = "–" if before is None else f"{seconds / before:.1f} ×"
        lines.append(row(f"{shape.entries:,} × {shape.jurors} × {shape.ballots}", f"{seconds:.2f}", growth))
        before = seconds
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return "\n".join(lines) + f"\n\nLargest memory of the process: {most} MB."


def cells(found: Study) -> list[str]:
    shares = [found.score, found.score_likely, found.jury, found.jury_likely, found.rank]
    orders = [found.better, found.worse, found.could]
    errors = [f"{found.error:.2f}", f"{found.raw_error:.2f}"]
    return [*(f"{share:.1%}" for share in shares), *(f"{share:.0%}" for share in orders), *errors]


HEAD = [
    "Shape",
    "Score",
    "likely",
    "This jury",
    "likely",
    "Rank",
    "Better",
    "Worse",
    "Could",
    "Error",
    "Raw error",
]
EXPLAINED = """\
A shape is entries × jurors × ballots each, then the deviations of merit, strictness and chance in points.
*Score*, *this jury* and *rank* are the shares of true values within their 90 % intervals; *likely* is the
same without the luck of a single truth. *Better* and *worse*: in how many juries the adjusted order is
nearer to the true one (Kendall's tau) than that of the means, or farther; *could*: in how many the order
of somebody who knows the three deviations is nearer. Errors are root mean squares, in points.
"""


def rightness(juries: int, seed: int) -> str:
    lines = [row(*HEAD), row("---", *["---:"] * (len(HEAD) - 1))]
    for shape in SHAPES:
        number = max(juries * 40 // max(shape.entries, 40), 20)
        lines.append(row(shape, *cells(study(shape, number, seed, draws=1000))))
    return f"{juries} juries of each shape (fewer of large ones), seed {seed}.\n\n" + "\n".join(lines)


def heading() -> str:
    cores = os.cpu_count()
    return f"## Adjusted ranking, {time.strftime('%Y-%m-%d')}, commit {commit()}, {cores} cores"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--juries", type=int, default=300, help="how many juries of each shape are invented")
    parser.add_argument("--rounds", type=int, default=3, help="how often each size is measured")
    parser.add_argument("--seed", type=int, default=1, help="which juries are invented")
    parser.add_argument("--write", action="store_true", help="append the tables to docs/benchmarks.md")
    options = parser.parse_args()
    report = (
        f"{heading()}\n\n{costs(options.rounds)}\n\n{EXPLAINED}\n{rightness(options.juries, options.seed)}\n"
    )
    tell(report, write=options.write)


if __name__ == "__main__":
    main()
