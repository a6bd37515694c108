"""Accounts on the staff screens: no passwords, addresses that work at once, nobody deleted."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from wagtail.models import ModelLogEntry

from people.models import Letter, User
from people.roles import TITLES
from tests import make
from tests.staff import client_of, number_of_queries, outcome, text_of, who_comes_in

pytestmark = pytest.mark.django_db

LIST = "/admin/users/"


@pytest.fixture
def administrator():
    client = client_of("")
    client.force_login(make.user("boss@example.org", is_superuser=True))
    return client


def typed(**fields):
    defaults = {"email": "Uusi@Example.org", "first_name": "Uusi", "last_name": "Raati", "language": "sv"}
    return defaults | {"groups": [Group.objects.get(name="Juror").pk]} | fields


def addresses(person) -> list[tuple]:
    return list(EmailAddress.objects.filter(user=person).values_list("email", "verified", "primary"))


def test_the_data_protection_officer_sees_accounts_and_no_role_changes_them():
    person = make.user()

    assert who_comes_in(LIST) == {"Data protection officer"}
    assert who_comes_in(f"{LIST}new/") == set()
    assert who_comes_in(f"{LIST}edit/{person.pk}/") == set()
    assert who_comes_in(f"{LIST}history/{person.pk}/") == set()


def test_an_account_made_here_has_a_verified_address_a_language_and_no_password(administrator):
    administrator.post(f"{LIST}new/", typed())

    made = User.objects.get(email="uusi@example.org")
    assert (made.language, made.has_usable_password(), made.is_superuser) == ("sv", False, False)
    assert [group.name for group in made.groups.all()] == ["Juror"]
    assert addresses(made) == [("uusi@example.org", True, True)]


def test_whoever_was_made_here_signs_in_by_code(administrator, client):
    administrator.post(f"{LIST}new/", typed())

    client.post("/en/sign-in/", {"email": "uusi@example.org", "next": "/admin/"})

    assert Letter.objects.values_list("to", "forget_after_sending").get() == ("uusi@example.org", True)


def test_the_forms_ask_for_no_password_and_no_user_name(administrator):
    pages = [administrator.get(f"{LIST}{path}") for path in ("new/", f"edit/{make.user().pk}/")]

    assert [sorted(page.context["form"].fields) for page in pages] == [
        ["email", "first_name", "groups", "is_superuser", "language", "last_name"],
        ["email", "first_name", "groups", "is_active", "is_superuser", "language", "last_name"],
    ]


def test_a_changed_address_is_the_one_to_sign_in_with(administrator):
    person = make.user("vanha@example.org")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)

    administrator.post(f"{LIST}edit/{person.pk}/", typed(email="uusi@example.org", is_active="on"))

    person.refresh_from_db()
    assert (person.email, addresses(person)) == ("uusi@example.org", [("uusi@example.org", True, True)])


def test_an_address_belongs_to_one_person(administrator):
    make.user("uusi@example.org")

    page = administrator.post(f"{LIST}new/", typed())

    assert page.context["form"].errors == {"email": ["This address is already in use."]}


@pytest.mark.parametrize("path", ["delete/{}/", "usage/{}/", "copy/{}/"])
def test_nobody_is_deleted_here(administrator, path):
    person = make.user()

    assert administrator.get(LIST + path.format(person.pk)).status_code == 404


def test_nobody_is_deleted_by_wagtails_action_for_many(administrator):
    person = make.user("maija@example.org")

    administrator.post(f"/admin/bulk/people/user/delete/?id={person.pk}&next=/admin/users/")

    assert User.objects.filter(email="maija@example.org").exists()


def test_a_name_leads_to_what_the_reader_may_see(administrator, officer):
    person = make.user("maija@example.org", first_name="Maija", last_name="Malli")

    assert f'href="/admin/users/edit/{person.pk}/"' in administrator.get(LIST).content.decode()
    shown = officer.get(LIST).content.decode()
    assert (f'href="/admin/personal-data/{person.pk}/"' in shown, "/admin/users/edit/" in shown) == (
        True,
        False,
    )


def test_emptied_accounts_are_neither_listed_nor_revived(administrator):
    gone = make.user(forgotten_at=make.moment("2026-01-01 00:00:00"), is_active=False)

    listed = administrator.get(LIST).context["users"]
    assert [user.pk for user in listed] == list(User.objects.exclude(pk=gone.pk).values_list("pk", flat=True))
    assert administrator.get(f"{LIST}edit/{gone.pk}/").status_code == 404


def test_an_inactive_account_loses_the_staff_screens_at_once(administrator):
    juror = make.user("uusi@example.org", role="Juror")
    other = client_of("")
    other.force_login(juror)
    before = outcome(other.get("/admin/"))

    administrator.post(f"{LIST}edit/{juror.pk}/", typed())

    assert (before, outcome(other.get("/admin/"))) == ("came in", "asked to sign in")


def test_changes_of_an_account_are_logged(administrator):
    administrator.post(f"{LIST}new/", typed())

    logged = ModelLogEntry.objects.for_instance(User.objects.get(email="uusi@example.org"))
    assert list(logged.values_list("action", "user__email")) == [("wagtail.create", "boss@example.org")]


def test_the_list_takes_as_many_queries_for_three_as_for_one(officer):
    officer.get(LIST)
    one = number_of_queries(officer, LIST)
    make.user(role="Juror")
    make.user(role="Screener")

    assert number_of_queries(officer, LIST) == one


def test_roles_are_called_by_their_titles_in_filters_and_forms(administrator, monkeypatch):
    monkeypatch.setitem(TITLES, "Juror", "Raatilainen")
    juror = Group.objects.get(name="Juror")
    pages = [LIST, f"{LIST}?group={juror.pk}", f"{LIST}new/", f"{LIST}edit/{make.user().pk}/"]

    texts = [text_of(administrator.get(page)) for page in pages]

    assert [("Raatilainen" in text, "Juror" in text) for text in texts] == [(True, False)] * 4


def test_the_list_says_address_not_user_name(officer):
    shown = text_of(officer.get(LIST))

    assert ("E-mail address" in shown, "Username" in shown) == (True, False)
