"""The page of statistics: what is drawn is what the tables say, and small groups stay untold."""

import csv
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from pledges import actions
from pledges.charts import charts
from pledges.statistics import Cell, Table
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(hosts):
    """Six pledges in Finnish and five initiatives in Swedish."""
    made = []
    for number in range(11):
        is_pledge = number < 6
        kind, language = ("pledge", "fi") if is_pledge else ("initiative", "sv")
        entry = make.entry(campaign=hosts["fi"].campaign, state="accepted", kind=kind, language=language)
        make.permission(entry)
        made.append(entry)
    return made


def page(hosts, code="en", part="") -> str:
    with translation.override(code):
        return hosts[code].address + hosts[code].reverse_subpage("statistics") + part


def shown(client, hosts) -> list:
    """The label and number of each row of the table of kinds."""
    html = client.get(page(hosts)).text
    section = re.search(r'aria-labelledby="chart-kind".*?</section>', html, re.DOTALL)[0]
    return re.findall(r'<th scope="row"><span>(.*?)</span></th>.*?<strong>(\d+)</strong>', section, re.DOTALL)


def test_the_page_says_what_is_public_in_each_language(client, hosts, entries):
    titles = {code: client.get(page(hosts, code)).context["told"].total for code in ("fi", "sv", "en")}
    assert titles == {"fi": 11, "sv": 11, "en": 11}
    assert shown(client, hosts) == [("Pledge", "6"), ("Initiative", "5")]


def test_what_is_withdrawn_is_not_counted_at_the_next_request(client, hosts, entries):
    assert client.get(page(hosts)).context["told"].total == 11
    actions.withdraw(entries[0], by=None)
    assert client.get(page(hosts)).context["told"].total == 10


def test_a_kept_page_takes_one_query(client, hosts, entries, django_assert_num_queries):
    client.get(page(hosts))
    with django_assert_num_queries(1):
        client.get(page(hosts))


def test_so_few_that_somebody_could_be_told_are_not_counted(client, hosts, entries):
    for entry in entries[4:]:
        actions.withdraw(entry, by=None)
    answer = client.get(page(hosts))
    assert (answer.context["charts"], "There are fewer than 5 public entries yet." in answer.text) == (
        [],
        True,
    )
    slug = hosts["fi"].campaign.slug
    assert client.get(page(hosts, part="table/")).text.splitlines()[1:] == [f"{slug},total,,,,1"]


def public(hosts, number: int, **fields):
    for _ in range(number):
        make.permission(make.entry(campaign=hosts["fi"].campaign, state="accepted", **fields))


def part(client, hosts, beginning: str, end: str) -> str:
    return re.search(f"{beginning}.*?{end}", client.get(page(hosts)).text, re.DOTALL)[0]


def said(markup: str) -> str:
    return re.sub("<[^>]+>", "", markup).strip()


def test_breakdowns_of_which_nothing_is_told_are_named_in_the_sentence_that_says_why(client, hosts):
    public(hosts, 5, kind="pledge")
    public(hosts, 1, kind="initiative")
    text = client.get(page(hosts)).text
    assert re.findall(r"left out altogether: (.*?)\.<", text) == ["kind"]
    drawn = ["week", "theme", "region", "organisation_kind", "language", "joint", "state"]
    assert re.findall(r'aria-labelledby="chart-(\w+)"', text) == drawn
    assert "Not shown" not in text


def test_groups_that_are_not_told_stand_on_one_line_below_the_others(client, hosts):
    for slug, number in (("aa", 6), ("bb", 3), ("cc", 2)):
        theme = make.theme(hosts["fi"].campaign, slug=slug, label=make.words(slug, slug, slug))
        public(hosts, number, themes=[theme])
    section = part(client, hosts, 'aria-labelledby="chart-theme"', "</section>")
    rows = [said(row) for row in re.findall(r'<th scope="row">.*?</th>', section)]
    line = re.search(r'</table>\s*<p class="small soft">(.*?)</p>', section)[1]
    assert (rows, said(line)) == (["aa"], "Not shown: bb, cc")


def test_a_week_that_is_not_told_is_drawn_otherwise_than_an_empty_one(client, hosts):
    for day, number in ((2, 6), (16, 3), (23, 2)):
        moment = datetime(2026, 3, day, 12, tzinfo=ZoneInfo("Europe/Helsinki"))
        public(hosts, number, submitted_at=moment)
    drawing = part(client, hosts, '<svg class="columns-of-time"', "</svg>")
    assert re.findall(r'<rect (class="untold" )?x="(\d+)"', drawing) == [
        *(("", "1"), ('class="untold" ', "21"), ('class="untold" ', "31")),
    ]


def test_nothing_is_public_yet(client, hosts):
    assert "Nothing is public yet." in client.get(page(hosts)).text


def test_the_table_to_take_away_has_the_same_numbers(client, hosts, entries):
    answer = client.get(page(hosts, part="table/"))
    rows = list(csv.DictReader(answer.text.removeprefix("\ufeff").splitlines()))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    told = {
        (row["table"], row["group"]): (row["label"], row["entries"], row["too_few_to_tell"]) for row in rows
    }
    slug = hosts["fi"].campaign.slug
    assert {row["campaign"] for row in rows} == {slug}
    assert [told["total", ""], told["kind", "pledge"], told["language", "sv"], told["language", "en"]] == [
        ("", "11", "0"),
        ("Pledge", "6", "0"),
        ("Svenska", "5", "0"),
        ("English", "0", "0"),
    ]


def test_somebody_who_is_signed_in_reads_the_same(client, hosts, entries):
    client.force_login(make.user())
    assert shown(client, hosts) == [("Pledge", "6"), ("Initiative", "5")]


# --- the drawing ---------------------------------------------------------------------------------
def cells(*counts) -> list[Cell]:
    return [Cell(str(at), f"Group {at}", count, count is None) for at, count in enumerate(counts)]


def test_the_longest_bar_is_that_of_the_largest_group_and_empty_ones_are_left_out():
    [chart] = charts([Table("kind", "Kind", cells(20, 5, 0, None))])
    assert [(bar.cell.label, bar.length) for bar in chart.bars] == [
        ("Group 0", 100.0),
        ("Group 1", 25.0),
        ("Group 3", 0.0),
    ]


def test_columns_of_a_time_stand_side_by_side_and_keep_their_gaps():
    [chart] = charts([Table("week", "Week", cells(10, 0, 5))])
    assert [(bar.place, bar.top, bar.length) for bar in chart.bars] == [
        (1, 0.0, 100.0),
        (11, 100.0, 0.0),
        (21, 50.0, 50.0),
    ]
    assert (chart.is_over_time, chart.width) == (True, 30)


def test_a_table_of_which_nothing_is_told_says_nothing():
    [chart] = charts([Table("region", "Region", cells(None, None))])
    assert chart.says_something is False
