"""Beside each criterion: what the juror has given on it before, so that their scale stays the same."""

import re

from django.utils.html import strip_tags

from judging import recusals
from judging.earlier import MOST
from judging.models import Ballot, Round
from pledges.actions import withdraw
from tests import make
from tests.judging.test_juror_screens import more, score


def earlier(response) -> list[list[tuple]]:
    """By criterion: the key of the assignment and what was said, in the order of the screen."""
    return [
        [(int(re.search(r"/(\d+)/", link)[1]), one.said) for one in rows for link in one.entries]
        for *_, rows in response.context["rows"]
    ]


def test_own_scores_stand_by_criterion_the_highest_first(evening, juror, assignment):
    one, two, three = more(juror, 3)
    make.ballot(one, 1, None)
    make.ballot(two, 3, 0, final=False)
    make.ballot(three, 2, 2)
    make.ballot(assignment, 0, 0)
    assert earlier(evening.get(score(assignment))) == [
        [(two.pk, "Erinomainen"), (three.pk, "Hyvä"), (one.pk, "Kohtalainen")],
        [(three.pk, "Hyvä"), (two.pk, "Heikko")],
    ]


def test_what_is_no_level_comes_last_and_is_no_zero(evening, juror, assignment):
    juror.panel.round.criteria.update(allows_cannot_judge=True)
    one, two = more(juror, 2)
    make.ballot(one, "cannot_judge", 1)
    make.ballot(two, 0, 1)
    (first, _second) = earlier(evening.get(score(assignment)))
    assert first == [(two.pk, "Heikko"), (one.pk, "I cannot judge this")]


def test_only_what_is_still_theirs_to_read_is_there(evening, juror, assignment, campaign, panel):
    mine, recused, gone, involved = more(juror, 4)
    for one in (mine, recused, gone, involved):
        make.ballot(one, 2, 2)
    recusals.recuse(juror, recused.entry, "Oma", by=None)
    withdraw(gone.entry, by=None)
    own = make.organisation(people=[juror.user])
    make.partner(involved.entry, state="confirmed", organisation=own)
    make.affirmation(juror, own)
    make.ballot(make.assignment(make.juror(panel), mine.entry), 3, 3)  # somebody else's
    another = make.juror(make.panel(campaign), juror.user)
    make.ballot(make.assignment(another, recused.entry), 1, 1)  # in another round
    assert earlier(evening.get(score(assignment))) == [[(mine.pk, "Hyvä")]] * 2


def test_in_blind_judging_their_titles_name_nobody(evening, juror, assignment):
    Round.objects.update(is_blind=True)
    choir = make.organisation(name=make.words("Kanariakuoro"))
    said = {"organisation": choir, "title": "Kanariakuoro auttaa", "campaign": assignment.entry.campaign}
    make.ballot(make.assignment(juror, make.entry(state="accepted", **said)), 2, 2)
    rows = evening.get(score(assignment)).context["rows"]
    links = [link for *_, said in rows for one in said for link in one.entries]
    assert [strip_tags(link).rsplit(" ", 1)[0] for link in links] == ["[hidden] auttaa"] * 2


def test_of_very_many_the_last_ones_are_there(evening, juror, assignment):
    given = more(juror, MOST + 2)
    for one in given:
        make.ballot(one, 2, 2)
    last = {ballot.assignment_id for ballot in Ballot.objects.order_by("-saved_at")[:MOST]}
    for rows in earlier(evening.get(score(assignment))):
        assert {key for key, _said in rows} == last


def test_it_reads_without_script_and_leads_to_the_other_ballot(evening, juror, assignment):
    (one,) = more(juror, 1)
    make.ballot(one, 2, 2)
    text = evening.get(score(assignment)).content.decode()
    assert (text.count("Your earlier scores"), text.count(f'href="{score(one)}"')) == (2, 2)
