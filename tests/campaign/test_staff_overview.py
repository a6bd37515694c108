"""Where a campaign stands, on one page of the staff screens."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from campaign.models import Campaign
from pledges.states import State
from tests import make
from tests.staff import number_of_queries, text_of

pytestmark = pytest.mark.django_db

LIST = "/admin/campaigns/"


def test_the_overview_says_phase_and_next_moment_in_words_and_counts_entries(coordinator):
    campaign = make.campaign(title=make.words("Kampanja"), closes_at=timezone.now() + timedelta(days=9))
    make.theme(campaign)
    make.entry(campaign=campaign, state=State.SUBMITTED)

    shown = text_of(coordinator.get(f"{LIST}inspect/{campaign.pk}/"))

    assert "Open for entries" in shown
    assert "(Finnish time, EET), 9 days left" in shown
    assert "Possible now: write drafts, submit entries" in shown
    assert "1 entry waits for screening. Go to the queue" in shown
    assert "Themes : 1 Target groups : 0 Questions : 0" in shown


def test_the_overview_tells_every_moment_in_order_also_when_partners_are_frozen(coordinator):
    campaign = make.campaign()
    address = f"{LIST}inspect/{campaign.pk}/"

    def told():
        rows = (
            BeautifulSoup(coordinator.get(address).content, "html.parser")
            .select_one("section table")
            .select("th[scope=row]")
        )
        return [row.get_text() for row in rows]

    five = [
        "Opens",
        "Entries are published from",
        "Closes",
        "Results are announced",
        "Personal data is erased",
    ]
    assert told() == five
    Campaign.objects.update(partners_freeze_at=campaign.closes_at - timedelta(hours=1))
    assert told() == [*five[:2], "Partners can be changed until", *five[2:]]


def test_the_overview_takes_as_many_queries_for_three_entries_as_for_one(coordinator):
    campaign = make.campaign()
    address = f"{LIST}inspect/{campaign.pk}/"

    def add(state):
        make.entry(campaign=campaign, state=state)
        make.theme(campaign)

    add(State.SUBMITTED)
    coordinator.get(address)
    one = number_of_queries(coordinator, address)
    add(State.ACCEPTED)
    add(State.DRAFT)

    assert number_of_queries(coordinator, address) == one
