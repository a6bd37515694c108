"""What open data costs: `python -m tests.bench_open_data`, part of `make bench`.

Every entry has all permissions, a theme and a description of a thousand letters; every third has a partner.
Dumps are compared with reading the same columns of the same rows and doing nothing with them, lists with a
null view. `--write` appends the table to docs/benchmarks.md.
"""

import argparse
import shutil
import time
from datetime import timedelta

from tests import bench

SMALL = 10_000
MADE = (("entries.csv", ""), ("entries.jsonl", ""))


def permit_everything(entries) -> None:
    from people.models import ConsentText, Purpose
    from tests import make
    from tests.bench_data import give

    for purpose in set(Purpose) - set(ConsentText.objects.values_list("purpose", flat=True)):
        make.consent_text(purpose)
    for text in ConsentText.objects.exclude(purpose=Purpose.PUBLISH_TEXT):
        give(entries, text)


def join(entries, organisations) -> None:
    from django.utils import timezone

    from pledges.models import Partner

    Partner.objects.bulk_create(
        Partner(
            entry=entry,
            organisation=organisations[(number + 1) % len(organisations)],
            state="confirmed",
            role="Tilat",
            contribution="Salit ja ohjaajat",
            language="fi",
            may_use_name=True,
            answered_at=timezone.now(),
        )
        for number, entry in enumerate(entries)
        if number % 3 == 0
    )


def plain_reading() -> None:
    from pledges.bulk_records import _AS_TEXT, _COLUMNS, _TEXT
    from pledges.models import Entry

    rows = Entry.objects.order_by("pk").annotate(**_AS_TEXT).values_list(*_COLUMNS, *_TEXT)
    for _row in rows.iterator(chunk_size=1000):
        pass


def dump(client, address: str) -> tuple[float, float, float, float, float]:
    """CPU and wall seconds, milliseconds to the first byte, megabytes sent, megabytes grown."""
    before, grown, sent = bench.own_memory(), 0.0, 0
    cpu, wall = time.process_time(), time.perf_counter()
    parts = client.get(address).streaming_content
    sent += len(next(parts))
    first = (time.perf_counter() - wall) * 1000
    for number, part in enumerate(parts):
        sent += len(part)
        if number % 50 == 0:
            grown = max(grown, bench.own_memory() - before)
    return time.process_time() - cpu, time.perf_counter() - wall, first, sent / 2**20, grown


def dumps(client, size: int) -> list[list[str]]:
    plain = bench.cpu_of(plain_reading) / 1000
    rows = []
    for name, whose in (*MADE, *((name, ", again") for name, _whose in MADE)):
        cpu, wall, first, sent, grown = dump(client, f"/open-data/v1/{name}")
        told = [
            f"{cpu:.1f}",
            f"{wall:.1f}",
            f"{cpu / plain:.1f}",
            f"{first:.0f}",
            f"{sent:.0f}",
            f"{grown:.0f}",
        ]
        rows.append([f"{name}{whose}", f"{size:,}", *told])
    return rows


def known(client, size: int, null: float) -> bench.Result:
    """Somebody asks for the table who has it already, two minutes after the last change."""
    import time_machine
    from django.utils import timezone

    address = "/open-data/v1/entries.csv"
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=True):
        tag = client.get(address).headers["ETag"]

        def ask():
            assert client.get(address, headers={"if-none-match": tag}).status_code == 304

        return bench.Result("table, unchanged", size, bench.queries_of(ask), bench.cpu_of(ask), null)


def lists(client, campaign, entry, size: int, rounds: int) -> list[bench.Result]:
    def get(address):
        def act():
            response = client.get(address)
            assert response.status_code == 200, address

        return act

    root, of = "/open-data/v1/", f"campaign={campaign.slug}"
    asked = {
        "null view": "/null/",
        "50 entries": f"{root}entries",
        "50 entries, filtered": f"{root}entries?{of}&kind=pledge",
        "one entry": f"{root}entries/{entry.reference}",
        "feed": f"{root}entries.atom?{of}",
        "50 organisations": f"{root}organisations",
        "statistics, kept": f"{root}statistics",
    }
    results = bench.compare({name: get(address) for name, address in asked.items()}, size, rounds)
    from pledges.statistics import statistics

    counted = bench.cpu_of(lambda: statistics([campaign]))
    null = results[0].null
    return [*results, bench.Result("statistics, counted", size, 4, counted, null), known(client, size, null)]


def measure(most: int, rounds: int) -> str:
    from django.test import Client

    from tests import bench_data, make, make_pages

    campaign = make.campaign()
    for palette in range(1, 5):
        make.theme(campaign, palette=palette)
    make_pages.campaign_pages(campaign)
    client, results, rows, count = Client(), [], [], 0
    for size in (SMALL, most):
        organisations = [make.organisation() for _ in range((size - count) // 10)]
        new = bench_data.fill(campaign, organisations, range(count + 1, size + 1))
        permit_everything(new)
        join(new, organisations)
        count = size
        results += lists(client, campaign, new[-1], size, rounds)
        rows += dumps(client, size)
    head = ["Dump", "Entries", "CPU s", "Wall s", "Times plain reading", "First byte ms", "MB", "Memory +MB"]
    table = "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---", *["---:"] * 7], *rows])
    return f"{bench.table(results)}\n\n{table}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=100_000, help="the larger of the two sizes")
    parser.add_argument("--rounds", type=int, default=9, help="how often each list is asked for")
    parser.add_argument("--write", action="store_true", help="append the tables to docs/benchmarks.md")
    options = parser.parse_args()
    bench.begin()
    from django.conf import settings

    title = bench.heading(f"SQLite, open data, up to {options.entries:,} entries")
    report = f"{title}\n\n{measure(options.entries, options.rounds)}"
    shutil.rmtree(settings.RUN)
    bench.tell(report, write=options.write)


if __name__ == "__main__":
    main()
