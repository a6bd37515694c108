"""What the search costs and finds: `python -m tests.bench_search`, part of `make bench`.

`--texts FILE` (with `--map RULES`, as for import_entries) measures recall on proposals that people wrote: for
frequent words, how many of the entries with any form of a word are found by asking for one other form of it,
beside the share that contains just the letters that were typed. `--write` appends to docs/benchmarks.md.
"""

import argparse
import shutil
import time
from collections import Counter, defaultdict
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from statistics import mean, median, quantiles

from tests import bench

SMALL = 100
ASKED = {
    "a word of every entry": "kotoutumisen",
    "three words of every entry": "nuorten työpaikat ohjaajalle",
    "a phrase of every entry": '"saa meiltä työpaikan"',
    "a word of one entry": "7919",
    "a slip of the pen": "kotoutumsien",
    "nothing like it": "qwertyuiopå",
    "ten thousand quotation marks": '"' * 10_000,
}


@contextmanager
def database_time():
    """The milliseconds that statements take, as they add up."""
    from django.db import connection

    spent = [0.0]

    def timed(execute, *args):
        began = time.perf_counter()
        try:
            return execute(*args)
        finally:
            spent[0] += (time.perf_counter() - began) * 1000

    with connection.execute_wrapper(timed):
        yield spent


def costs(client, address: str, size: int, rounds: int, words: dict[str, str]) -> list[list[str]]:
    """A line for each text that is searched for, made anew each time; the first time does not count."""
    from cms.kept import pages

    rows = []
    for what, text in words.items():
        act = lambda text=text: client.get(address, {"q": text})  # noqa: E731
        assert act().status_code == 200
        spent, cpu, wall = [], [], []
        for _ in range(rounds):
            pages.clear()
            began, began_cpu = time.perf_counter(), time.process_time()
            with database_time() as in_database:
                act()
            wall.append((time.perf_counter() - began) * 1000)
            cpu.append((time.process_time() - began_cpu) * 1000)
            spent.append(in_database[0])
        told = [median(spent), median(cpu), quantiles(wall, n=20)[-1]]
        pages.clear()
        rows.append([what, f"{size:,}", str(bench.queries_of(act)), *(f"{one:.1f}" for one in told)])
    return rows


def speed(most: int, rounds: int) -> str:
    from django.test import Client
    from django.urls import reverse
    from django.utils import translation

    from pledges.models import Findable, Occurrence
    from tests import make, make_pages
    from tests.bench_data import fill

    campaign = make.campaign()
    for palette in range(1, 5):
        make.theme(campaign, palette=palette)
    page = make_pages.campaign_pages(campaign)["fi"]
    organisations = [make.organisation() for _ in range(50)]
    with translation.override("fi"):
        address = reverse("search")
    rows, count, told = [], 0, []
    for size in (SMALL, most):
        began = time.perf_counter()
        fill(campaign, organisations, range(count + 1, size + 1))
        told.append(f"{size - count:,} entries with their past in {time.perf_counter() - began:.0f} s")
        count = size
        client = Client()
        rows += costs(client, address, size, rounds, ASKED)
        rows += [
            [f"{row[0]}, gallery", *row[1:]]
            for row in costs(client, page.gallery_address, size, rounds, dict(list(ASKED.items())[:1]))
        ]
    head = ["Search for", "Entries", "Queries", "Database ms", "CPU ms", "p95 ms"]
    table = "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---", *["---:"] * 5], *rows])
    kept = f"{Findable.objects.count():,} texts and {Occurrence.objects.count():,} rows of words"
    return f"{table}\n\nWritten: {'; '.join(told)}. The index has {kept}.\n"


def recall(texts: Path, rules: Path, most: int) -> str:
    """Told apart by simplemma's own way from forms to words, which is not quite ours."""
    from django.core.management import call_command
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy

    from people.lemmas.dictionaries import Mapped
    from people.lemmas.words import folded, forms
    from people.models import ConsentText, Purpose
    from pledges.models import Entry
    from pledges.search import found
    from tests import make

    for purpose in set(Purpose) - set(ConsentText.objects.values_list("purpose", flat=True)):
        make.consent_text(purpose)
    campaign = make.campaign()
    began = time.perf_counter()
    call_command(
        "import_entries", texts, campaign=campaign.slug, map=rules, state="accepted", stdout=StringIO()
    )
    took = time.perf_counter() - began
    lemmatizer = Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=Mapped()))
    read, having, forms_of = {}, defaultdict(set), defaultdict(Counter)
    rows = Entry.objects.public().in_campaign(campaign).values_list("pk", "title", "summary", "description")
    for key, *parts in rows:
        read[key] = folded(" ".join(parts))
        for form in forms(read[key]):
            word = lemmatizer.lemmatize(form, "fi").casefold()
            having[word].add(key)
            forms_of[word][form] += 1
    frequent = sorted((word for word in having if len(word) > 3), key=lambda word: -len(having[word]))
    asked = [word for word in frequent if len(forms_of[word]) > 2][:most]
    ours, letters, spent = [], [], []
    for word in asked:
        for form, _number in forms_of[word].most_common(4)[1:]:
            began = time.perf_counter()
            keys = set(found(form, campaign).tolist())
            spent.append((time.perf_counter() - began) * 1000)
            ours.append(len(keys & having[word]) / len(having[word]))
            letters.append(sum(form in read[key] for key in having[word]) / len(having[word]))
    lines = [
        ["Recall, all forms of a word", f"{mean(ours):.1%}", f"{mean(letters):.1%}"],
        ["Forms that find at least 95 %", *(f"{mean(r >= 0.95 for r in a):.0%}" for a in (ours, letters))],
        ["Milliseconds, median", f"{median(spent):.1f}", "–"],
    ]
    head = ["", "Search", "The letters typed"]
    table = "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---", "---:", "---:"], *lines])
    return (
        f"{table}\n\n{len(read):,} public entries, {len(asked)} frequent words, {len(ours)} inflected forms "
        f"asked for. Imported with the index in {took:.0f} s.\n"
    )


def memory() -> str:
    """Of a process that looks up every word of three languages once."""
    from people.lemmas.words import words_of

    before = bench.own_memory()
    for form, language in (("kaupungin", "fi"), ("städerna", "sv"), ("children", "en")):
        words_of(form, language)
    return f"Dictionaries: {bench.own_memory() - before:.0f} MB of a process's own memory.\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=100_000, help="the larger of the two sizes")
    parser.add_argument("--rounds", type=int, default=20, help="how often each text is searched for")
    parser.add_argument("--texts", type=Path, help="a table of proposals, to measure recall and nothing else")
    parser.add_argument("--map", type=Path, default=bench.ROOT / "docs/examples/omastadi.toml")
    parser.add_argument("--words", type=int, default=200, help="how many frequent words are asked for")
    parser.add_argument("--write", action="store_true", help="append to docs/benchmarks.md")
    options = parser.parse_args()
    bench.begin()
    from django.conf import settings

    told = memory()
    if options.texts:
        title = bench.heading("SQLite: recall of the search")
        report = f"{title}\n\n{recall(options.texts, options.map, options.words)}"
    else:
        title = bench.heading(f"SQLite, up to {options.entries:,} entries: search")
        report = f"{title}\n\n{speed(options.entries, options.rounds)}\n{told}"
    shutil.rmtree(settings.RUN)
    bench.tell(report, write=options.write)


if __name__ == "__main__":
    main()
