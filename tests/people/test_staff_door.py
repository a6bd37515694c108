"""The door to the staff screens: one sign-in for everybody, and a second factor for staff."""

import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse

from people.models import Letter
from tests import make
from tests.addresses import routes

pytestmark = pytest.mark.django_db

STAFF = "/admin/"
PERIOD = 30  # seconds that a code of the app is good for


@pytest.fixture
def second_factor(settings):
    """Asked for, and at the beginning of an app's period: no code runs out between reading and typing it."""
    settings.STAFF_SECOND_FACTOR = True
    with time_machine.travel(time.time() // PERIOD * PERIOD, tick=True):
        yield


def code_by_letter(client, email, to=STAFF):
    client.post("/en/sign-in/", {"email": email, "next": to})
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", Letter.objects.latest("pk").body)[0]
    return client.post("/en/sign-in/code/", {"code": code, "next": to})


def code_by_app(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def path_of(response) -> str:
    return response.url.split("?")[0]


def test_whoever_is_not_signed_in_is_led_to_the_one_door_and_back(client):
    first = client.get("/admin/pledges/")
    second = client.get(first.url)

    assert (path_of(first), path_of(second)) == ("/admin/login/", reverse("account_login"))
    assert second.url.endswith("?next=%2Fadmin%2Fpledges%2F")


@pytest.mark.parametrize(
    ("wanted", "leads_to"), [("front", "front"), ("foo", "foo"), ("/admin/x/", "/admin/x/")]
)
def test_whoever_is_signed_in_is_led_on_to_an_address_and_never_to_a_view_of_that_name(
    client, wanted, leads_to
):
    client.force_login(make.user(role="Coordinator"))

    response = client.get("/admin/login/", {"next": wanted})

    assert (response.status_code, response.url) == (302, leads_to)


def test_wagtails_password_form_cannot_be_used(client):
    staff = make.user(role="Coordinator")
    staff.set_password("a good long password")
    staff.save()

    response = client.post("/admin/login/", {"username": staff.email, "password": "a good long password"})

    assert (path_of(response), client.get("/fi/").wsgi_request.user.is_authenticated) == (
        reverse("account_login"),
        False,
    )


@pytest.mark.parametrize("path", ["password_reset/", "password_reset/done/", "account/change_password/"])
def test_wagtails_password_pages_are_closed(client, path):
    assert client.get(f"/admin/{path}").status_code in (302, 404)


def test_somebody_without_a_role_is_told_so(client):
    client.force_login(make.user())

    assert client.get(STAFF).status_code == 403


def test_staff_without_a_second_factor_are_led_to_set_it_up(client, second_factor):
    code_by_letter(client, make.user("jury@example.org", role="Juror").email)

    response = client.get(STAFF)

    assert (response.status_code, path_of(response)) == (302, reverse("mfa_activate_totp"))
    assert client.get(response.url).status_code == 200


def test_staff_set_up_the_second_factor_and_come_in(client, second_factor):
    code_by_letter(client, make.user("jury@example.org", role="Juror").email)
    setup = client.get(client.get(STAFF).url)
    secret = setup.context["form"].secret

    client.post(reverse("mfa_activate_totp"), {"code": code_by_app(secret)})

    assert Authenticator.objects.filter(type="totp").count() == 1
    assert client.get(STAFF).status_code in (200, 302)


def test_staff_with_a_second_factor_give_both_codes(client, second_factor):
    person, secret = make.user("jury@example.org", role="Juror"), generate_totp_secret()
    TOTP.activate(person, secret)

    after_letter = code_by_letter(client, person.email)
    between = client.get(STAFF)
    after_app = client.post(after_letter.url, {"code": code_by_app(secret)})

    assert (path_of(after_letter), between.status_code) == (reverse("mfa_authenticate"), 302)
    assert (after_app.url, client.get(STAFF).status_code) == (STAFF, 200)


@pytest.mark.parametrize("wrong", ["000000", "", "abcdef"])
def test_a_wrong_second_code_lets_nobody_in(client, second_factor, wrong):
    person = make.user("jury@example.org", role="Juror")
    TOTP.activate(person, generate_totp_secret())
    after_letter = code_by_letter(client, person.email)

    client.post(after_letter.url, {"code": wrong})

    assert client.get("/fi/").wsgi_request.user.is_authenticated is False


def test_a_second_code_is_not_accepted_twice(second_factor):
    person, secret = make.user("jury@example.org", role="Juror"), generate_totp_secret()
    TOTP.activate(person, secret)
    code, entered = code_by_app(secret), []
    for _ in range(2):
        client = Client()
        client.post(code_by_letter(client, person.email).url, {"code": code})
        entered.append(client.get("/fi/").wsgi_request.user.is_authenticated)

    assert entered == [True, False]


def test_a_session_from_before_the_second_factor_has_to_show_it(client, second_factor):
    person = make.user(role="Juror")
    TOTP.activate(person, generate_totp_secret())
    client.force_login(person)

    assert path_of(client.get(STAFF)) == reverse("mfa_reauthenticate")


def test_submitters_need_no_second_factor(client, second_factor):
    code_by_letter(client, "maija@example.org", to="/en/my-entries/")

    assert client.get("/en/my-entries/").status_code == 200


def admin_addresses() -> list[str]:
    """Every address of the staff screens that needs no number, as the resolver knows them."""
    found = {"/" + re.sub(r"\^|\$|\\Z", "", route) for route, _name in routes() if route.startswith("admin/")}
    return sorted(address for address in found if not re.search(r"[<(\\]", address))


def test_no_staff_screen_opens_without_the_second_factor(client, second_factor):
    client.force_login(make.user(is_superuser=True, is_staff=True))
    addresses = admin_addresses()
    opened = [
        address
        for address in addresses
        for response in (client.get(address), client.post(address))
        if response.status_code != 302 or "/second-factor/" not in response.url
    ]

    assert (len(addresses) > 50, [address for address in opened if address != "/admin/login/"]) == (True, [])


def test_staff_screens_have_their_own_wider_policy_and_public_pages_the_strict_one(client):
    client.force_login(make.user(role="Coordinator"))

    staff = client.get(STAFF)["Content-Security-Policy"]
    public = client.get("/en/sign-out/")["Content-Security-Policy"]

    assert ("'unsafe-inline'" in staff, "'unsafe-inline'" in public, "frame-ancestors 'none'" in public) == (
        True,
        False,
        True,
    )


def test_what_somebody_signed_in_sees_is_stored_by_no_cache(client):
    client.force_login(make.user())

    assert "no-store" in client.get("/en/my-account/")["Cache-Control"]
