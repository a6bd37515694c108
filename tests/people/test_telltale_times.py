"""checks.md A02: how long an answer takes does not tell whether an address is known.

What is compared is measured by turns, so that a busy machine slows all of it alike.
"""

import gc
import random
import re
import time
from itertools import combinations
from statistics import median

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from scipy.stats import mannwhitneyu

from people.models import Nomination, User
from tests import make
from tests.addresses import english
from tests.people.test_sign_in import DOOR, ask

pytestmark = pytest.mark.django_db

KINDS = ("known", "disabled", "unknown")
SAMPLES = 100
NO_CHANCE = 0.01  # that equals differ so much
NOTICEABLE = 0.005  # seconds


def address(kind: str, number: int) -> str:
    return f"{kind}{number}@example.org"


@pytest.fixture
def people():
    """Known and disabled accounts, twice as many as there are samples."""
    User.objects.bulk_create(
        User(email=address(kind, number), is_active=kind == "known", language="en", password="!")
        for kind in ("known", "disabled")
        for number in range(2 * SAMPLES)
    )


def seconds(knock, email: str) -> float:
    began = time.perf_counter()
    knock(email)
    return time.perf_counter() - began


def measure(knocking, numbers) -> dict[str, list[float]]:
    """`knocking(number)` is somebody who knocks with an address; each begins with another kind."""
    took: dict[str, list[float]] = {kind: [] for kind in KINDS}
    gc.collect()
    gc.disable()  # it would stop one of many for a second
    try:
        for number in numbers:
            knock = knocking(number)
            for turn in range(len(KINDS)):
                kind = KINDS[(number + turn) % len(KINDS)]
                took[kind].append(seconds(knock, address(kind, number)))
    finally:
        gc.enable()
    return took


def differences(took) -> dict[str, tuple[float, float]]:
    """The pairs that can be told apart, with the chance that they are equal and the gap of a typical turn."""
    found = {}
    for one, other in combinations(KINDS, 2):
        chance = mannwhitneyu(took[one], took[other]).pvalue
        gap = median(first - second for first, second in zip(took[one], took[other], strict=True))
        if chance <= NO_CHANCE or abs(gap) > NOTICEABLE:
            found[f"{one} – {other}"] = (chance, gap)
    return found


def told_apart(knocking) -> dict[str, tuple[float, float]]:
    """One of a hundred comparisons of equals looks like a difference; of those twice, one of ten thousand."""
    first = differences(measure(knocking, range(SAMPLES)))
    again = first and differences(measure(knocking, range(SAMPLES, 2 * SAMPLES)))
    return {pair: again[pair] for pair in first if pair in again}


def at_the_door(number: int):
    client = Client(REMOTE_ADDR=f"203.0.{number // 100}.{number % 100}")
    client.get(DOOR)
    return lambda email: ask(client, email)


def at_the_organisation(number: int):
    """Somebody who asks others to act for an organisation of theirs."""
    client, person = Client(), make.user()
    path = english("add_colleague", make.organisation(people=[person]).uuid)
    client.force_login(person)
    return lambda email: client.post(path, {"email": email})


def test_signing_in_takes_as_long_with_every_address(people):
    assert told_apart(at_the_door) == {}
    assert User.objects.filter(email__startswith="unknown").count() >= SAMPLES


def test_asking_a_colleague_takes_as_long_with_every_address(people):
    assert told_apart(at_the_organisation) == {}
    assert Nomination.objects.count() >= len(KINDS) * SAMPLES


def test_an_invitation_of_a_partner_looks_nobody_up_by_the_address(client):
    author, known = make.user(), make.user("known@example.org")
    entry = make.entry(author=author)
    client.force_login(author)
    club = {"name": "Naapuri ry", "kind": "association", "role": "Tilat", "language": "sv"}
    with CaptureQueriesContext(connection) as asked:
        client.post(english("pledges:invite", entry.uuid), {**club, "email": known.email})
    assert entry.partners.get().email == known.email
    naming = [one["sql"] for one in asked if known.email in one["sql"]]
    assert [sql for sql in naming if re.search("people_user|account_emailaddress", sql)] == []
    assert len(naming) > 1


def test_a_hundredth_of_a_second_would_be_found_and_noise_is_not():
    chance = random.Random(2015)
    noise = {kind: [chance.gauss(0.05, 0.015) for _ in range(SAMPLES)] for kind in KINDS}
    slower = noise | {"known": [took + 0.01 for took in noise["known"]]}
    assert (differences(noise), list(differences(slower))) == (
        {},
        ["known – disabled", "known – unknown"],
    )
