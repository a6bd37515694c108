"""What is withdrawn in one process is gone at the next request to another, which keeps pages for itself."""

import pytest
from django.utils import translation

from people.models import Purpose
from pledges import actions
from tests import another_process, make, make_pages

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "Saukkolampi"
STREAMED = ("entries.csv", "entries.jsonl")
OPEN_DATA = ("entries", "entries.atom", "awards", "entries?campaign=koto&lang=sv", *STREAMED)


@pytest.fixture
def entry():
    campaign = make.campaign(**make.announced(), slug="koto", title=make.words("Kotolupaus"))
    make_pages.campaign_pages(campaign)
    made = make.entry(state="selected", campaign=campaign, published=True, title=NAME)
    make.award(made, name=make.words(f"{NAME}-palkinto"))
    return made


@pytest.fixture
def addresses(entry):
    host = entry.campaign.campaign_pages.get(locale__language_code="fi").specific
    with translation.override("fi"):
        pages = ["/fi/", host.url, host.gallery_address, host.awards_address]
        alone = [host.entry_address(entry.reference), f"/open-data/v1/entries/{entry.reference}"]
    return [*alone, *pages, *(f"/open-data/v1/{one}" for one in OPEN_DATA)]


def test_what_is_withdrawn_here_is_gone_at_the_next_request_there(entry, addresses):
    with another_process.running() as other:
        for _ in range(2):
            answers, kept = other.ask(addresses)
            assert [address for address, (_status, text) in answers.items() if NAME in text] == addresses
            assert kept >= len(addresses) - len(STREAMED)  # more, if a minute passes meanwhile
        actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=None)
        answers, _kept = other.ask(addresses)
    assert [address for address, (_status, text) in answers.items() if NAME in text] == []
    assert [status for status, _text in answers.values()] == [410] * 2 + [200] * (len(addresses) - 2)
