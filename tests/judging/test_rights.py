"""The rights of a round, each with the juror, another juror and a stranger."""

import pytest
from django.utils import translation

from judging import recusals, seats
from judging.dossier import dossier
from judging.models import Ballot, Round
from judging.others import others_of
from judging.permissions import sees_ballots_of_others, sees_comments_of_others, sees_names
from judging.standings import standings
from pledges.models import Entry
from tests import make
from tests.staff import text_of


@pytest.fixture
def jury(panel, entry):
    """Three jurors with the entry: the first has given nothing, the others 100 and 0, with comments."""
    given = [make.assignment(make.juror(panel, make.user(role="Juror", language="en")), entry) for _ in "123"]
    make.ballot(given[1], 3, 3, comment="KOMMENTTI hyvä")
    make.ballot(given[2], 0, 0, comment="KOMMENTTI heikko")
    return given


def seen(client, assignment, person=None) -> tuple[int, list[str]]:
    """Whether the scoring screen opens to a person, and what of the others it shows."""
    client.force_login(person or assignment.juror.user)
    client.cookies["django_language"] = "en"
    response = client.get(f"/admin/judging/score/{assignment.pk}/")
    text = text_of(response) if response.status_code == 200 else ""
    marks = {"ballots": "Ballot 2", "comments": "KOMMENTTI hyvä"}
    return response.status_code, [name for name, mark in marks.items() if mark in text]


RIGHTS = {"sees_ballots": "ballots", "sees_comments": "comments"}


@pytest.mark.parametrize("right", RIGHTS)
@pytest.mark.parametrize(
    ("sight", "before", "after"),
    [("never", False, False), ("after_own", False, True), ("always", True, True)],
)
def test_what_the_others_gave_is_seen_when_the_round_says_so(right, sight, before, after, client, jury):
    Round.objects.update(**{right: sight})
    mine = jury[0]
    make.ballot(mine, 1, None, final=False)
    found = [seen(client, mine)]
    Ballot.objects.get(assignment=mine).delete()
    make.ballot(mine, 1, 1)
    found.append(seen(client, mine))
    assert found == [(200, [RIGHTS[right]] if sight else []) for sight in (before, after)]


def test_another_juror_and_a_stranger_see_nothing_however_open_the_round(client, panel, jury):
    Round.objects.update(sees_ballots="always", sees_comments="always")
    stranger = make.juror(panel).user  # sits in the panel, but has not been given the entry
    assert [seen(client, jury[0], person) for person in (stranger, jury[1].juror.user)] == [(404, [])] * 2
    assert seen(client, jury[0], make.user())[1] == []


def test_nobody_is_named_and_the_order_tells_nothing(jury, entry, panel):
    Round.objects.update(sees_ballots="always", sees_comments="always")
    mine = jury[0]
    mine.juror.panel.round.refresh_from_db()
    found = others_of(mine, list(panel.round.criteria.all()))
    assert ([float(total) for total in found.totals], found.comments) == (
        [100.0, 0.0],
        ["KOMMENTTI heikko", "KOMMENTTI hyvä"],
    )
    assert [(str(criterion), answers) for criterion, answers in found.rows] == [
        ("Kriteeri 1", ["Erinomainen", "Heikko"]),
        ("Kriteeri 2", ["Erinomainen", "Heikko"]),
    ]


def test_the_own_ballot_stands_beside_those_of_the_others(client, jury):
    Round.objects.update(sees_ballots="always")
    make.ballot(jury[0], 1, None, final=False)
    with translation.override("en"):
        client.force_login(jury[0].juror.user)
        client.cookies["django_language"] = "en"
        shown = client.get(f"/admin/judging/score/{jury[0].pk}/").context["beside_own"]
        assert [(str(criterion), own, others) for criterion, own, others in shown] == [
            ("Kriteeri 1", "Kohtalainen", ["Erinomainen", "Heikko"]),
            ("Kriteeri 2", None, ["Erinomainen", "Heikko"]),
        ]


def test_what_does_not_count_is_not_shown_either(jury, entry, panel):
    Round.objects.update(sees_ballots="always", sees_comments="always")
    recusals.recuse(jury[1].juror, entry, "Sisarukset", by=None)
    seats.withdraw(jury[2].juror, by=None)
    mine = jury[0]
    mine.juror.panel.round.refresh_from_db()
    found = others_of(mine, list(panel.round.criteria.all()))
    assert (found.totals, found.rows, found.comments, found.spread) == ([], [], [], None)


def test_ballots_of_another_round_on_the_same_entry_are_not_shown(jury, campaign, entry):
    final = make.panel(campaign, sees_ballots="always", sees_comments="always")
    mine = make.assignment(make.juror(final), entry)
    assert others_of(mine, []).totals == []


def test_the_rights_are_read_from_the_round(panel):
    this = panel.round
    juror = make.juror(panel)
    given = make.assignment(juror, make.entry(state="accepted", campaign=this.campaign))
    assert (sees_names(this), sees_ballots_of_others(given), sees_comments_of_others(given)) == (
        True,
        False,
        False,
    )
    this.is_blind, this.sees_ballots, this.sees_comments = True, "always", "always"
    given.juror.panel.round = this
    assert (sees_names(this), sees_ballots_of_others(given), sees_comments_of_others(given)) == (
        False,
        True,
        True,
    )


# --- calibration --------------------------------------------------------------------------------
@pytest.fixture
def practice(campaign, entry):
    """A calibration round on the entry, with two ballots of 100 and 0 and one to come."""
    this = make.judging_round(campaign, is_calibration=True)
    this.picked.add(entry)
    panel = make.panel(campaign, round=this)
    given = [make.assignment(make.juror(panel, make.user(role="Juror", language="en")), entry) for _ in "123"]
    make.ballot(given[1], 3, 3)
    make.ballot(given[2], 0, 0)
    return given


def test_practice_shows_the_spread_once_the_own_ballot_is_final(client, practice):
    mine = practice[0]
    before = seen(client, mine)
    make.ballot(mine, 1, 1)
    assert (before, seen(client, mine)) == ((200, []), (200, ["ballots"]))
    client.force_login(mine.juror.user)
    text = text_of(client.get(f"/admin/judging/score/{mine.pk}/"))
    assert "Their totals are between 0.0 and 100.0 . Yours is 33.3 ." in text
    assert "Your ballot counts nowhere" in text


def test_practice_counts_nowhere(practice, panel, entry, office, campaign):
    make.ballot(make.assignment(make.juror(panel), entry), 2, 2)
    assert [(one.ballots, round(one.mean, 1)) for one in standings(panel.round)] == [(1, 66.7)]
    assert [one.ballots for one in standings(practice[0].juror.panel.round)] == [0]
    found = dossier(Entry.objects.for_reading().get(pk=entry.pk), viewer=office)
    practised = "gave it for practice, in a calibration round"
    assert sorted((row.counts, row.why_not) for row in found.ballots) == [
        *[(False, practised)] * 3,
        (True, ""),
    ]


def test_a_calibration_round_is_nobodys_round_before(practice, campaign):
    following = make.judging_round(campaign, entrance="passed")
    assert following.before() is None
