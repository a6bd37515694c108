"""When a public entry became so, and when it last changed for its readers."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from pledges import actions
from pledges.publication import changed
from tests import make

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def campaign():
    with time_machine.travel(NOON, tick=False):
        return make.campaign(**make.closed(), publishes_at=NOON + timedelta(hours=1))


def accepted(campaign, at):
    with time_machine.travel(NOON, tick=False):
        entry = make.entry(campaign=campaign, state="submitted")
    with time_machine.travel(at, tick=False):
        return actions.accept(entry, by=None)


def test_an_entry_is_published_when_it_is_accepted_but_not_before_its_campaign_publishes(campaign):
    early, late = (accepted(campaign, NOON + timedelta(hours=hours)) for hours in (0.5, 3))
    opened, three = NOON + timedelta(hours=1), NOON + timedelta(hours=3)
    assert changed([early, late]) == {early.pk: (opened, opened), late.pk: (three, three)}


def test_it_changes_when_its_state_moves(campaign):
    entry = accepted(campaign, NOON)
    chosen = NOON + timedelta(days=3)
    with time_machine.travel(chosen, tick=False):
        make.decision(entry, released=True)
        assert changed([entry])[entry.pk] == (NOON + timedelta(hours=1), chosen)


def test_an_entry_that_came_in_accepted_counts_from_when_it_was_sent(campaign):
    entry = make.entry(campaign=campaign, state="submitted", submitted_at=NOON + timedelta(hours=2))
    assert changed([entry])[entry.pk][0] == NOON + timedelta(hours=2)
