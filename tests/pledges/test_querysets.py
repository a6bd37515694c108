"""Adjectives of entries. `public()` above all: state AND permission AND moment."""

from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.utils import timezone

from people.actions import withdraw_consent
from people.models import Consent, Purpose
from pledges.models import Entry, Partner
from pledges.states import PartnerState, State
from tests import make

pytestmark = pytest.mark.django_db

PUBLIC_STATES = ["accepted", "selected", "in_practice", "completed"]


@pytest.mark.parametrize(("state", "permitted", "due"), list(product(State, [True, False], [True, False])))
def test_public_needs_the_state_the_permission_and_the_moment(state, permitted, due):
    moments = make.announced() if state in ("selected", "in_practice", "completed") else {}
    days = -1 if due else 1
    campaign = make.campaign(**moments, publishes_at=timezone.now() + timedelta(days=days))
    entry = make.entry(state=state, campaign=campaign)
    if permitted:
        make.permission(entry)

    expected = state in PUBLIC_STATES and permitted and due
    assert list(Entry.objects.public()) == ([entry] if expected else [])


@pytest.mark.parametrize("purpose", sorted(set(Purpose) - {Purpose.PUBLISH_TEXT}))
def test_permission_for_something_else_publishes_nothing(purpose):
    make.permission(make.entry(state=State.ACCEPTED), purpose)

    assert list(Entry.objects.public()) == []


def test_permission_for_another_entry_publishes_nothing():
    make.permission(make.entry(state=State.SUBMITTED))
    make.entry(state=State.ACCEPTED)

    assert list(Entry.objects.public()) == []


def test_a_withdrawn_permission_hides_and_a_new_one_shows_again():
    entry = make.entry(state=State.ACCEPTED)
    seen = []
    make.permission(entry)
    seen.append(Entry.objects.public().count())
    withdraw_consent(entry.uuid, Purpose.PUBLISH_TEXT, by=None, how=Consent.How.FORM)
    seen.append(Entry.objects.public().count())
    make.permission(entry)
    seen.append(Entry.objects.public().count())

    assert seen == [1, 0, 1]


def test_an_entry_is_listed_once_however_many_permissions_it_has():
    entry = make.entry(state=State.ACCEPTED, published=True)
    make.consent_text(Purpose.PUBLISH_TEXT)
    make.permission(entry)

    assert list(Entry.objects.public()) == [entry]


def test_an_older_wording_keeps_what_was_agreed_to_public():
    entry = make.entry(state=State.ACCEPTED, published=True)
    make.consent_text(Purpose.PUBLISH_TEXT)

    assert list(Entry.objects.public()) == [entry]


def test_the_publication_moment_itself_is_public():
    now = timezone.now()
    make.entry(
        state=State.ACCEPTED, published=True, campaign=make.campaign(publishes_at=now + timedelta(hours=1))
    )

    shown = []
    for seconds in (3599.999, 3600):
        with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
            shown.append(Entry.objects.public().count())

    assert shown == [0, 1]


def test_what_the_public_sees_costs_one_query(django_assert_num_queries):
    for _ in range(3):
        make.entry(state=State.ACCEPTED, published=True)

    with django_assert_num_queries(1):
        assert len(Entry.objects.public()) == 3


def test_own_entries_are_those_of_the_organisations_one_represents():
    person = make.user()
    mine = make.entry(author=person)
    make.entry(author=make.user())
    make.partner(make.entry(), organisation=make.organisation(people=[person]))

    assert list(Entry.objects.of(person)) == [mine]


def test_involving_finds_submitters_and_partners_in_every_state_once():
    ours = make.organisation()
    filed = make.entry(organisation=ours)
    invited, declined = make.entry(), make.entry()
    make.partner(invited, organisation=ours)
    make.partner(invited)
    make.partner(declined, organisation=ours, state="declined")
    make.entry()

    assert list(Entry.objects.involving([ours]).order_by("pk")) == [filed, invited, declined]


@pytest.mark.parametrize(
    ("adjective", "states"),
    [
        ("selected", ["selected", "in_practice", "completed"]),
        ("waiting_for_screening", ["submitted"]),
        ("received", sorted(set(State.values) - {"draft"})),
    ],
)
def test_adjectives_name_groups_of_states(adjective, states):
    for state in State:
        make.entry(state=state)

    found = getattr(Entry.objects, adjective)()

    assert sorted(entry.state for entry in found) == sorted(states)


def test_the_screeners_queue_starts_with_who_has_waited_longest():
    now = timezone.now()
    newer = make.entry(state=State.SUBMITTED, submitted_at=now - timedelta(hours=1))
    older = make.entry(state=State.SUBMITTED, submitted_at=now - timedelta(hours=2))

    assert list(Entry.objects.waiting_for_screening()) == [older, newer]


@pytest.mark.parametrize("adjective", ["for_cards", "for_reading"])
def test_reading_many_entries_takes_as_many_queries_as_reading_one(adjective, django_assert_num_queries):
    def read():
        for entry in getattr(Entry.objects.public(), adjective)():
            [str(theme) for theme in entry.themes.all()]
            [str(partner.organisation) for partner in entry.partners.all()]
            str(entry.organisation.municipality), str(entry.campaign)

    counts = []
    for _ in range(2):
        campaign = make.campaign()
        entry = make.entry(
            state=State.ACCEPTED, published=True, campaign=campaign, themes=[make.theme(campaign)]
        )
        make.partner(entry, state="confirmed")
        with django_assert_num_queries(6 if adjective == "for_reading" else 4):
            read()
        counts.append(Entry.objects.count())

    assert counts == [1, 2]


def test_partners_take_part_or_are_waited_for():
    entry = make.entry()
    for state in PartnerState:
        make.partner(entry, state=state)

    assert (
        [partner.state for partner in Partner.objects.taking_part()],
        [partner.state for partner in Partner.objects.waiting()],
    ) == (["confirmed", "corrected"], ["invited"])
