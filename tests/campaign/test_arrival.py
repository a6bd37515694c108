"""Whose clock says when a request arrived."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaign.middleware import LONGEST_WAIT, arrival
from pledges.models import Entry
from pledges.states import State
from tests import make
from tests.addresses import english

NOW = make.moment("2015-11-16 22:00:03")
CLOSING = make.moment("2015-11-16 21:59:59")  # 1447711199 seconds since 1970


def arrived(rf, stamp):
    return arrival(rf.post("/", headers={"X-Request-Start": stamp} if stamp is not None else {}), NOW)


@pytest.mark.parametrize(
    ("stamp", "microseconds"),
    [
        ("t=1447711199.999", 999_000),
        ("1447711199.999", 999_000),
        ("t=1447711199", 0),
        ("1447711199999", 999_000),
        ("t=1447711199999123", 999_123),
        (" t=1447711199.999123 ", 999_123),
    ],
)
def test_the_stamp_of_a_trusted_proxy_counts_in_every_way_that_proxies_write_it(
    rf, settings, stamp, microseconds
):
    settings.TRUST_REQUEST_START = True
    assert arrived(rf, stamp) == CLOSING.replace(microsecond=microseconds)


@pytest.mark.parametrize(
    "stamp",
    [
        *(None, "", "t=", "yesterday", "-1447711199", "t=1447711199,t=1447711199", "1447711199e0"),
        *("t=1447711199.", "t=14477111999", "t=١٤٤٧٧١١١٩٩", "9" * 400, "t=nan", "t=1447711199\x00"),
    ],
)
def test_what_is_no_moment_is_left_out(rf, settings, stamp):
    settings.TRUST_REQUEST_START = True
    assert arrived(rf, stamp) == NOW


def test_nobody_is_believed_unless_the_settings_say_so(rf, settings):
    assert (settings.TRUST_REQUEST_START, arrived(rf, "t=1447711199.999")) == (False, NOW)


@pytest.mark.parametrize(
    ("wait", "is_believed"),
    [
        (timedelta(0), True),
        (timedelta(milliseconds=-1), False),
        (LONGEST_WAIT, True),
        (LONGEST_WAIT + timedelta(milliseconds=1), False),
    ],
)
def test_a_stamp_is_never_later_than_now_and_never_more_than_minutes_old(rf, settings, wait, is_believed):
    settings.TRUST_REQUEST_START = True
    stamped = NOW - wait
    assert arrived(rf, f"t={stamped.timestamp():.3f}") == (stamped if is_believed else NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(("trusts", "state"), [(True, State.SUBMITTED), (False, State.DRAFT)])
def test_what_reached_the_proxy_in_time_is_in_time(client, settings, trusts, state):
    settings.TRUST_REQUEST_START = trusts
    author, now = make.user(), timezone.now()
    call = make.campaign(closes_at=now - timedelta(seconds=20))
    entry = make.entry(author=author, campaign=call)
    client.force_login(author)
    stamp = f"t={(now - timedelta(seconds=30)).timestamp():.3f}"
    client.post(english("pledges:submit", entry.uuid), headers={"X-Request-Start": stamp})
    assert Entry.objects.get(pk=entry.pk).state == state
