"""What somebody may not see looks like what does not exist."""

import re
import uuid
from statistics import median
from time import perf_counter

import pytest
from django.test import Client
from django.utils import timezone

from tests import make, make_pages
from tests.addresses import english

pytestmark = pytest.mark.django_db

OF_AN_ENTRY = ("entry_status", "submit", "permissions", "own_picture", "withdraw", "reopen")


def seen(client, path, secret) -> tuple:
    """All that an answer tells, without what was asked and the key of each form."""
    answer = client.get(path)
    text = re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", answer.text.replace(secret, "…"))
    return answer.status_code, dict(answer.headers), text


@pytest.mark.parametrize("role", [None, "Juror", "Screener", "Coordinator"])
def test_another_persons_entry_looks_like_none(role, time_machine):
    time_machine.move_to(timezone.now(), tick=False)  # answers say when they expire
    make_pages.site()
    entry, nobodys = make.entry(author=make.user()), uuid.uuid4()
    client = Client()
    client.force_login(make.user(role=role))

    others, none = (
        [seen(client, english(f"pledges:{name}", asked), str(asked)) for name in OF_AN_ENTRY]
        for asked in (entry.uuid, nobodys)
    )

    assert [status for status, *_ in others] == [404] * len(OF_AN_ENTRY)
    assert others == none


def test_nothing_takes_as_long_as_something(client):
    """checks.md Z01, Z10"""
    client.force_login(make.user())
    others, nobodys = make.entry(author=make.user()).uuid, uuid.uuid4()
    took = {others: [], nobodys: []}
    for _ in range(20):
        for asked, times in took.items():
            began = perf_counter()
            client.get(english("pledges:entry_status", asked))
            times.append(perf_counter() - began)
    one, other = (median(times) for times in took.values())
    # On a machine that is busy with other tests everything takes longer, the gap too.
    assert abs(one - other) <= max(0.005, 0.25 * other)


def test_an_entry_that_is_not_public_looks_like_none(client):
    page = make_pages.campaign_pages(make.campaign())["fi"]
    hidden = make.entry(campaign=page.campaign, state="submitted").reference
    unknown = f"{hidden[:-4]}9999"

    found, none = (seen(client, page.entry_address(asked), asked) for asked in (hidden, unknown))

    assert (found[0], found) == (404, none)
