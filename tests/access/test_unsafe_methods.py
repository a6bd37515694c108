"""checks.md A07, Z18: no other way of asking gets more than a plain one, and a form needs its token."""

import pytest
from django.conf import settings
from django.http import HttpResponseForbidden, HttpResponseNotFound
from django.test import Client

from tests import make
from tests.access import policy
from tests.access.addresses import every_address
from tests.access.world import build
from tests.addresses import english
from tests.test_every_address import WAGTAILS_OWN, standing

pytestmark = pytest.mark.django_db

# The address is the authority, and no cookie adds to it.
BY_KEY = {
    "pledges:partner_answer",
    "pledges:partner_picture",
    "pledges:partner_thanks",
    "pledges:partnership",
    "pledges:partner_use",
    "pledges:bring_writer",
    "pledges:take_out_writer",
    "pledges:leave",
    "pledges:late_pass",
    "pledges:withdraw_permissions",
}
OVERRIDES = {"X-HTTP-Method-Override": "DELETE", "X-Method-Override": "PUT"}


def nothing_here(request, exception=None):
    return HttpResponseNotFound()


def refused(request, reason=""):
    return HttpResponseForbidden()


@pytest.fixture
def world(monkeypatch, settings):
    # Our own pages for these say the same to everybody and take longer.
    monkeypatch.setattr("config.urls.handler404", nothing_here, raising=False)
    settings.CSRF_FAILURE_VIEW = "tests.access.test_unsafe_methods.refused"
    return build()


def one_of_each(world) -> dict[str, str]:
    """A path of every name of ours that the resolver knows; Wagtail's rooms are Wagtail's."""
    found: dict[str, str] = {}
    for address in every_address(world):
        if not WAGTAILS_OWN.match(address.name):
            found.setdefault(address.name, address.path)
    return found


def closed(response):
    for closer in response._resource_closers:
        closer()
    return response


def test_no_form_is_taken_without_its_token(world):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(world.people["author"])
    answers = {name: closed(client.post(path)) for name, path in one_of_each(world).items()}
    taken = {name for name, answer in answers.items() if answer.status_code not in (403, 301)}
    # Open data takes no form at all: whatever is sent there is refused for its verb.
    taken = {name for name in taken if not name.startswith(("demo:", "open-data:", "open_data_nothing"))}
    assert taken == BY_KEY


@pytest.mark.parametrize(
    ("headers", "state"),
    [
        ({"origin": "http://testserver"}, "submitted"),
        ({"origin": "https://evil.example"}, "draft"),
        ({"origin": "null"}, "draft"),
        ({"referer": "https://evil.example/"}, "draft"),
    ],
)
def test_a_token_is_taken_from_our_own_pages_alone(headers, state):
    author = make.user()
    entry, token = make.entry(author=author), "x" * 32
    client = Client(enforce_csrf_checks=True)
    client.force_login(author)
    client.cookies[settings.CSRF_COOKIE_NAME] = token
    path, data = english("pledges:submit", entry.uuid), {"csrfmiddlewaretoken": token}
    client.post(path, data, secure="referer" in headers, headers=headers)
    entry.refresh_from_db()
    assert entry.state == state


def test_other_verbs_get_nobody_further_than_looking_does(world):
    client = Client(raise_request_exception=False)
    client.force_login(world.people["coordinator"])
    before, further = standing(), {}
    for name, path in one_of_each(world).items():
        opens = "coordinator" in policy.who_opens(name)
        for verb in ("put", "delete"):
            answer = closed(getattr(client, verb)(path, headers=OVERRIDES)).status_code
            if (answer == 200 and not opens) or answer >= 500:
                further[name] = (verb, answer)
    assert further == {}
    assert standing() == before
