"""A panel as a problem of assignment: exactly what the plan may know, for whoever looks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from judging import recusals
from judging.assignment import Entry, Juror, LanguageRule, Need, Problem
from judging.seating import SECONDS, Seating, Wishes
from judging.states import JurorState
from people.models import Municipality, Region
from pledges.models import Translation
from tests import make

WISHES = Wishes(2)


def entry(campaign, **fields):
    return make.entry(state="accepted", campaign=campaign, **fields)


def problem(panel, *, viewer=None, wishes=WISHES) -> Problem:
    return Seating(panel, viewer=viewer).problem(wishes)


def test_entries_jurors_assignments_conflicts_and_rules_become_one_problem(panel, campaign):
    lapland, town = Region.objects.first(), Municipality.objects.get(code="091")
    one = entry(campaign, language="fi", region=lapland)
    two = entry(campaign, language="sv", kind="initiative", municipality=town)
    anna = make.juror(panel, languages=["sv", "fi"], most_entries=5)
    bo, cid = make.juror(panel), make.juror(panel)
    make.partner(two, state="confirmed", organisation=make.organisation(people=[bo.user]))
    make.apart(cid, anna)
    alone, some = make.needed(anna, entry=one), make.needed(bo, cid, kind="initiative")
    make.assignment(anna, one)
    make.ballot(make.assignment(cid, one), 1, None, final=False)
    wishes = Wishes(3, LanguageRule.ONE, balance=False, spread=("region",), move_cost=4)
    assert problem(panel, wishes=wishes) == Problem(
        entries=(
            Entry(one.pk, 3, ("fi",), {"kind": "pledge", "region": lapland.pk}),
            Entry(two.pk, 3, ("sv",), {"kind": "initiative", "region": town.region_id}),
        ),
        jurors=(
            Juror(anna.pk, ("fi", "sv"), 5, frozenset({f"rule {alone.pk}"})),
            Juror(bo.pk, tags=frozenset({f"rule {some.pk}"})),
            Juror(cid.pk, tags=frozenset({f"rule {some.pk}"})),
        ),
        conflicts=frozenset({(bo.pk, two.pk)}),
        apart=frozenset({(anna.pk, cid.pk)}),
        needs=(Need(one.pk, juror=anna.pk), Need(two.pk, tag=f"rule {some.pk}")),
        assigned={(anna.pk, one.pk): False, (cid.pk, one.pk): True},
        language_rule=LanguageRule.ONE,
        balance=False,
        spread=("region",),
        move_cost=4,
        seed=panel.pk,
        seconds=SECONDS,
    )


def test_an_entry_can_be_read_in_whole_translations_made_by_people(panel, campaign):
    it = entry(campaign, language="fi")
    texts = {"title": "T", "summary": "S", "description": "D"}
    Translation.objects.create(entry=it, language="sv", origin="human", **texts)
    Translation.objects.create(entry=it, language="en", origin="machine", **texts)
    other = entry(campaign, language="en")
    Translation.objects.create(entry=other, language="fi", origin="human", title="Vain otsikko")
    assert [one.languages for one in problem(panel).entries] == [("fi", "sv"), ("en",)]


@pytest.mark.parametrize("state", [JurorState.INVITED, JurorState.DECLINED, JurorState.WITHDRAWN])
def test_only_who_has_accepted_is_counted_on(state, panel, campaign):
    it = entry(campaign)
    gone = make.juror(panel, state=state)
    stays = make.juror(panel)
    make.apart(gone, stays)
    if state == JurorState.WITHDRAWN:
        make.assignment(gone, it)
    found = problem(panel)
    assert ([one.id for one in found.jurors], found.assigned, found.apart) == ([stays.pk], {}, frozenset())


def test_who_must_be_there_and_has_left_is_missed(panel, campaign):
    it = entry(campaign)
    rule = make.needed(make.juror(panel, state=JurorState.WITHDRAWN), entry=it)
    assert problem(panel).needs == (Need(it.pk, tag=f"rule {rule.pk}"),)


def test_decided_entries_only_count_as_work_that_is_given(panel, campaign, juror):
    it = entry(campaign)
    make.assignment(juror, it)
    make.decision(it)
    found = problem(panel)
    assert ([one.wanted for one in found.entries], found.assigned) == ([0], {(juror.pk, it.pk): True})


def test_a_ballot_laid_aside_neither_counts_nor_comes_back(panel, campaign, juror, office):
    it = entry(campaign)
    make.ballot(make.assignment(juror, it), 1, 1)
    recusals.recuse(juror, it, "Sukulainen", by=office)
    found = problem(panel)
    assert (found.assigned, found.conflicts) == ({}, frozenset({(juror.pk, it.pk)}))


def test_an_assignment_that_has_become_a_conflict_can_be_taken_away(panel, campaign, juror):
    it = entry(campaign)
    make.assignment(juror, it)
    make.partner(it, state="confirmed", organisation=make.organisation(people=[juror.user]))
    found = problem(panel)
    assert (found.assigned, found.conflicts) == (
        {(juror.pk, it.pk): False},
        frozenset({(juror.pk, it.pk)}),
    )


def test_own_entries_of_the_viewer_are_not_there_but_take_room(panel, campaign, office):
    juror = make.juror(panel, most_entries=5)
    own, other = entry(campaign), entry(campaign)
    make.partner(own, state="confirmed", organisation=make.organisation(people=[office]))
    make.needed(juror, entry=own)
    for it in (own, other):
        make.assignment(juror, it)
    found = problem(panel, viewer=office)
    assert ([one.id for one in found.entries], found.jurors[0].limit) == ([other.pk], 4)
    assert (found.assigned, found.needs) == ({(juror.pk, other.pk): False}, ())


def test_room_does_not_tell_the_viewer_who_judges_their_own_entry(panel, campaign, office):
    """Everybody has room for one less, whoever of them has it: colleagues of the viewer give the rest."""
    jurors = [make.juror(panel, most_entries=5) for _ in "12"]
    own = entry(campaign)
    make.partner(own, state="confirmed", organisation=make.organisation(people=[office]))
    rooms = []
    for given in (None, *jurors):
        own.assignments.all().delete()
        if given:
            make.assignment(given, own)
        found = Seating(panel, viewer=office)
        rooms.append([found.room[one.pk] for one in jurors])
    assert rooms == [[4, 4]] * 3
    assert [Seating(panel).room[one.pk] for one in jurors] == [5, 5]


def test_the_number_of_queries_does_not_grow(panel, campaign):
    def grow(number):
        for _ in range(number):
            it, juror = entry(campaign), make.juror(panel)
            make.partner(it)
            make.assignment(juror, it)
            make.needed(juror, entry=it)
        with CaptureQueriesContext(connection) as captured:
            problem(panel)
        return len(captured)

    assert grow(1) == grow(3)


def test_the_fingerprint_changes_with_everything_a_plan_follows_from(panel, campaign, juror):
    it = entry(campaign)
    seen = [problem(panel).fingerprint, problem(panel).fingerprint]
    assert seen[0] == seen[1]

    def change(act):
        act()
        seen.append(problem(panel).fingerprint)

    other = make.juror(panel)
    change(lambda: make.assignment(juror, it))
    change(lambda: make.ballot(make.assignment(other, it), 1, 1))
    change(lambda: make.apart(juror, other))
    change(lambda: make.needed(juror, entry=it))
    change(lambda: entry(campaign))
    change(lambda: make.juror(panel))
    change(lambda: make.partner(it, state="confirmed", organisation=make.organisation(people=[juror.user])))
    assert len(set(seen)) == 8
