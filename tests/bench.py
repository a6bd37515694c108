"""What numbers, sending and importing cost: `python -m tests.bench`, part of `make bench`.

Pages are measured by `tests.bench_site`, judging by `tests.bench_jury`. Everything is compared with a null
view of the same project in the same run, because only such ratios mean something on another machine or
another day. Two sizes show whether it grows with the data.
`--write` appends the table to docs/benchmarks.md.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
BENCHMARKS = ROOT / "docs" / "benchmarks.md"
SMALL = 100


@dataclass(frozen=True)
class Result:
    what: str
    entries: int
    queries: int | None
    cpu: float
    null: float

    def row(self) -> list[str]:
        queries = "–" if self.queries is None else str(self.queries)
        share = f"{self.null / self.cpu:.0%}" if self.null else "–"
        return [self.what, f"{self.entries:,}", queries, f"{self.cpu:.2f}", share]


def cpu_of(act: Callable[[], object]) -> float:
    started = time.process_time()
    act()
    return (time.process_time() - started) * 1000


def queries_of(act: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def compare(acts: dict[str, Callable[[], object]], entries: int, rounds: int) -> list[Result]:
    """Run all in turn, again and again; the median of each, beside the null view of the same rounds."""
    for act in acts.values():
        act()  # what a process does once is not counted
    queries = {name: queries_of(act) for name, act in acts.items()}
    spent: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            spent[name].append(cpu_of(act))
    null = median(spent["null view"])
    return [Result(name, entries, queries[name], median(spent[name]), null) for name in acts]


# --- set-up -----------------------------------------------------------------------------------------
def begin(database: str | None = None) -> None:
    """Start Django with the null view among its addresses, on an empty database: SQLite, or the one given."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ.pop("DATABASE_URL", None)
    if database:
        os.environ["DATABASE_URL"] = database
    import django
    from django.conf import settings

    settings.ROOT_URLCONF = "tests.bench_addresses"
    settings.ALLOWED_HOSTS = ["*"]
    django.setup()
    migrate()


# --- data ---------------------------------------------------------------------------------------
def migrate() -> None:
    from django.conf import settings
    from django.core.management import call_command

    database = settings.DATABASES["default"]
    if settings.ON_SQLITE:
        database["NAME"] = database["TEST"]["NAME"]
        if settings.MIGRATED_DATABASE.exists():
            shutil.copy(settings.MIGRATED_DATABASE, database["NAME"])
    with redirect_stdout(StringIO()):
        call_command("migrate")


# --- what is measured ---------------------------------------------------------------------------
def acts(campaign) -> dict[str, Callable[[], object]]:
    from django.http import QueryDict
    from django.test import Client

    from campaign import stamps
    from pledges.gallery import Gallery

    visitor, stamp = Client(), stamps.current()[campaign.pk]

    def numbers():
        chosen = Gallery(campaign, QueryDict("kind=pledge&language=fi"), stamp)
        assert all(sum(chosen.numbers(one)) for one in chosen.filters[:3])
        return [chosen.numbers(one) for one in chosen.filters]

    return {"null view": lambda: visitor.get("/null/"), "numbers of every choice": numbers}


def sending(campaign, rounds: int, entries: int) -> Result:
    from django.test import Client
    from django.utils import translation

    from tests import make
    from tests.addresses import english

    author, client = make.user(), Client()
    client.force_login(author)
    organisation = make.organisation(people=[author])
    theme = campaign.themes.first()
    drafts = [
        make.entry(campaign=campaign, organisation=organisation, author=author, themes=[theme])
        for _ in range(rounds + 1)
    ]

    def send():
        with translation.override("en"):
            response = client.post(english("pledges:submit", drafts.pop().uuid))
        assert response.status_code == 302, response.status_code

    null = median(cpu_of(lambda: client.get("/null/")) for _ in range(rounds))
    queries = queries_of(send)
    return Result("submit", entries, queries, median(cpu_of(send) for _ in range(rounds)), null)


MAPPING = """
[entry]
kind = "initiative"
organisation = "Asukkaat"
title = { column = "otsikko" }
summary = { column = "teksti" }
description = { column = "teksti" }
external_id = { column = "nro" }
"""


def importing(campaign, rows: int) -> str:
    from django.core.management import call_command

    place = Path(os.environ["LUPAUS_VAR"])
    table, rules = place / "entries.csv", place / "entries.toml"
    lines = [f"{number},Ehdotus {number},Istutetaan puita puistoon {number}." for number in range(rows)]
    table.write_text("nro,otsikko,teksti\n" + "\n".join(lines) + "\n", encoding="utf-8")
    rules.write_text(MAPPING, encoding="utf-8")
    started = time.perf_counter()
    with redirect_stdout(StringIO()):
        call_command("import_entries", table, campaign=campaign.slug, map=rules, stdout=StringIO())
    took = time.perf_counter() - started
    return f"Import: {rows:,} rows in {took:.1f} s, {rows / took:,.0f} rows a second."


def measure(most: int, rounds: int) -> str:
    from tests import make, make_pages
    from tests.bench_data import fill

    campaign = make.campaign()
    for palette in range(1, 5):
        make.theme(campaign, palette=palette)
    make_pages.campaign_pages(campaign)
    organisations = [make.organisation() for _ in range(50)]
    results, made = [], 0
    for size in (SMALL, most):
        fill(campaign, organisations, range(made + 1, size + 1))
        made = size
        results += compare(acts(campaign), size, rounds)
        results.append(sending(campaign, rounds, size))
    return f"{table(results)}\n\n{importing(make.campaign(), 1000)}\n"


def table(results: list[Result]) -> str:
    head = ["What", "Entries", "Queries", "CPU ms", "Null view's share"]
    rows = [head, ["---", *["---:"] * 4], *(result.row() for result in results)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def commit() -> str:
    asked = ["git", "describe", "--always", "--dirty"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout.strip() or "unknown"


def heading(what: str) -> str:
    day = time.strftime("%Y-%m-%d")
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors before"
    said = f"Only the shares compare with another day or machine; {load}."
    return f"## {day}, commit {commit()}, {what}\n\n{said}"


def own_memory() -> float:
    """Megabytes that this process shares with no other."""
    told = Path("/proc/self/status").read_text()
    return int(told.split("RssAnon:")[1].split()[0]) / 1024


def tell(report: str, *, write: bool) -> None:
    """Print a report, and append it to what was measured before if asked to."""
    sys.stdout.write(report)
    if write:
        BENCHMARKS.write_text(f"{BENCHMARKS.read_text()}\n{report}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=10_000, help="the larger of the two sizes")
    parser.add_argument("--rounds", type=int, default=15, help="how often each page is asked for")
    parser.add_argument(
        "--write", action="store_true", help=f"append the table to {BENCHMARKS.relative_to(ROOT)}"
    )
    options = parser.parse_args()
    begin()
    from django.conf import settings

    title = f"SQLite, up to {options.entries:,} entries"
    report = f"{heading(title)}\n\n{measure(options.entries, options.rounds)}"
    shutil.rmtree(settings.RUN)
    tell(report, write=options.write)


if __name__ == "__main__":
    main()
