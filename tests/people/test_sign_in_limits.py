"""How often codes may be asked for and mistyped: little at one machine, so that nobody keeps others out."""

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from people.models import Letter
from tests.people.test_sign_in import answer, ask, newest_code, sign_in, who

pytestmark = pytest.mark.django_db

TOO_MANY = "Too many failed login attempts. Try again later."


def type_wrong_codes(clients, email, tries=4) -> list[bool]:
    """Whether each try was one too many."""
    refused = []
    for client in clients:
        ask(client, email)
        refused += [TOO_MANY in answer(client, "AAAA-AAAA").content.decode() for _ in range(tries)]
    return refused


def test_ten_wrong_codes_in_a_quarter_of_an_hour_are_all_that_an_address_gets_at_a_machine():
    sessions = [Client() for _ in range(4)]
    assert type_wrong_codes(sessions, "maija@example.org") == [False] * 10 + [True] * 6
    answer(sessions[-1], newest_code())  # of the browser that typed four of them
    assert who(sessions[-1]) == "AnonymousUser"


@pytest.mark.parametrize("machine", ["203.0.113.{}", "127.0.0.1"])
def test_wrong_codes_of_others_keep_nobody_out_who_types_the_right_one(client, machine):
    """Elsewhere, or behind the same address of an office."""
    ask(client, "maija@example.org")
    code = newest_code()
    others = [Client(REMOTE_ADDR=machine.format(number)) for number in range(5)]
    type_wrong_codes(others, "maija@example.org")
    answer(client, code)
    assert who(client) == "maija@example.org"


def test_a_wrong_code_first_does_no_harm_whatever_others_typed_elsewhere(client):
    ask(client, "maija@example.org")
    code = newest_code()
    type_wrong_codes([Client(REMOTE_ADDR=f"203.0.113.{number}") for number in range(5)], "maija@example.org")
    answer(client, "AAAA-AAAA")
    answer(client, code)
    assert who(client) == "maija@example.org"


def test_wrong_codes_for_one_address_do_not_lock_out_another(client):
    for _ in range(3):
        other = Client(REMOTE_ADDR="203.0.113.9")
        ask(other, "uhri@example.org")
        for _ in range(4):
            answer(other, "AAAA-AAAA")

    sign_in(client, "maija@example.org")

    assert who(client) == "maija@example.org"


def codes_sent(requests) -> int:
    before = Letter.objects.count()
    for email, extra in requests:
        ask(Client(), email, **extra)
    return Letter.objects.count() - before


def test_one_machine_asks_for_at_most_five_codes_for_an_address_in_ten_minutes():
    headers = [{"HTTP_X_FORWARDED_FOR": f"198.51.100.{number}"} for number in range(8)]

    assert codes_sent([("maija@example.org", header) for header in headers]) == 5


def test_who_asks_for_an_address_elsewhere_does_not_keep_its_owner_from_a_code():
    elsewhere = [("maija@example.org", {"REMOTE_ADDR": f"203.0.113.{number}"}) for number in range(15)]

    assert (codes_sent(elsewhere), codes_sent([("maija@example.org", {})] * 8)) == (15, 5)


def test_codes_for_a_mailbox_are_asked_for_at_most_twenty_times_an_hour():
    elsewhere = [("maija@example.org", {"REMOTE_ADDR": f"203.0.113.{number}"}) for number in range(30)]

    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert codes_sent(elsewhere) == 20
        clock.shift(59 * 60)
        assert codes_sent(elsewhere) == 0
        clock.shift(2 * 60)
        assert codes_sent(elsewhere) == 20


def test_one_machine_asks_for_at_most_thirty_codes_a_minute():
    requests = [
        (f"uhri{number}@example.org", {"HTTP_X_FORWARDED_FOR": f"198.51.100.{number}"})
        for number in range(40)
    ]

    with time_machine.travel(timezone.now(), tick=False):
        assert codes_sent(requests) == 30


def test_the_limits_live_where_all_worker_processes_see_them(client):
    ask(client, "maija@example.org")

    assert type(cache._connections["default"]).__name__ == "DatabaseCache"
