"""A person's own page."""

import re

import pytest

from people.models import User
from tests import make
from tests.addresses import english

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    made = make.user("maija@example.org", language="fi")
    client.force_login(made)
    return made


def save(client, **fields):
    return client.post(english("account"), {"first_name": "", "last_name": "", "language": "fi", **fields})


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(english("account")).url == f"{english('account_login')}?next={english('account')}"


def test_the_page_shows_what_is_kept_and_is_kept_by_no_cache(client, person):
    organisation = make.organisation(people=[person])
    page = client.get(english("account"))
    assert "no-store" in page["Cache-Control"]
    for words in ("maija@example.org", str(organisation), english("my_data"), english("erase_me")):
        assert words in page.text


def test_name_and_language_are_saved_and_nothing_else(client, person):
    assert save(
        client, first_name=" Maija ", last_name="Malli", language="sv", email="x@y.fi", is_staff="1"
    ).url
    after = User.objects.get(pk=person.pk)
    assert (after.first_name, after.last_name, after.language, after.email, after.is_staff) == (
        "Maija",
        "Malli",
        "sv",
        "maija@example.org",
        False,
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("first_name", "a\x00"), ("last_name", "x" * 151), ("first_name", "www.x.fi"), ("language", "xx")],
)
def test_what_cannot_be_a_name_is_refused(client, person, field, value):
    page = save(client, **{field: value})
    assert list(page.context["form"].errors) == [field]
    assert User.objects.get(pk=person.pk).get_full_name() == ""
    # Of what nobody sees, nothing is described to those who hear a page.
    assert re.findall(r'<input type="hidden" name="([^"]+)"', page.text.partition("<main")[2]) == [
        "csrfmiddlewaretoken"
    ]
