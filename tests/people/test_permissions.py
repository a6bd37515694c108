"""Who may speak for whom: the one it belongs to, a colleague, a stranger, nobody."""

import pytest
from django.contrib.auth.models import AnonymousUser

from people.models import Consent, ConsentText, Letter, Representative, User
from people.permissions import (
    can_forget,
    can_manage_people,
    can_read_personal_data,
    can_retry_letters,
    represents,
)
from people.policies import OnlyActions
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    owner, member = make.user(), make.user()
    organisation = make.organisation(people=[owner])
    Representative.objects.create(user=member, organisation=organisation)
    other = make.user()
    make.organisation(people=[other])
    somebody = {
        "owner": owner,
        "member": member,
        "other": other,
        "stranger": make.user(),
        "staff": make.user(role="Coordinator"),
        "anonymous": AnonymousUser(),
    }
    return organisation, somebody


def allowed(permission, people) -> list[str]:
    organisation, somebody = people
    return [name for name, user in somebody.items() if permission(user, organisation)]


def test_representatives_speak_for_their_organisation(people):
    assert allowed(represents, people) == ["owner", "member"]


def test_main_representatives_manage_its_people(people):
    assert allowed(can_manage_people, people) == ["owner"]


def test_nobody_speaks_for_no_organisation(people):
    assert [name for name, user in people[1].items() if represents(user, None)] == []


def with_role(permission) -> list[str]:
    roles = ["Coordinator", "Screener", "Juror", "Jury office", "Editor", "Data protection officer"]
    return [role for role in roles if permission(make.user(role=role))]


def test_only_the_data_protection_officer_reads_what_is_held_about_a_person():
    assert with_role(can_read_personal_data) == ["Data protection officer"]


def test_everybody_forgets_themselves_and_the_officer_anybody():
    person = make.user()

    assert with_role(lambda user: can_forget(user, person)) == ["Data protection officer"]
    assert (can_forget(person, person), can_forget(make.user(), person)) == (True, False)


def test_failed_letters_are_tried_again_by_those_who_may_change_letters():
    assert with_role(can_retry_letters) == ["Coordinator"]


@pytest.mark.parametrize(
    ("model", "actions", "possible"),
    [
        (Consent, ("view",), ["view"]),
        (Letter, ("view",), ["view"]),
        (ConsentText, ("view", "add"), ["view", "add"]),
        (User, ("view", "add", "change"), ["view", "add", "change"]),
    ],
)
def test_evidence_is_never_edited_on_staff_screens_not_even_by_the_highest(model, actions, possible):
    highest = User.objects.create_superuser("highest@example.org")
    policy = OnlyActions(model, *actions)

    verbs = ("view", "add", "change", "delete")
    assert [verb for verb in verbs if policy.user_has_permission(highest, verb)] == possible
