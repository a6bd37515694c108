"""What a jury of many entries costs: `python -m tests.bench_jury`, or `make bench`.

Three sizes of a round in which each entry has five ballots on six criteria show what grows and how much;
the last rows of each are a juror's evening. Beside them stand the same means in a loop of Python, a view that
does nothing, and Wagtail's own screen for editing a small snippet. `--entries 10000 --each 20` is a jury that
reads everything four times as often. `--database ADDRESS` measures on an empty database of PostgreSQL.
`--write` appends the tables to docs/benchmarks.md.
"""

import argparse
import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, count, groupby
from statistics import median

from tests.bench import begin, heading, queries_of, tell

SIZES = (100, 1_000, 10_000)
EACH, CRITERIA = 5, 6


@dataclass(frozen=True)
class Cost:
    what: str
    entries: int
    queries: int
    cpu: float
    wall: float

    def row(self, before: "Cost | None") -> list[str]:
        growth = "–" if before is None else f"{self.cpu / before.cpu:.1f} ×"
        return [
            self.what,
            f"{self.entries:,}",
            str(self.queries),
            f"{self.cpu:.0f}",
            f"{self.wall:.0f}",
            growth,
        ]


def cost(what: str, entries: int, act: Callable[[], object], rounds: int, *, anew=lambda: None) -> Cost:
    """The median of some rounds, in milliseconds; `anew` is done before each and not counted."""
    act()  # what a process does once is not counted
    anew()
    queries, spent = queries_of(act), []
    for _ in range(rounds):
        anew()
        cpu, wall = time.process_time(), time.perf_counter()
        act()
        spent.append((time.process_time() - cpu, time.perf_counter() - wall))
    cpu, wall = (1000 * median(column) for column in zip(*spent, strict=True))
    return Cost(what, entries, queries, cpu, wall)


# --- data ---------------------------------------------------------------------------------------
def jury(entries: int, each: int = EACH):
    """A round with so many entries, all scored; return it with one of its jurors."""
    from django.db import connection

    from judging.models import Assignment, Ballot, Criterion, Score
    from judging.totals import total
    from tests import make
    from tests.bench_data import fill

    chance = random.Random(entries)
    campaign = make.campaign(**make.closed())
    for palette in range(1, 5):
        make.theme(campaign, palette=palette)
    panel = make.panel(campaign, criteria=CRITERIA)
    jurors = [make.juror(panel) for _ in range(max(10, each, entries // 100))]
    organisations = [make.organisation() for _ in range(50)]
    filed = fill(campaign, organisations, range(1, entries + 1))
    assignments = Assignment.objects.bulk_create(
        Assignment(juror=one, entry=entry) for entry in filed for one in chance.sample(jurors, each)
    )
    criteria = list(Criterion.objects.filter(round=panel.round))
    levels = [[chance.randint(0, one.top) for one in criteria] for _ in assignments]
    ballots = []
    for assignment, given in zip(assignments, levels, strict=True):
        answers = zip((one.weight for one in criteria), given, (one.top for one in criteria), strict=True)
        reached, answered = total(answers)
        ballots.append(Ballot.on(assignment, is_final=True, total=reached, answered_weight=answered))
    ballots = Ballot.objects.bulk_create(ballots)
    Score.objects.bulk_create(
        (
            Score(ballot=ballot, criterion=one, level=level)
            for ballot, given in zip(ballots, levels, strict=True)
            for one, level in zip(criteria, given, strict=True)
        ),
        batch_size=20_000,
    )
    if connection.vendor == "postgresql":  # which looks at its tables by itself within a minute, not at once
        connection.cursor().execute("VACUUM ANALYZE")
    return panel.round, jurors[0]


def in_a_loop(ballots):
    """The tally of each entry as Python adds it up, level by level."""
    from judging.models import Criterion, Score
    from judging.ranking import Tally
    from judging.totals import total

    criteria = {one.pk: (one.weight, one.top) for one in Criterion.objects.all()}
    scores = Score.objects.filter(ballot__in=ballots.values("pk"), level__isnull=False)
    rows = scores.order_by("ballot").values_list("ballot", "ballot__entry", "criterion", "level")
    totals, answered = {}, {}
    for (_ballot, entry), given in groupby(rows.iterator(), key=lambda row: row[:2]):
        levels = [(criteria[criterion][0], level, criteria[criterion][1]) for *_, criterion, level in given]
        reached, weight = total(levels)
        totals.setdefault(entry, []).append(reached)
        answered[entry] = answered.get(entry, 0) + weight
    return {entry: Tally.of(found, answered[entry]) for entry, found in totals.items()}


# --- what is measured ---------------------------------------------------------------------------
def office(this, entries: int, rounds: int) -> Iterator[Cost]:
    """The office's screens, and what they are made of."""
    from django.test import Client
    from django.urls import reverse

    from judging.assessed import _assess
    from judging.models import Ballot
    from judging.standings import standings
    from judging.tallies import stored_tallies
    from tests import make
    from tests.judging.recomputed import recomputed_tallies

    client = Client()
    client.force_login(make.user(role="Jury office"))

    def page(name, query="", *args):
        address = reverse(f"judging:{name}", args=args or [this.pk]) + query

        def act():
            response = client.get(address)
            assert response.status_code == 200, (address, response.status_code)

        return act

    ballots = Ballot.objects.counted().in_round(this)
    yield cost("official means, from stored totals", entries, lambda: stored_tallies(ballots), rounds)
    yield cost("official means, from every level", entries, lambda: recomputed_tallies(ballots), rounds)
    assert stored_tallies(ballots) == recomputed_tallies(ballots) == in_a_loop(ballots)
    yield cost("official means, in a loop of Python", entries, lambda: in_a_loop(ballots), 1)
    yield cost("official ranking", entries, lambda: standings(this), rounds)
    ranking = page("ranking", f"?round={this.pk}", this.campaign.slug)
    yield cost("ranking page, ballots changed", entries, ranking, rounds, anew=_assess.cache_clear)
    yield cost("ranking page", entries, ranking, rounds)
    yield cost("disagreement", entries, page("disagreement"), rounds)
    yield cost("strictness", entries, page("strictness"), rounds)
    yield cost("list for the meeting", entries, page("discussion"), rounds)


def evening(juror, entries: int, rounds: int) -> Iterator[Cost]:
    """A juror's list, form and saving, beside a view that does nothing and Wagtail's own form."""
    from django.test import Client
    from django.urls import reverse

    from judging import affirming
    from judging.models import Ballot, Criterion
    from tests import make

    affirming.affirm(juror, affirming.organisations_of(juror), [], "", by=None)
    client, administrator = Client(), Client()
    client.force_login(juror.user)
    administrator.force_login(make.user(is_superuser=True))
    given = juror.assignments.filter(entry__state="accepted").order_by("pk").first()
    form = reverse("judging:score", args=[given.pk])
    version = count(Ballot.objects.get(assignment=given).version)

    def get(client, address):
        def act():
            assert client.get(address).status_code == 200, address

        return act

    def save():
        levels = {f"criterion_{one.pk}": "2" for one in criteria}
        typed = {**levels, "version": next(version), "is_final": "on", "comment": "", "next": "1"}
        assert client.post(form, typed).status_code == 302, form

    criteria = list(Criterion.objects.filter(round=juror.panel.round))
    yield cost("null view", entries, get(Client(), "/null/"), rounds)
    small, large = snippets(juror)
    yield cost("Wagtail's own form for a snippet of two fields", entries, get(administrator, small), rounds)
    yield cost("Wagtail's own form for a question", entries, get(administrator, large), rounds)
    yield cost("juror's list", entries, get(client, reverse("judging:my_entries")), rounds)
    yield cost("score form", entries, get(client, form), rounds)
    yield cost("save and next", entries, save, rounds)


def snippets(juror) -> list[str]:
    """The addresses where Wagtail edits something small, and something with as many fields as a ballot."""
    from django.urls import reverse

    from campaign.models import Question, TargetGroup

    campaign = juror.panel.campaign
    things = [model.objects.create(campaign=campaign, label="Nuoret") for model in (TargetGroup, Question)]
    return [reverse(one.snippet_viewset.get_url_name("edit"), args=[one.pk]) for one in things]


def measure(sizes, rounds: int, each: int) -> str:
    head = ["What", "Entries", "Queries", "CPU ms", "Clock ms", "Growth"]
    lines, before = [head, ["---", *["---:"] * 5]], {}
    for size in sizes:
        this, juror = jury(size, each)
        for one in chain(office(this, size, rounds), evening(juror, size, rounds)):
            lines.append(one.row(before.get(one.what)))
            before[one.what] = one
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, nargs="+", default=SIZES, help="how many there are")
    parser.add_argument("--each", type=int, default=EACH, help="how many ballots each of them has")
    parser.add_argument("--rounds", type=int, default=5, help="how often each thing is measured")
    parser.add_argument("--database", help="an empty database to use instead of SQLite")
    parser.add_argument("--write", action="store_true", help="append the table to docs/benchmarks.md")
    options = parser.parse_args()
    begin(options.database)
    from django.conf import settings
    from wagtail.snippets.models import register_snippet

    from campaign.models import Question, TargetGroup

    for model in (TargetGroup, Question):  # for the occasion
        register_snippet(model)

    engine = "PostgreSQL" if options.database else "SQLite"
    ballots = f"{options.each} ballots on {CRITERIA} criteria each"
    title = heading(f"{engine}, a jury: {ballots}, up to {max(options.entries):,} entries")
    report = f"{title}\n\n{measure(options.entries, options.rounds, options.each)}"
    shutil.rmtree(settings.RUN)
    tell(report, write=options.write)


if __name__ == "__main__":
    main()
