"""What jurors do not agree on, how strict they are and who is behind, on the screens of the office."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from judging.habits import habits
from judging.models import Round
from judging.pace import time_passed
from tests import make
from tests.staff import text_of


@pytest.fixture
def jurors(panel):
    names = ("Aino", "Bo", "Cecilia", "Dora")
    return [make.juror(panel, make.user(role="Juror", first_name=name)) for name in names]


@pytest.fixture
def scored(campaign, jurors):
    """Twelve entries; Aino gives a level less than the others, Dora everybody the same."""
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(12)]
    for place, entry in enumerate(entries):
        level = 1 + place % 3
        given = (level - 1, level, min(level + place % 2, 3), 2)
        for juror, one in zip(jurors, given, strict=True):
            make.ballot(make.assignment(juror, entry), one, one, comment=f"{juror} sanoo")
    return entries


def about(panel, what) -> str:
    return f"/admin/judging/rounds/{panel.round_id}/{what}/"


def test_the_largest_spread_comes_first_with_each_ballot(desk, panel, scored):
    rows = desk.get(about(panel, "disagreement")).context["rows"]
    spreads = [one.row.spread for one in rows]
    assert (spreads, len(rows)) == (sorted(spreads, reverse=True), 12)
    first = rows[0]
    totals = [ballot.points for ballot in first.ballots]
    assert (totals, len(totals)) == (sorted(totals, reverse=True), 4)
    words = text_of(desk.get(about(panel, "disagreement")))
    assert all(f"{ballot.assignment.juror} sanoo" in words for ballot in first.ballots)


def test_one_ballot_is_no_disagreement(desk, panel, campaign, jurors):
    make.ballot(make.assignment(jurors[0], make.entry(state="accepted", campaign=campaign)), 3, 0)
    assert "No entry has final ballots that differ." in text_of(desk.get(about(panel, "disagreement")))


def test_an_officer_who_is_a_juror_scores_before_they_see_what_others_gave(desk, office, panel, scored):
    seat = make.juror(panel, office)
    given = make.assignment(seat, scored[0])
    hidden = {one.row.pk: one.ballots for one in desk.get(about(panel, "disagreement")).context["rows"]}
    assert [pk for pk, ballots in hidden.items() if ballots is None] == [scored[0].pk]
    make.ballot(given, 1, 1)
    shown = desk.get(about(panel, "disagreement")).context["rows"]
    assert [one for one in shown if one.ballots is None] == []


def test_strict_and_constant_jurors_are_told_in_words(desk, panel, scored):
    rows, _found = habits(panel.round, viewer=None)
    assert next((row.name, row.habit.ballots, row.habit.is_constant) for row in rows) == ("Aino", 12, False)
    assert {row.name: (row.habit.is_strict, row.habit.is_constant) for row in rows} == {
        "Aino": (True, False),
        "Bo": (False, False),
        "Cecilia": (False, False),
        "Dora": (False, True),
    }
    words = text_of(desk.get(about(panel, "strictness")))
    assert ("gives less than the others" in words, "gives everybody the same" in words) == (True, True)


def test_strictness_leaves_out_what_the_viewer_is_involved_in(office, panel, scored):
    make.partner(scored[0], organisation=make.organisation(people=[office]), state="confirmed")
    rows, _found = habits(panel.round, viewer=office)
    assert {row.habit.ballots for row in rows} == {11}


def test_somebody_in_two_panels_of_a_round_is_one_person(panel, campaign, scored, jurors):
    other = make.panel(campaign, round=panel.round)
    seat = make.juror(other, jurors[0].user)
    make.ballot(make.assignment(seat, make.entry(state="accepted", campaign=campaign)), 1, 1)
    rows, _found = habits(panel.round, viewer=None)
    assert [row.habit.ballots for row in rows if row.name == "Aino"] == [13]


# --- who is behind ------------------------------------------------------------------------------
def behind(desk, panel) -> dict[str, bool]:
    jurors = desk.get(f"/admin/judging/jurors/{panel.pk}/").context["jurors"]
    return {str(juror): juror.is_behind for juror in jurors}


def test_whoever_has_finished_less_than_has_passed_of_the_time_is_behind(desk, panel, campaign, jurors):
    now = timezone.now()
    this = panel.round
    this.scoring_starts_at, this.scoring_ends_at = now - timedelta(days=4), now + timedelta(days=4)
    this.save()
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(3)]
    for juror, done in zip(jurors, (0, 1, 2), strict=False):
        for place, entry in enumerate(entries):
            given = make.assignment(juror, entry)
            if place < done:
                make.ballot(given, 1, 1)
    assert behind(desk, panel) == {"Aino": True, "Bo": True, "Cecilia": False, "Dora": False}
    assert round(time_passed(this), 3) == 0.5
    this.scoring_ends_at = now - timedelta(minutes=1)
    this.save()
    assert set(behind(desk, panel).values()) == {False}


@pytest.mark.parametrize(
    ("sight", "final", "is_shown"), [("never", False, False), ("never", True, True), ("always", False, True)]
)
def test_the_page_of_an_entry_shows_no_more_before_the_own_ballot_than_the_disagreement_does(
    desk, office, panel, scored, sight, final, is_shown
):
    """Whoever of the office is to score an entry themselves would otherwise read it there."""
    office.groups.add(Group.objects.get(name="Juror"))
    Round.objects.update(sees_ballots=sight, sees_comments=sight)
    mine = make.assignment(make.juror(panel, office), scored[0])
    make.ballot(mine, 2, 2, final=final, comment="Oma sana")
    text = text_of(desk.get(f"/admin/judging/entries/{scored[0].pk}/"))
    waits = "so its ballots are shown once yours is final"
    assert ["Aino sanoo" in text, "Oma sana" in text, waits in text] == [is_shown, True, not is_shown]
