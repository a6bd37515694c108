"""Who may do what with an entry: its author, a colleague, a partner, staff, a stranger, nobody."""

import pytest
from django.contrib.auth.models import AnonymousUser

from pledges import permissions
from pledges.states import State
from tests import make

pytestmark = pytest.mark.django_db
OWN = ["author", "colleague"]


@pytest.fixture
def people():
    return {
        "author": make.user(),
        "colleague": make.user(),
        "partner": make.user(),
        "juror": make.user(role="Juror"),
        "screener": make.user(role="Screener"),
        "coordinator": make.user(role="Coordinator"),
        "stranger": make.user(),
        "nobody": AnonymousUser(),
    }


def entry_of(people, **fields):
    organisation = make.organisation(people=[people["author"], people["colleague"]])
    entry = make.entry(organisation=organisation, **fields)
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[people["partner"]]))
    return entry


def those_who(permission, people, *about) -> list[str]:
    return [name for name, user in people.items() if permission(user, *about)]


def test_representatives_of_the_submitter_see_their_entry(people):
    assert those_who(permissions.can_see_own, people, entry_of(people)) == OWN


@pytest.mark.parametrize(
    ("state", "who"),
    [(state, OWN if state in ("draft", "returned", "recalled", "changing") else []) for state in State],
)
def test_they_edit_and_invite_until_it_is_received(people, state, who):
    entry = entry_of(people, state=state)

    assert (
        those_who(permissions.can_edit, people, entry),
        those_who(permissions.can_invite, people, entry),
    ) == (who, who)


@pytest.mark.parametrize(
    ("state", "who"),
    [(state, [] if state in ("completed", "declined", "withdrawn") else OWN) for state in State],
)
def test_they_take_back_what_has_not_ended(people, state, who):
    assert those_who(permissions.can_withdraw, people, entry_of(people, state=state)) == who


@pytest.mark.parametrize(
    ("state", "who"), [(state, [] if state in ("declined", "withdrawn") else OWN) for state in State]
)
def test_they_permit_publication_of_what_is_not_out(people, state, who):
    assert those_who(permissions.can_give_permission, people, entry_of(people, state=state)) == who


def test_its_people_begin_for_an_organisation_while_the_call_is_open_or_with_a_late_pass(people):
    own = make.organisation(people=[people["author"], people["colleague"]])
    calls = [make.campaign(**moments) for moments in ({}, make.closed(), make.announced())]
    late = make.campaign(**make.closed())
    make.late_pass(late, own)

    assert [those_who(permissions.can_start, people, call, own) for call in [*calls, late]] == [
        OWN,
        [],
        [],
        OWN,
    ]


def test_screening_is_for_screeners_and_coordinators(people):
    assert those_who(permissions.can_screen, people) == ["screener", "coordinator"]


def test_who_leaves_the_organisation_loses_its_entries_at_once(people):
    entry = entry_of(people)
    entry.organisation.representatives.filter(user=people["colleague"]).delete()

    assert those_who(permissions.can_edit, people, entry) == ["author"]
