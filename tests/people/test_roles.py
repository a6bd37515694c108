"""Staff roles: what each may do, and above all what it may not."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from people.roles import ROLES, TITLES, sync_roles, title
from tests import make

pytestmark = pytest.mark.django_db


def permissions_of(role) -> set[str]:
    return make.user(role=role).get_all_permissions()


@pytest.mark.parametrize("role", ROLES)
def test_a_group_has_exactly_the_permissions_of_its_role(role):
    assert permissions_of(role) == set(ROLES[role])


def test_a_juror_may_enter_the_admin_and_score_and_nothing_else():
    assert permissions_of("Juror") == {"wagtailadmin.access_admin", "judging.score_entry"}


def test_a_screener_cannot_judge_and_the_office_cannot_screen():
    rights = ("pledges.screen_entry", "judging.run_judging", "judging.score_entry")
    found = {
        role: [right in permissions_of(role) for right in rights] for role in ("Screener", "Jury office")
    }

    assert found == {"Screener": [True, False, False], "Jury office": [False, True, False]}


@pytest.mark.parametrize("role", ROLES)
def test_no_role_edits_entries_ballots_decisions_consents_letters_or_groups(role):
    guarded = ("entry", "submission", "ballot", "score", "decision", "award", "consent", "letter", "group")
    forbidden = {
        f"{app}.{verb}_{noun}"
        for app in ("pledges", "judging", "people", "auth")
        for verb in ("add", "change", "delete")
        for noun in guarded
    } - {"people.change_letter"}  # means: try again to send what failed

    assert permissions_of(role) & forbidden == set()


@pytest.mark.parametrize("role", ["Coordinator", "Screener", "Juror", "Jury office", "Editor"])
def test_only_the_data_protection_officer_reads_consents_and_erases_people(role):
    assert permissions_of(role) & {"people.view_consent", "people.forget_user", "people.view_user"} == set()


def test_syncing_takes_back_what_somebody_added_by_hand():
    Group.objects.get(name="Juror").permissions.add(Permission.objects.get(codename="screen_entry"))

    sync_roles()

    assert permissions_of("Juror") == set(ROLES["Juror"])


def test_syncing_leaves_other_groups_alone():
    own = Group.objects.create(name="Omat")
    own.permissions.add(Permission.objects.get(codename="screen_entry"))

    sync_roles()

    assert [permission.codename for permission in own.permissions.all()] == ["screen_entry"]


def test_every_role_has_a_title_and_a_group_of_ones_own_keeps_its_name():
    assert list(TITLES) == list(ROLES)
    assert title(Group(name="Omat")) == "Omat"


def test_the_command_says_what_it_did(capsys):
    call_command("sync_roles")

    assert capsys.readouterr().out == f"{len(ROLES)} roles are as people/roles.py says.\n"


def test_losing_a_role_takes_effect_at_the_next_request(client):
    juror = make.user(role="Juror")
    client.force_login(juror)
    before = client.get("/admin/").status_code
    juror.groups.clear()

    assert (before, client.get("/admin/").status_code) == (200, 403)
