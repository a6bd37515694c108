"""Before anything opens, a juror says which of the organisations that take part they are involved with."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from judging import actions, affirming, passing, seats, sharing
from judging.conflicts import Finding, findings
from judging.models import Affirmation, Assignment, Ballot, Recusal, Round, Tie
from judging.permissions import can_read, can_score
from judging.seating import Wishes
from judging.standings import round_entries
from judging.states import Conflict
from tests import make
from tests.staff import said, text_of

LIST = "/admin/judging/"


def named(*names):
    return [make.organisation(name=make.words(name)) for name in names]


@pytest.fixture
def fresh(panel):
    """A juror who has accepted and affirmed nothing yet."""
    juror = make.juror(panel, make.user(role="Juror", language="en"), state="invited")
    return seats.accept(juror, by=juror.user)


@pytest.fixture
def given(fresh, entry):
    return Assignment.objects.create(juror=fresh, entry=entry)


@pytest.fixture
def evening(client, fresh):
    client.force_login(fresh.user)
    client.cookies["django_language"] = "en"
    return client


def page(juror) -> str:
    return f"{LIST}conflicts/{juror.pk}/"


def posted(juror, *organisations, reason="") -> dict:
    seen = affirming.digest(affirming.organisations_of(juror))
    return {"seen": seen, "organisations": [one.pk for one in organisations], "reason": reason}


# --- which organisations ------------------------------------------------------------------------
def test_the_list_holds_whoever_takes_part_in_the_panels_entries_in_the_order_of_the_alphabet(campaign):
    panel = make.panel(campaign)
    panel.kind = "pledge"
    panel.save()
    zebra, apple, maple, invited, other, draft = named("Zebra", "apple", "Maple", "Invited", "Other", "Draft")
    entry = make.entry(state="accepted", campaign=campaign, organisation=zebra)
    make.partner(entry, organisation=maple, state="confirmed")
    make.partner(entry, organisation=invited)
    make.entry(state="accepted", campaign=campaign, organisation=apple)
    make.entry(state="accepted", campaign=campaign, organisation=other, kind="initiative")
    make.entry(campaign=campaign, organisation=draft)
    assert affirming.organisations_of(make.juror(panel)) == [apple, maple, zebra]


def test_the_list_is_the_same_for_every_juror_and_says_nothing_of_entries(evening, fresh, given, campaign):
    Round.objects.update(is_blind=True)
    other = make.entry(state="accepted", campaign=campaign, title="Salainen lupaus")
    response = evening.get(page(fresh))
    assert response.context["listed"] == affirming.organisations_of(fresh)
    assert set(response.context["listed"]) == {given.entry.organisation, other.organisation}
    text = text_of(response)
    assert [word in text for word in (given.entry.title, given.entry.reference, "Salainen")] == [False] * 3
    assert "The list does not tell which entry is whose" in text


@pytest.mark.parametrize("entrance", [{"entrance": "passed"}, {"entrance": "best", "best": 2}])
@pytest.mark.parametrize("tied", ["author", "submitter", "partner"])
def test_the_list_does_not_tell_a_juror_whether_their_own_entry_has_come_so_far(entrance, tied, campaign):
    """What has passed is secret like a decision, also from a juror of the next round who filed something."""
    first, final = make.panel(campaign), make.panel(campaign, order=2, **entrance)
    juror, scoring = make.juror(final), make.juror(first)
    mine = make.organisation(people=[juror.user])
    fields = {"author": {"author": juror.user}, "submitter": {"organisation": mine}}.get(tied, {})
    own, *others = (make.entry(state="accepted", campaign=campaign, **some) for some in (fields, {}, {}))
    if tied == "partner":
        make.partner(own, organisation=mine, state="confirmed")
    for level, one in enumerate(others, start=1):
        make.ballot(make.assignment(scoring, one), level, level)
    passing.mark(first.round, [one.pk for one in others], by=None)

    def listed():
        return affirming.organisations_of(juror)

    before = listed()
    make.ballot(make.assignment(scoring, own), 3, 3)
    passing.mark(first.round, [own.pk], by=None)
    assert own in round_entries(final.round)
    assert (listed(), {own.organisation, mine} & set(before)) == (before, set())


def test_whoever_comes_to_act_for_an_organisation_of_their_entry_is_not_asked_about_it(
    evening, fresh, given, campaign
):
    """What they are involved in is closed anyway, and the rest stays open."""
    stays = Assignment.objects.create(juror=fresh, entry=make.entry(state="accepted", campaign=campaign))
    evening.post(page(fresh), posted(fresh))
    joining = make.organisation(people=[fresh.user])
    make.partner(given.entry, organisation=joining, state="confirmed")
    assert affirming.awaiting(fresh.user) == set()
    assert evening.get(f"{LIST}score/{stays.pk}/").status_code == 200


# --- the gate -----------------------------------------------------------------------------------
def test_before_it_no_entry_opens_and_the_list_names_none(evening, fresh, given):
    text = text_of(evening.get(LIST))
    assert (given.entry.title in text, "Look through the organisations" in text) == (False, True)
    assert evening.get(f"{LIST}score/{given.pk}/").url == page(fresh)
    doors = ["conflict/", "picture/480.webp", "attachment/1/"]
    assert [evening.get(f"{LIST}score/{given.pk}/{door}").status_code for door in doors] == [404] * 3
    assert evening.post(f"{LIST}score/{given.pk}/", {"version": 0}).status_code == 403
    assert (can_read(fresh.user, given), can_score(fresh.user, given)) == (False, False)
    assert "Say which organisations you are involved with" in text_of(evening.get("/admin/"))


def test_with_nobody_ticked_everything_opens_and_the_moment_is_kept(evening, fresh, given):
    response = evening.post(page(fresh), posted(fresh))
    assert response.url == LIST
    assert "You have affirmed that you are not involved with any of them." in said(response)[0]
    made = Affirmation.objects.get()
    assert (made.juror, made.organisations) == (fresh, [given.entry.organisation_id])
    assert evening.get(f"{LIST}score/{given.pk}/").status_code == 200
    assert can_score(fresh.user, given) is True
    assert ModelLogEntry.objects.for_instance(made).get().data == {"named": 0}


def test_whoever_comes_in_later_is_asked_about_and_a_ballot_on_the_screen_is_still_saved(
    evening, fresh, given, entry, criteria
):
    evening.post(page(fresh), posted(fresh))
    make.partner(entry, state="confirmed")
    assert evening.get(f"{LIST}score/{given.pk}/").url == page(fresh)
    answer = evening.post(f"{LIST}score/{given.pk}/", {"version": 0, f"criterion_{criteria[0].pk}": 2})
    assert (answer.status_code, Ballot.objects.get().answered_weight) == (302, 1)


def test_a_list_that_has_changed_is_shown_once_more(evening, fresh, given, campaign):
    sent = posted(fresh)
    make.entry(state="accepted", campaign=campaign)
    response = evening.post(page(fresh), sent)
    assert "The list has changed meanwhile." in text_of(response)
    assert Affirmation.objects.count() == 0


# --- naming somebody ----------------------------------------------------------------------------
def test_whoever_is_named_takes_their_entries_away_with_the_ballots(evening, fresh, given, entry, campaign):
    evening.post(page(fresh), posted(fresh))
    make.ballot(given, 3, 3)
    joint = make.entry(state="accepted", campaign=campaign)
    make.partner(joint, organisation=entry.organisation, state="confirmed")
    stays = make.entry(state="accepted", campaign=campaign)
    for one in (joint, stays):
        Assignment.objects.create(juror=fresh, entry=one)
    response = evening.post(page(fresh), posted(fresh, entry.organisation, reason="Istun hallituksessa"))
    assert "You will not be given entries of this 1 organisation." in said(response)[-1]
    assert list(Assignment.objects.values_list("entry", flat=True)) == [stays.pk]
    assert Ballot.objects.count() == 0
    assert list(Recusal.objects.order_by("entry").values_list("entry", "reason", "is_declared")) == [
        (entry.pk, "Istun hallituksessa", True),
        (joint.pk, "Istun hallituksessa", True),
    ]
    assert list(Tie.objects.values_list("juror", "organisation", "reason")) == [
        (fresh.pk, entry.organisation_id, "Istun hallituksessa")
    ]
    again = evening.get(page(fresh))
    assert "You have already named: " + str(entry.organisation) in text_of(again)


def test_naming_somebody_needs_a_reason(evening, fresh, given, entry):
    response = evening.post(page(fresh), posted(fresh, entry.organisation))
    assert response.context["form"].errors == {"reason": ["Say in what way you are involved."]}
    assert (Affirmation.objects.count(), Tie.objects.count()) == (0, 0)
    with pytest.raises(ValueError, match="reason"):
        affirming.affirm(fresh, [entry.organisation], [entry.organisation], " ", by=fresh.user)


def test_nobody_is_given_an_entry_of_an_organisation_they_named(fresh, entry, campaign, office):
    affirming.affirm(fresh, [entry.organisation], [entry.organisation], "Sukua", by=fresh.user)
    assert findings([fresh], [entry], viewer=None) == {(fresh.pk, entry.pk): Finding(Conflict.DECLARED)}
    with pytest.raises(actions.ConflictOfInterest):
        actions.assign(fresh, entry, by=office)
    assert sharing.carry_out(fresh.panel, Wishes(1), by=office).added == []


def test_an_entry_that_somebody_named_joins_later_is_hidden_but_the_ballot_given_before_counts(
    fresh, entry, campaign
):
    (joining,) = named("Liittyjä")
    other = make.entry(state="accepted", campaign=campaign)
    affirming.affirm(fresh, [entry.organisation, joining], [joining], "Sukua", by=fresh.user)
    given = make.assignment(fresh, other)
    make.ballot(given, 3, 3)
    make.partner(other, organisation=joining, state="confirmed")
    assert (can_read(fresh.user, given), Ballot.objects.counted().count()) == (False, 1)


# --- who ----------------------------------------------------------------------------------------
def test_nobody_affirms_for_a_juror(fresh, given, panel, office):
    for person in (make.juror(panel).user, office, make.user()):
        with pytest.raises(PermissionDenied):
            affirming.affirm(fresh, [], [], "", by=person)


def test_another_juror_does_not_find_the_page(client, fresh, panel):
    client.force_login(make.juror(panel).user)
    assert client.get(page(fresh)).status_code == 404


def test_the_page_is_not_there_before_the_seat_is_accepted(client, panel):
    juror = make.juror(panel, state="invited")
    client.force_login(juror.user)
    assert client.get(page(juror)).status_code == 404


def test_asking_costs_the_same_for_one_seat_and_for_many(campaign, django_assert_num_queries):
    person = make.user()

    def asked(number):
        seats = set()
        for _ in range(number):
            entry = make.entry(state="accepted", campaign=campaign)
            make.partner(entry, state="confirmed")
            juror = make.juror(make.panel(campaign), person)
            Assignment.objects.create(juror=juror, entry=entry)
            seats.add(juror.pk)
        with django_assert_num_queries(1):
            assert affirming.awaiting(person) >= seats

    asked(1)
    asked(3)
    assert len(affirming.awaiting(person)) == 4
    assert affirming.awaiting(make.user()) == set()
