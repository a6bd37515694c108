"""Signing in as somebody with one click, and the readable outbox: in a demonstration and nowhere else."""

import os
import secrets
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings as installed
from django.contrib.auth import SESSION_KEY
from django.core.management import call_command
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from demo.people import demo_people, load_organisations, load_people
from people.models import Letter, User
from tests import make

PRODUCTION = """
import django; django.setup()
from django.apps import apps
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.template.loader import get_template

def answers(address):
    try:
        return bool(resolve(address))
    except Resolver404:
        return False

paths = [answers(path) for path in ("/demo/letters/", "/demo/letters/1/", "/demo/sign-in/", "/fi/sign-in/")]
door = get_template("account/request_login_code.html").origin.name
print(apps.is_installed("demo"), paths, "/demo/" in door)
"""


def sign_in_page(client):
    return client.get(address_of("account_login")).content.decode()


def address_of(name):
    with translation.override("fi"):
        return reverse(name)


class TestOneClick(TestCase):
    """With the demonstration's people, loaded once for all of these."""

    @classmethod
    def setUpTestData(cls):
        load_people(load_organisations())

    def sign_in(self, name, **data):
        return self.client.post("/demo/sign-in/", {"person": f"{name}@lupaus.example", **data})

    def test_whoever_waits_for_a_code_is_shown_where_the_letter_is(self):
        self.client.post(address_of("account_login"), {"email": "uusi@example.org"})
        assert 'href="/demo/letters/"' in self.client.get(address_of("account_confirm_login_code")).text

    def test_the_sign_in_page_offers_each_person_with_one_click(self):
        page = sign_in_page(self.client)
        buttons = [f'name="person" value="{person.user.email}"' for person in demo_people("fi")]
        assert [page.count(button) for button in buttons] == [1] * 13

    def test_one_click_leads_to_where_the_person_works(self):
        mine = address_of("pledges:my_entries")
        for name, address in (("koordinaattori", "/admin/"), ("raati1", "/admin/"), ("lahettaja", mine)):
            self.client.logout()
            answer = self.sign_in(name, language="fi")
            assert (answer.status_code, answer.url) == (302, address)
            assert answer.cookies["django_language"].value == "fi"
            user = User.objects.get(email=f"{name}@lupaus.example")
            assert self.client.session[SESSION_KEY] == str(user.pk)

    def test_a_language_that_is_none_falls_back_to_the_persons_own(self):
        with translation.override("sv"):
            mine = reverse("pledges:my_entries")
        assert self.sign_in("insandare", language="../../").url == mine

    def test_it_returns_only_to_this_site(self):
        for wanted, address in {
            "/fi/ajankohtaista/": "/fi/ajankohtaista/",
            "https://evil.example/": "/admin/",
            "//evil.example": "/admin/",
            "front": "front",  # an address, and no name of a view
            "foo": "foo",
        }.items():
            assert self.sign_in("toimittaja", next=wanted).url == address

    def test_the_way_back_is_kept_by_the_sign_in_page(self):
        page = self.client.get(address_of("account_login"), {"next": "/fi/x/"}).content.decode()
        form = page[page.index('action="/demo/sign-in/"') :]
        assert form.count('<input type="hidden" name="next" value="/fi/x/">') == 1

    def test_nobody_else_can_be_signed_in_as(self):
        real = make.user("oikea@example.org", role="Coordinator")
        User.objects.filter(email="raati5@lupaus.example").update(is_active=False)
        for person in (real.email, "raati5@lupaus.example", "ei-ole@lupaus.example", ""):
            assert self.client.post("/demo/sign-in/", {"person": person}).status_code == 403
        assert SESSION_KEY not in self.client.session

    def test_it_takes_a_press_with_its_token(self):
        strict = Client(enforce_csrf_checks=True)
        assert strict.get("/demo/sign-in/?person=raati1@lupaus.example").status_code == 405
        assert strict.post("/demo/sign-in/", {"person": "raati1@lupaus.example"}).status_code == 403

    def test_the_console_lists_the_people_and_where_to_go(self):
        said = StringIO()
        call_command("demo_people", stdout=said)
        assert [said.getvalue().count(person.user.email) for person in demo_people("en")] == [1] * 13
        assert said.getvalue().count(f"{installed.PUBLIC_ADDRESS}/demo/letters/") == 1


def test_without_demo_people_the_sign_in_page_offers_nobody(db, client):
    assert sign_in_page(client).count('name="person"') == 0


def test_the_outbox_shows_every_letter_newest_first(db, client):
    for number in range(31):
        make_letter(number)
    answer = client.get("/demo/letters/")
    shown = [letter.pk for letter in answer.context["screen"]]
    assert shown == list(Letter.objects.values_list("pk", flat=True)[:30])
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]


def test_a_letter_is_readable_and_its_links_lead_here(db, client):
    letter = Letter.objects.create(
        key="x",
        kind="invitation",
        to="kumppani@example.org",
        language="fi",
        subject="Kutsu <b>mukaan</b>",
        body=f"Hei!\n{installed.PUBLIC_ADDRESS}/fi/kumppani/1/ http://localhost:1/x https://muu.fi/ <script>",
    )
    page = client.get(f"/demo/letters/{letter.pk}/").content.decode()
    for address in ("http://testserver/fi/kumppani/1/", "http://testserver/x", "https://muu.fi/"):
        assert page.count(f'<a href="{address}" rel="nofollow">') == 1
    assert page.count("Kutsu &lt;b&gt;mukaan&lt;/b&gt;") == 2
    assert page.count("&lt;script&gt;") == 1


def test_an_empty_outbox_says_what_will_appear(db, client):
    assert client.get("/demo/letters/").content.decode().count('class="empty"') == 1


@pytest.mark.parametrize("number", ["99", "x", "-1"])
def test_a_screen_of_letters_that_does_not_exist_shows_the_nearest(db, client, number):
    assert client.get(f"/demo/letters/?page={number}").status_code == 200


def test_the_list_of_letters_takes_as_many_queries_for_three_as_for_one(db, client):
    counts = []
    client.get("/demo/letters/")  # reads what frames every page
    for number in range(3):
        make_letter(number)
        with CaptureQueriesContext(connection) as queries:
            client.get("/demo/letters/")
        counts.append(len(queries))
    assert counts[0] == counts[2]


def make_letter(number):
    Letter.objects.create(
        key=f"k{number}", kind="receipt", to="a@example.org", language="fi", subject="S", body="B"
    )


def test_production_has_neither_the_addresses_nor_the_package(tmp_path):
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("LUPAUS_", "DJANGO_"))},
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LUPAUS_PRODUCTION": "1",
        "LUPAUS_HOSTS": "testserver",
        "LUPAUS_ADDRESS": "https://testserver",
        "LUPAUS_VAR": str(tmp_path),
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3",
        "EMAIL_URL": "smtp://localhost:25",
    }
    (tmp_path / "static").mkdir()
    said = subprocess.run(
        [sys.executable, "-c", PRODUCTION],
        cwd=installed.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "False [False, False, False, True] False"
