"""What visitors get of the served site: `python -m tests.bench_site`, part of `make bench`.

Real parts: the server that `make run` starts, asked by another process on connections that are kept, SQLite
or, with `--postgres ADDRESS` of a server, databases "lupaus_bench_…" of its own there. Everything is asked
for in turn, again and again, beside a null view of the same server: only such shares mean something on
another machine or another day. *Cold* is a server that keeps no pages (LUPAUS_KEPT_PAGES_MB=0), *kept* one
as it comes.

Entries take a few milliseconds each to make; `--place DIRECTORY` leaves them for the next run. `--write`
appends the tables to docs/benchmarks.md.
"""

import argparse
import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench import ROOT, commit, tell
from tests.bench_visitors import Answers, Metered, metered, request, visit

METERED = 12  # requests alone, for what one costs
# Each of them goes through all that is asked for; the figures of memory are those afterwards.
MODES = {"cold": {"LUPAUS_KEPT_PAGES_MB": "0"}, "kept": {}}
NULL = "null view"


@dataclass
class Figure:
    what: str
    mode: str
    entries: int
    costs: list[Metered]
    answers: Answers

    @property
    def cpu(self) -> float:
        return median(one.cpu for one in self.costs)


@dataclass(frozen=True)
class Memory:
    """Megabytes of the larger worker: all, its share of what several use, and what no file stands behind."""

    mode: str
    entries: int
    requests: int
    rss: float
    pss: float
    own: float


# --- data ---------------------------------------------------------------------------------------
def prepared(place: Path, sizes: list[int], postgres: str) -> dict[int, dict[str, str]]:
    """For each size the environment of its site, which is made from the one before unless it is there."""
    made, before = {}, None
    for size in sizes:
        environment = {"LUPAUS_VAR": str(place / str(size))}
        if postgres:
            environment["DATABASE_URL"] = f"{postgres}/{_database(size)}"
        if not (place / str(size) / "asked.json").exists():
            _copy(place, before, size, postgres)
            began = time.monotonic()
            command = [sys.executable, "-m", "tests.bench_site_data", str(size)]
            subprocess.run(command, cwd=ROOT, env=_around(environment), check=True)
            sys.stderr.write(f"{size:,} entries after {time.monotonic() - began:.0f} s\n")
        made[size], before = environment, size
    return made


def _database(size: int) -> str:
    return f"lupaus_bench_{size}"


def _around(environment: dict[str, str]) -> dict[str, str]:
    return os.environ | {"DJANGO_SETTINGS_MODULE": "tests.bench_settings"} | environment


def _copy(place: Path, before: int | None, size: int, postgres: str) -> None:
    there = place / str(size)
    shutil.rmtree(there, ignore_errors=True)
    there.mkdir()
    if before:
        shutil.copytree(place / str(before), there, dirs_exist_ok=True)
        (there / "asked.json").unlink()
    if postgres:
        import psycopg

        template = f" TEMPLATE {_database(before)}" if before else ""
        with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {_database(size)}")
            connection.execute(f"CREATE DATABASE {_database(size)}{template}")


# --- the server ---------------------------------------------------------------------------------
class Served:
    """The server that `make run` starts, with an environment of its own."""

    def __init__(self, environment: dict[str, str]):
        from cms.management.commands import start

        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        kept = dict(os.environ)
        os.environ |= _around(environment)
        try:
            self.process = start.serve("127.0.0.1", self.port)
        finally:
            os.environ.clear()
            os.environ |= kept
        start.await_answer("127.0.0.1", self.port, self.process)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait(20)

    def memory(self) -> tuple[float, float, float]:
        """All, share and own of the larger worker, in megabytes."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return max(_memory_of(child) for child in children)


def _memory_of(process: str) -> tuple[float, float, float]:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    told = {name: int(text.split()[0]) / 1024 for name, text in (line.split(":", 1) for line in lines)}
    return told["Rss"], told["Pss"], told["Anonymous"]


# --- what is measured ---------------------------------------------------------------------------
async def measure(served: Served, mode: str, size: int, asked: dict, options) -> list[Figure]:
    """Each alone for what it costs, then all in turn under load, in as many rounds."""
    figures, unchanged = [], None
    for what, addresses in asked.items():
        # Each worker has every page once, and with it all that it keeps.
        await visit(served.port, [request(one) for one in addresses], options.people, None)
        costs = [await metered(served.port, addresses[n % len(addresses)]) for n in range(METERED)]
        figures.append(Figure(what, mode, size, costs, Answers()))
        if what == "gallery":
            unchanged = request(addresses[0], If_None_Match=costs[0].tag)
    again = Figure("gallery, unchanged since", mode, size, [], Answers())
    for _ in range(options.rounds):
        for figure in figures:
            requests = [request(one) for one in asked[figure.what]]
            figure.answers += await visit(served.port, requests, options.people, options.seconds)
        again.answers += await visit(served.port, [unchanged], options.people, options.seconds, b"304")
    return [*figures, again] if mode == "kept" else figures


def served_figures(environments: dict[int, dict[str, str]], options) -> tuple[list[Figure], list[Memory]]:
    figures, memory = [], []
    for size, environment in environments.items():
        asked = json.loads((Path(environment["LUPAUS_VAR"]) / "asked.json").read_text())
        for mode, more in MODES.items():
            with Served(environment | more) as served:
                new = asyncio.run(measure(served, mode, size, asked, options))
                requests = sum(len(one.answers.took) for one in new)
                memory.append(Memory(mode, size, requests, *served.memory()))
            figures += new
    return figures, memory


# --- the report ---------------------------------------------------------------------------------
def rows(figures: list[Figure]) -> list[list[str]]:
    """Each beside the null view of its own server, and beside the same of the smallest size."""
    null = {(one.mode, one.entries): one for one in figures if one.what == NULL}
    first: dict[tuple[str, str], Figure] = {}
    told = []
    for one in figures:
        beside, smallest = null[one.mode, one.entries], first.setdefault((one.what, one.mode), one)
        name = one.what if one is beside else f"{one.what}, {one.mode}"
        share = f"{one.answers.rate / beside.answers.rate:.0%}"
        load = [f"{one.answers.rate:,.0f}", share, f"{one.answers.middle:.1f}", f"{one.answers.slow:.1f}"]
        told.append([name, f"{one.entries:,}", *_costs(one, smallest), *load, str(one.answers.faults)])
    return told


def _costs(one: Figure, smallest: Figure) -> list[str]:
    """Statements, kilobytes plain and compressed, milliseconds of the processor and of the database."""
    if not one.costs:
        return ["–"] * 6
    queries = sorted({cost.queries for cost in one.costs})
    kilobytes = (median(getattr(cost, part) for cost in one.costs) / 1000 for part in ("size", "compressed"))
    growth = "–" if one is smallest else f"{one.cpu / smallest.cpu:.1f} ×"
    return [
        "–".join(map(str, {queries[0]: 0, queries[-1]: 0})),
        *(f"{number:.1f}" for number in kilobytes),
        f"{one.cpu:.2f}",
        growth,
        f"{median(cost.database for cost in one.costs):.2f}",
    ]


COSTS = ["Queries", "kB", "kB gzip", "CPU ms", "Growth", "Database ms"]
HEAD = ["What", "Entries", *COSTS, "Requests a second", "Null view's share", "p50 ms", "p95 ms", "Faults"]
MEMORY = ["Worker", "Entries", "Requests before", "RSS MB", "PSS MB", "No file behind, MB"]


def table(head: list[str], lines: list[list[str]]) -> str:
    ruler = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(line)} |" for line in [head, ruler, *lines])


def heading(options) -> str:
    database, load = "PostgreSQL" if options.postgres else "SQLite", os.getloadavg()[0]
    return (
        f"## The served site, {time.strftime('%Y-%m-%d')}, commit {commit()}, {database}\n\n"
        f"Two workers on {os.cpu_count()} processors, which {options.people} visitors and others share; load "
        f"{load:.1f} before. {options.rounds} rounds of {options.seconds} s each. Faults are answers other "
        "than 200 (304)."
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of entries, the smallest first")
    parser.add_argument("--people", type=int, default=8, help="connections that are kept busy")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2, help="of each page in each round")
    parser.add_argument("--postgres", default="", help="such as postgres://postgres@127.0.0.1:5432")
    parser.add_argument("--place", type=Path, help="where the sites stay for the next run")
    parser.add_argument("--write", action="store_true", help="append the tables to docs/benchmarks.md")
    options = parser.parse_args()
    place = options.place or Path(tempfile.mkdtemp(prefix="lupaus-bench-"))
    place.mkdir(parents=True, exist_ok=True)
    title = heading(options)
    sizes = sorted(int(size) for size in options.sizes.split(","))
    environments = prepared(place, sizes, options.postgres)
    os.environ |= _around(environments[sizes[0]])
    import django

    django.setup()
    figures, memory = served_figures(environments, options)
    if not options.place:
        shutil.rmtree(place)
    kept = [
        [f"{m.entries:,}", f"{m.requests:,}", *(f"{n:.0f}" for n in (m.rss, m.pss, m.own))] for m in memory
    ]
    told = [[m.mode, *line] for m, line in zip(memory, kept, strict=True)]
    report = f"{title}\n\n{table(HEAD, rows(figures))}\n\n{table(MEMORY, told)}\n"
    tell(report, write=options.write)
    return int(any(one.answers.faults for one in figures))


if __name__ == "__main__":
    sys.exit(main())
