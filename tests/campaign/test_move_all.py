"""Moving many things at once goes through the same gate as moving one."""

import pytest
from wagtail.models import ModelLogEntry

from campaign.lifecycle import IllegalMove, move_all
from pledges.models import Entry
from pledges.states import State
from tests import make

pytestmark = pytest.mark.django_db


def submitted(number):
    campaign = make.campaign(last_reference_number=99)
    return [make.entry(state=State.SUBMITTED, campaign=campaign) for _ in range(number)]


def moves():
    """The moves in the log after those that the maker wrote."""
    logged = ModelLogEntry.objects.filter(action="pledges.entry.move").exclude(data__to="submitted")
    return list(logged.order_by("pk").values_list("object_id", "user__email", "data"))


def test_all_move_and_each_has_its_line_in_the_log(django_assert_num_queries):
    entries, screener = submitted(3), make.user(role="Screener")
    with django_assert_num_queries(9):  # two move and log, two frame them, five are the cards
        move_all(entries, State.ACCEPTED, by=screener, screening_note="Hyvä")
    found = Entry.objects.order_by("pk").values_list("state", "screening_note")
    assert list(found) == [(State.ACCEPTED, "Hyvä")] * 3
    assert [(entry.state, entry.screening_note) for entry in entries] == [(State.ACCEPTED, "Hyvä")] * 3
    data = {"from": "submitted", "to": "accepted"}
    assert moves() == [(str(entry.pk), screener.email, data) for entry in entries]


@pytest.mark.breaks_promises
def test_when_somebody_was_faster_with_one_none_moves():
    entries = submitted(3)
    Entry.objects.filter(pk=entries[1].pk).update(state=State.WITHDRAWN)
    with pytest.raises(IllegalMove):
        move_all(entries, State.ACCEPTED, by=None)
    states = list(Entry.objects.order_by("pk").values_list("state", flat=True))
    assert states == [State.SUBMITTED, State.WITHDRAWN, State.SUBMITTED]
    assert moves() == []


@pytest.mark.breaks_promises
def test_a_move_that_the_table_does_not_have_is_refused():
    entries = submitted(2)
    with pytest.raises(IllegalMove):
        move_all(entries, State.COMPLETED, by=None)
    assert moves() == []


def test_moving_nothing_is_no_error():
    move_all([], State.ACCEPTED, by=None)
    assert moves() == []
