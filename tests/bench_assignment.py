"""How long the best assignment takes: `python -m tests.bench_assignment`, or `make bench`.

Three sizes show how it grows; processor seconds, because a shared machine's clock says little.
`--write` appends the table to docs/benchmarks.md.
"""

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from judging.assignment import Entry, Juror, Plan, Problem, assign
from tests.bench import heading, tell

SIZES = (100, 1_000, 10_000)
JURORS = 200


def call(entries: int, jurors: int = JURORS) -> Problem:
    """A large call: three languages, two kinds, 19 regions, one conflict in a hundred pairs, five couples."""
    chance = random.Random(1)
    its = tuple(
        Entry(
            number,
            3,
            (chance.choices(["fi", "sv", "en"], [80, 15, 5])[0],),
            {
                "kind": chance.choices(["pledge", "initiative"], [70, 30])[0],
                "region": f"MK{int(19 * chance.random() ** 1.5):02}",
            },
        )
        for number in range(entries)
    )
    reads = {"sv": 0.4, "en": 0.7}
    people = tuple(
        Juror(number, ("fi", *(language for language, share in reads.items() if chance.random() < share)))
        for number in range(jurors)
    )
    pairs = ((juror, entry) for entry in range(entries) for juror in range(jurors))
    conflicts = frozenset(pair for pair in pairs if chance.random() < 0.01)
    couples = frozenset((2 * number, 2 * number + 1) for number in range(5))
    return Problem(its, people, conflicts, couples)


def left(problem: Problem, plan: Plan, **fields) -> Problem:
    """The same call once its first juror has left, with the plan as what exists."""
    jurors = (replace(problem.jurors[0], available=False), *problem.jurors[1:])
    assigned = {(seat.juror, seat.entry): False for seat in plan.seats}
    return replace(problem, jurors=jurors, assigned=assigned, **fields)


@dataclass(frozen=True)
class Run:
    what: str
    entries: int
    wall: float
    cpu: float
    plan: Plan

    def row(self, before: "Run | None") -> list[str]:
        loads = [load for load in self.plan.loads.values() if load]
        return [
            self.what,
            f"{self.entries:,}",
            f"{self.wall:.1f}",
            f"{self.cpu:.1f}",
            "–" if before is None else f"{self.cpu / before.cpu:.1f} ×",
            f"{min(loads)}–{max(loads)}",
            f"{len(self.plan.moves):,}",
            "yes" if self.plan.is_proven else "no",
        ]


def timed(what: str, problem: Problem) -> Run:
    wall, cpu = time.perf_counter(), time.process_time()
    plan = assign(problem)
    return Run(what, len(problem.entries), time.perf_counter() - wall, time.process_time() - cpu, plan)


def runs(entries: int) -> Iterator[Run]:
    problem = call(entries)
    first = timed("first plan", problem)
    yield first
    yield timed("a juror leaves, the rest stays", left(problem, first.plan))
    yield timed("a juror leaves, moves cost 0", left(problem, first.plan, move_cost=0))


def measure(sizes) -> str:
    head = ["Assignment", "Entries", "Seconds", "CPU s", "Growth", "Loads", "Moves", "Proven best"]
    lines, before = [head, ["---", *["---:"] * 7]], {}
    for size in sizes:
        for run in runs(size):
            lines.append(run.row(before.get(run.what)))
            before[run.what] = run
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, nargs="+", default=SIZES)
    parser.add_argument("--write", action="store_true", help="append the table to docs/benchmarks.md")
    options = parser.parse_args()
    most = max(options.entries)
    title = heading(f"assignment to {JURORS} jurors, 3 each, up to {most:,} entries")
    report = f"{title}\n\n{measure(options.entries)}"
    tell(report, write=options.write)


if __name__ == "__main__":
    main()
