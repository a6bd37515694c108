"""A member of staff whose phone is gone comes in with a recovery code, once per code."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.test import Client

from people.models import Letter
from tests import make
from tests.people.test_staff_door import STAFF, code_by_app, code_by_letter, path_of

# The first code counts once the set-up is committed, within the same request.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def second_factor(settings):
    settings.STAFF_SECOND_FACTOR = True
    cache.clear()  # what was counted against this address before


@pytest.fixture
def juror():
    return make.user("jury@example.org", role="Juror")


def set_up(client, person) -> list[str]:
    """Go the whole way: letter, application, recovery codes on the screen."""
    code_by_letter(client, person.email)
    page = client.get(client.get(STAFF).url)
    after = client.post(path_of(client.get(STAFF)), {"code": code_by_app(page.context["form"].secret)})
    shown = client.get(after.url)
    assert shown.status_code == 200
    codes = RecoveryCodes(Authenticator.objects.get(user=person, type="recovery_codes")).get_unused_codes()
    assert [code for code in codes if code not in shown.content.decode()] == []
    return codes


def test_setting_up_shows_recovery_codes_and_leads_into_the_staff_screens(client, juror):
    codes = set_up(client, juror)

    assert (len(codes), client.get(STAFF).status_code) == (10, 200)


def test_a_recovery_code_stands_in_for_the_application_once(juror):
    code = set_up(Client(), juror)[0]
    entered = []
    for _ in range(2):
        client = Client()
        client.post(code_by_letter(client, juror.email).url, {"code": code})
        entered.append(client.get(STAFF).status_code)

    assert entered == [200, 302]


def test_the_letter_alone_is_not_enough_any_more(juror):
    set_up(Client(), juror)
    client = Client()
    code_by_letter(client, juror.email)

    assert client.get("/fi/").wsgi_request.user.is_authenticated is False
    assert path_of(client.get(STAFF)) == "/admin/login/"


def test_no_letter_carries_a_recovery_code(juror):
    codes = set_up(Client(), juror)

    told = {letter.kind: [code for code in codes if code in letter.body] for letter in Letter.objects.all()}
    assert told == {"login_code": []}
