"""checks.md C07: a form that is open while the closing moves is judged by the closing at its next request.

What was typed is kept in the draft in any case; in time or not is what is sent.
"""

import pytest
import time_machine
from wagtail.models import ModelLogEntry

from campaign import closing
from pledges.models import Entry
from tests import make
from tests.addresses import english
from tests.make import moment
from tests.pledges.test_views_form import typed

pytestmark = pytest.mark.django_db
OPENED, CLOSES = moment("2015-11-16 12:00:00"), moment("2015-11-16 21:59:59")
EARLIER, LATER = moment("2015-11-16 13:00:00"), moment("2015-11-18 21:59:59")
AFTER_EARLIER = moment("2015-11-16 13:00:01")
AFTER_FIRST = moment("2015-11-16 22:00:00")


@pytest.fixture
def clock():
    with time_machine.travel(OPENED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def call(clock):
    return make.campaign(
        opens_at=moment("2015-10-06 07:00:00"), closes_at=CLOSES, announces_at=moment("2015-12-31 10:00:00")
    )


@pytest.fixture
def opened(client, author, call):
    """Two forms before somebody's eyes: a step of the entry, and the page that sends it."""
    entry = make.entry(author=author, campaign=call, title="Vanha")
    client.force_login(author)
    step, check = (english("pledges:edit", entry.uuid, name) for name in ("about", "check"))
    assert [client.get(path).status_code for path in (step, check)] == [200, 200]
    return entry, step, typed(entry, summary="Kaikille", description="Kesällä")


def press(client, opened) -> tuple:
    """Save, then send, from what was open; what the pages answer and what stands."""
    entry, step, data = opened
    answers = [client.post(step, data), client.post(english("pledges:submit", entry.uuid))]
    stands = Entry.objects.get()
    return [answer.status_code for answer in answers], stands.title, stands.state


@pytest.mark.parametrize(
    ("moved_to", "pressed_at", "became"),
    [
        (None, CLOSES, ([302, 302], "Uusi", "submitted")),
        (None, AFTER_FIRST, ([302, 403], "Uusi", "draft")),
        (EARLIER, EARLIER, ([302, 302], "Uusi", "submitted")),
        (EARLIER, AFTER_EARLIER, ([302, 403], "Uusi", "draft")),
        (LATER, AFTER_FIRST, ([302, 302], "Uusi", "submitted")),
        (LATER, LATER, ([302, 302], "Uusi", "submitted")),
    ],
)
def test_what_is_open_is_judged_by_the_closing_that_holds_when_it_is_sent(
    client, call, clock, opened, moved_to, pressed_at, became
):
    if moved_to:
        closing.move_closing(call, moved_to, "Katko", by=make.user(role="Coordinator"))
    clock.move_to(pressed_at)
    assert press(client, opened) == became


def test_what_was_refused_is_kept_and_taken_once_the_call_goes_on(client, call, clock, opened):
    clock.move_to(AFTER_FIRST)
    assert press(client, opened) == ([302, 403], "Uusi", "draft")

    closing.move_closing(call, LATER, "Katko", by=make.user(role="Coordinator"))

    assert client.post(english("pledges:submit", opened[0].uuid)).status_code == 302
    moves = ModelLogEntry.objects.for_instance(call).filter(action="campaign.campaign.move_closing")
    assert (Entry.objects.get().state, [one.data for one in moves]) == (
        "submitted",
        [{"from": CLOSES.isoformat(), "to": LATER.isoformat()}],
    )
