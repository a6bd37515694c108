"""checks.md C05: what arrived in time counts, however long it waited for us; what came later does not.

Each answer is worked off a minute and a half after the deadline, when the chores have been done meanwhile.
"""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from campaign.middleware import LONGEST_WAIT
from people import chores
from pledges.models import Entry, Partner
from tests import make
from tests.addresses import english

pytestmark = pytest.mark.django_db

WAIT = timedelta(seconds=90)
# Around the deadline, which is inclusive to its second.
ARRIVED = {-2: True, -1: True, 0: True, 0.999: True, 1: False, 2: False}


@pytest.fixture
def deadline():
    return timezone.now().replace(microsecond=0) + timedelta(hours=1)


@pytest.fixture
def author(client):
    author = make.user()
    client.force_login(author)
    return author


def yes(partner) -> dict:
    said = {"name": str(partner.organisation), "role": partner.role, "contribution": partner.contribution}
    return said | {"answer": "confirm"}


def an_answer_to_an_invitation(author, deadline):
    """The invitation ends long before the call does."""
    partner = make.partner(make.entry(author=author), expires_at=deadline, email="naapuri@example.org")
    return (
        english("pledges:partner_answer", partner.key),
        yes(partner),
        lambda: stands(partner) == "confirmed",
    )


def an_answer_at_the_end_of_the_call(author, deadline):
    entry = make.entry(author=author, campaign=make.campaign(closes_at=deadline))
    partner = make.partner(entry, email="naapuri@example.org")
    return (
        english("pledges:partner_answer", partner.key),
        yes(partner),
        lambda: stands(partner) == "confirmed",
    )


def a_refusal_of_an_invitation(author, deadline):
    path, said, _ = an_answer_to_an_invitation(author, deadline)
    partner = Partner.objects.get()
    return path, said | {"answer": "decline"}, lambda: stands(partner) == "declined"


def an_entry_that_is_sent(author, deadline):
    entry = make.entry(author=author, campaign=make.campaign(closes_at=deadline))
    return english("pledges:submit", entry.uuid), {}, lambda: state(entry) == "submitted"


def an_entry_that_is_sent_on_a_late_pass(author, deadline):
    call = make.campaign(**make.closed())
    entry = make.entry(author=author, campaign=call)
    make.late_pass(call, entry.organisation, until=deadline)
    return english("pledges:submit", entry.uuid), {}, lambda: state(entry) == "submitted"


def an_entry_that_is_sent_in_the_minutes_of_grace(author, deadline):
    call = make.campaign(closes_at=deadline - timedelta(minutes=10), grace_minutes=10)
    entry = make.entry(author=author, campaign=call)
    return english("pledges:submit", entry.uuid), {}, lambda: state(entry) == "submitted"


def stands(partner) -> str:
    return Partner.objects.get(pk=partner.pk).state


def state(entry) -> str:
    return Entry.objects.get(pk=entry.pk).state


# Each gives the address, the form, and whether what was asked for has come about.
@pytest.mark.parametrize(
    "what",
    [
        an_answer_to_an_invitation,
        an_answer_at_the_end_of_the_call,
        a_refusal_of_an_invitation,
        an_entry_that_is_sent,
        an_entry_that_is_sent_on_a_late_pass,
        an_entry_that_is_sent_in_the_minutes_of_grace,
    ],
)
@pytest.mark.parametrize("seconds", ARRIVED)
def test_the_moment_of_arrival_decides(client, settings, author, deadline, what, seconds):
    settings.TRUST_REQUEST_START = True
    path, said, is_done = what(author, deadline)
    arrived = deadline + timedelta(seconds=seconds)
    chores.do_due(deadline + timedelta(minutes=1))

    with time_machine.travel(deadline + WAIT, tick=False):
        client.post(path, said, headers={"X-Request-Start": f"t={arrived.timestamp():.3f}"})

    assert is_done() == ARRIVED[seconds]


def test_an_answer_is_kept_with_the_moment_it_arrived(client, settings, author, deadline):
    settings.TRUST_REQUEST_START = True
    path, said, _ = an_answer_to_an_invitation(author, deadline)
    with time_machine.travel(deadline + WAIT, tick=False):
        client.post(path, said, headers={"X-Request-Start": f"t={deadline.timestamp():.3f}"})
    assert Partner.objects.get().answered_at == deadline


def test_nobody_waits_longer_than_requests_are_believed_to(client, settings, author, deadline):
    settings.TRUST_REQUEST_START = True
    path, said, _ = an_answer_to_an_invitation(author, deadline)
    with time_machine.travel(deadline + LONGEST_WAIT + timedelta(seconds=1), tick=False):
        answer = client.post(path, said, headers={"X-Request-Start": f"t={deadline.timestamp():.3f}"})
    assert (answer.status_code, Partner.objects.get().state) == (410, "invited")
