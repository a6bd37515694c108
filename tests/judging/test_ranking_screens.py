"""The ranking that says how sure it is, on the screens of the jury office."""

import csv
from io import StringIO

import pytest
from wagtail.models import ModelLogEntry

from judging import actions
from judging.assessed import assessed
from judging.models import Ballot
from judging.standings import standings
from tests import make
from tests.staff import number_of_queries, text_of


@pytest.fixture
def scored(panel, campaign):
    """Six entries that four jurors have scored, three each: the first best, the last worst."""
    jurors = [make.juror(panel) for _ in range(4)]
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(6)]
    for place, entry in enumerate(entries):
        for turn in range(3):
            level = max(3 - place // 2, 0)
            make.ballot(make.assignment(jurors[(place + turn) % 4], entry), level, max(level - turn % 2, 0))
    return entries


def ranking(this, query="") -> str:
    return f"/admin/judging/ranking/{this.campaign.slug}/?round={this.pk}{query}"


def about(this, what) -> str:
    return f"/admin/judging/rounds/{this.pk}/{what}/"


def own(entry, person):
    make.partner(entry, organisation=make.organisation(people=[person]))


# --- ranking ------------------------------------------------------------------------------------
def test_both_scores_stand_side_by_side(desk, panel, scored):
    response = desk.get(ranking(panel.round))
    found = assessed(panel.round, [entry.pk for entry in scored])
    assert [(row.pk, row.rank, row.place) for row in response.context["object_list"]] == [
        (one.entry, one.rank, found.entries[one.entry]) for one in standings(panel.round)
    ]
    first = found.entries[scored[0].pk]
    words = text_of(response)
    assert f"{first.score:.1f} {first.low:.1f}–{first.high:.1f}" in words
    assert f"{first.rank} ({first.rank_low}–{first.rank_high}), group {first.group}" in words
    assert response.content.decode().count('role="img"') == 6


def test_the_cut_is_chosen_on_the_screen(desk, panel, scored):
    said = [desk.get(ranking(panel.round, f"&top={top}")).context["assessed"] for top in ("1", "4", "x")]
    assert [one.top for one in said] == [1, 4, 2]
    shares = [sum(place.top_share for place in one.entries.values()) for one in said]
    assert [round(share) for share in shares] == [1, 4, 2]


def test_the_cut_is_what_the_next_round_takes(desk, panel, scored, campaign):
    make.judging_round(campaign, entrance="best", best=3)
    assert desk.get(ranking(panel.round)).context["assessed"].top == 3


@pytest.mark.parametrize(
    ("sort", "expected"), [("rank", [0, 1, 2]), ("spread", None), ("adjusted", [0, 1, 2]), ("share", None)]
)
def test_rows_come_in_the_order_asked_for(desk, panel, scored, sort, expected):
    rows = desk.get(ranking(panel.round, f"&sort={sort}")).context["object_list"]
    keys = {
        "rank": lambda row: row.rank,
        "adjusted": lambda row: row.place.rank,
        "spread": lambda row: -row.spread,
        "share": lambda row: -row.place.top_share,
    }
    said = [keys[sort](row) for row in rows]
    assert (said, len(said)) == (sorted(said), 6)


def test_a_theme_or_language_narrows_what_is_shown_and_changes_no_rank(desk, panel, scored, campaign):
    theme = make.theme(campaign)
    scored[3].themes.add(theme)
    whole = {row.pk: (row.rank, row.place) for row in desk.get(ranking(panel.round)).context["object_list"]}
    for query, entries in ((f"&theme={theme.pk}", [scored[3]]), ("&language=sv", [])):
        rows = desk.get(ranking(panel.round, query)).context["object_list"]
        assert {row.pk: (row.rank, row.place) for row in rows} == {e.pk: whole[e.pk] for e in entries}


def test_a_kind_has_a_ranking_of_its_own(desk, panel, scored, campaign):
    initiative = make.entry(state="accepted", campaign=campaign, kind="initiative")
    make.ballot(make.assignment(make.juror(panel), initiative), 1, 1)
    rows = desk.get(ranking(panel.round, "&kind=initiative")).context["object_list"]
    assert [(row.pk, row.rank, row.standing.of) for row in rows] == [(initiative.pk, 1, 1)]


def test_fifty_rows_stand_on_a_page(desk, panel, campaign):
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(51)]
    pages = [desk.get(ranking(panel.round, f"&p={page}")).context["object_list"] for page in (1, 2)]
    assert [[row.pk for row in rows] for rows in pages] == [
        [entry.pk for entry in entries[:50]],
        [entries[50].pk],
    ]


def test_the_answered_weight_stands_beside_the_mean(desk, panel, campaign):
    entry = make.entry(state="accepted", campaign=campaign)
    make.ballot(make.assignment(make.juror(panel), entry), 3, None)
    make.ballot(make.assignment(make.juror(panel), entry), 3, 3)
    assert "100.0 75 % of the weight answered" in text_of(desk.get(ranking(panel.round)))


def test_a_download_holds_everything_and_is_logged(desk, office, panel, scored):
    content = desk.get(ranking(panel.round, "&export=csv")).getvalue().decode()
    heading, *rows = csv.reader(StringIO(content))
    assert heading[-8:] == [
        "Adjusted score",
        "At least",
        "At most",
        "Adjusted rank",
        "Best rank",
        "Worst rank",
        "Group",
        "Share among the best",
    ]
    assert [row[1] for row in rows] == [entry.reference for entry in sorted(scored, key=lambda e: e.pk)]
    logged = ModelLogEntry.objects.get(action="people.export")
    assert (logged.user, logged.data["rows"]) == (office, 6)


# --- in words -----------------------------------------------------------------------------------
def cautions(desk, this) -> list[str]:
    return [text.split(":")[0] for text in desk.get(ranking(this)).context["cautions"]]


def test_too_little_to_adjust_is_said_and_nothing_is_adjusted(desk, panel, campaign):
    entry = make.entry(state="accepted", campaign=campaign)
    make.ballot(make.assignment(make.juror(panel), entry), 3, 3)
    response = desk.get(ranking(panel.round))
    assert cautions(desk, panel.round) == ["There are too few ballots to adjust anything"]
    assert (response.context["assessed"], "Adjusted" in text_of(response)) == (None, False)


def test_parts_that_share_no_juror_are_said_with_an_entry_of_each(desk, panel, campaign):
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(4)]
    for pair in (entries[:2], entries[2:]):
        for juror in [make.juror(panel) for _ in range(2)]:
            for entry in pair:
                make.ballot(make.assignment(juror, entry), entry.pk % 4, 2)
    (said,) = desk.get(ranking(panel.round)).context["cautions"]
    assert (entries[0].reference in said, entries[2].reference in said) == (True, True)


def test_one_ballot_each_and_few_jurors_are_said(desk, panel, campaign):
    for juror in [make.juror(panel) for _ in range(3)]:
        entry = make.entry(state="accepted", campaign=campaign)
        make.ballot(make.assignment(juror, entry), 3, 1)
    assert cautions(desk, panel.round) == [
        "The ballots fall into 3 parts that share no juror, not even by way of other entries",
        "No entry has two ballots",
        "All ballots come from two or three jurors, so the ranges are wide, and rightly",
    ]


# --- never stale ----------------------------------------------------------------------------------
def test_the_assessment_is_kept_until_a_ballot_changes(panel, scored):
    keys = [entry.pk for entry in scored]
    first = assessed(panel.round, keys)
    assert assessed(panel.round, reversed(keys)) is first
    ballot = Ballot.objects.first()
    criteria = list(panel.round.criteria.all())
    actions.cast(
        ballot.assignment, dict.fromkeys(criteria, 0), comment="", final=True, version=ballot.version, by=None
    )
    second = assessed(panel.round, keys)
    assert second.entries != first.entries
    Ballot.objects.filter(pk=ballot.pk).update(is_final=False)
    assert assessed(panel.round, keys).entries != second.entries


# --- what it costs --------------------------------------------------------------------------------
@pytest.mark.parametrize("what", ["ranking", "disagreement", "strictness", "discussion"])
def test_every_screen_asks_as_much_for_six_entries_as_for_twelve(desk, panel, scored, campaign, what):
    address = ranking(panel.round) if what == "ranking" else about(panel.round, what)
    desk.get(address)  # what a process asks once
    before = number_of_queries(desk, address)
    jurors = panel.jurors.order_by("pk")[:3]
    for _ in range(6):
        entry = make.entry(state="accepted", campaign=campaign, themes=[make.theme(campaign)])
        make.partner(entry)
        for place, juror in enumerate(jurors):
            make.ballot(make.assignment(juror, entry), place, 1)
    assert number_of_queries(desk, address) == before
