"""checks.md A01, A08: the door tried by somebody who has time."""

from itertools import product

import pytest
import time_machine
from django.core.checks import Tags, run_checks
from django.utils import timezone

from people.models import User
from tests.people.test_sign_in import DOOR, is_local, sign_in
from tests.people.test_sign_in_limits import codes_sent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "sent"),
    [
        ("198.51.100.{0}, 203.0.113.9", 30),  # what the visitor says, then what our proxy adds
        ("203.0.113.9, 198.51.100.{0}", 33),  # many machines, as our proxy sees them
    ],
)
def test_behind_a_proxy_only_what_the_proxy_adds_tells_machines_apart(settings, header, sent):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    requests = [
        (f"uhri{number}@example.org", {"HTTP_X_FORWARDED_FOR": header.format(number)}) for number in range(33)
    ]
    with time_machine.travel(timezone.now(), tick=False):
        assert codes_sent(requests) == sent


@pytest.mark.parametrize(
    ("production", "proxies", "told"),
    [(True, 0, ["lupaus.W001"]), (True, 1, []), (False, 0, [])],
    ids=["uncounted", "counted", "embedded"],
)
def test_whoever_deploys_is_told_that_behind_a_proxy_all_visitors_are_one(
    settings, production, proxies, told
):
    settings.PRODUCTION, settings.ALLAUTH_TRUSTED_PROXY_COUNT = production, proxies
    found = run_checks(tags=[Tags.security], include_deployment_checks=True)
    assert [one.id for one in found if one.id.startswith("lupaus.")] == told


HOSTS = ("evil.example", "evil.example:443", "testserver.evil.example", "testserver@evil.example", "[::1]")
BEFORE = (
    *("https://", "http://", "//", "///", "////", "/\\", "\\\\", "\\/", "https:", "https:/", "https:\\\\"),
    *("/\t/", "/\n/", "/\r/", "\t//", " //", "\x00//", "\x01https://", "/%09/", "//%0d%0a", "HtTpS://"),
    *("javascript://", "data://", "ftp://", "//\u2028", "https://\u200b", "/\u00a0/", "///\\;@", "//x@"),
)
AFTER = ("", "/fi/", "#@testserver", "?testserver", "%2f..", "。fi")
PAYLOADS = ["".join(parts) for parts in product(BEFORE, HOSTS, AFTER)]


def test_none_of_hundreds_of_next_addresses_leads_elsewhere(client):
    assert len(PAYLOADS) > 200
    sign_in(client, "maija@example.org")
    led = {payload: client.get(DOOR, {"next": payload}).url for payload in PAYLOADS[::3]}
    assert {payload: url for payload, url in led.items() if not is_local(url)} == {}
    assert User.objects.count() == 1
