"""The door says what somebody signs in for, if it is to begin an entry, and the same to everybody."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from tests import make, make_pages
from tests.addresses import english

pytestmark = pytest.mark.django_db

TITLE = "Partnership campaign"
LAST_DAY = "Last day Monday 16 November 2099 at 23:59 (Finnish time, EET)"


@pytest.fixture
def hosts():
    closes, announces = make.moment("2099-11-16 21:59:59"), make.moment("2099-12-31 10:00:00")
    return make_pages.campaign_pages(make.campaign(closes_at=closes, announces_at=announces))


@pytest.fixture
def call(hosts):
    return hosts["fi"].campaign


def told(client, address) -> list[str]:
    """What stands around the heading: what for, and until when."""
    page = BeautifulSoup(client.get(english("account_login"), {"next": address}).content, "html.parser").main
    said = [" ".join(part.text.split()) for part in page.select(".overline, .remaining")]
    return [part.partition(" – ")[0] for part in said]


def start_of(call, language="en") -> str:
    with translation.override(language):
        return reverse("pledges:start", args=[call.slug])


@pytest.mark.parametrize("language", ["en", "fi"])
def test_whoever_signs_in_to_begin_an_entry_reads_in_which_campaign_and_until_when(client, call, language):
    assert told(client, f"{start_of(call, language)}?kind=pledge") == [TITLE, LAST_DAY]


def test_once_the_call_has_closed_only_the_campaign_is_told(client, call):
    """Somebody may have a late pass."""
    for name, value in make.closed().items():
        setattr(call, name, value)
    call.save()
    assert told(client, start_of(call)) == [TITLE]


@pytest.mark.parametrize("address", ["", "/en/", "/en/take-part/unknown/", "http://[", "/en/take-part/\x00/"])
def test_on_any_other_way_nothing_is_told(client, call, address):
    assert told(client, address) == []


def test_of_a_campaign_that_somebody_may_not_read_of_nothing_is_told(client, hosts, call):
    for page in hosts.values():
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert told(client, start_of(call)) == []


def test_what_one_gets_is_told_to_everybody(client):
    words = "Signed in, you can begin an entry, go on with a draft and see what became of what you sent."
    assert words in client.get(english("account_login")).text
