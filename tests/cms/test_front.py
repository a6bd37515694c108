from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone, translation

from campaign.models import Campaign
from cms.front import Front
from cms.kept import pages
from tests import make, make_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def hosts():
    with translation.override("en"):
        yield make_pages.campaign_pages()


def at(days: int) -> dict:
    """Moments of a campaign that opened so many days ago, closes on day 20 and announces on day 40."""
    opens = timezone.now() - timedelta(days=days)
    return {
        "opens_at": opens,
        "publishes_at": opens,
        "closes_at": opens + timedelta(days=20),
        "announces_at": opens + timedelta(days=40),
    }


def front(hosts, **fields) -> Front:
    Campaign.objects.update(**fields)
    hosts["en"].campaign.refresh_from_db()
    return Front(hosts["en"])


@pytest.mark.parametrize(
    ("days", "moment", "title"),
    [
        (-5, "opens_at", "Opens"),
        (5, "closes_at", "Last day"),
        (25, "announces_at", "Results are announced"),
        (45, None, ""),
    ],
)
def test_the_next_moment_is_named(hosts, days, moment, title):
    seen = front(hosts, **at(days))
    assert (seen.next_moment, seen.next_title) == (moment and getattr(seen.campaign, moment), title)


def test_during_the_call_the_main_thing_is_to_take_part_and_the_other_to_look(hosts):
    seen = front(hosts, **at(5))
    assert [(deed.label, deed.address) for deed in seen.deeds] == [
        ("Make a pledge or propose an initiative", f"/en/take-part/{seen.campaign.slug}/"),
        ("See what others promise", hosts["en"].gallery_address),
    ]


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"initiatives_allowed": False}, "Make a pledge"),
        ({"pledges_allowed": False}, "Propose an initiative"),
    ],
)
def test_only_what_can_be_filed_is_offered(hosts, fields, label):
    assert front(hosts, **at(5), **fields).deeds[0].label == label


def test_nothing_is_offered_before_the_opening_and_nothing_to_look_at_before_publication(hosts):
    assert front(hosts, **at(-5)).deeds == []
    secret = front(hosts, **at(5) | {"publishes_at": timezone.now() + timedelta(days=1)})
    assert [deed.label for deed in secret.deeds] == ["Make a pledge or propose an initiative"]


def test_after_the_announcement_the_programme_comes_first(hosts):
    pages = make_pages.programme_pages(hosts)
    seen = front(hosts, **at(45))
    assert [(deed.label, deed.address) for deed in seen.deeds] == [
        ("Read the programme", pages["en"].url),
        ("See all pledges and initiatives", hosts["en"].gallery_address),
    ]
    assert [deed.label for deed in front(hosts, **at(25)).deeds] == ["See all pledges and initiatives"]


@pytest.mark.parametrize(
    ("days", "signs"),
    [
        (-5, ["", "", "", ""]),
        (5, ["now", "now", "", ""]),
        (25, ["past", "now", "now", ""]),
        (45, ["past", "past", "past", "past"]),
    ],
)
def test_the_steps_tell_where_the_campaign_is(hosts, days, signs):
    steps = front(hosts, **at(days)).steps
    assert ["now" if step.is_current else "past" if step.is_past else "" for step in steps] == signs


def test_themes_lead_to_their_pages(hosts):
    theme = make.theme(hosts["en"].campaign, slug="tyo", palette=4)
    seen = front(hosts)
    assert [(tile.label, tile.address, tile.palette) for tile in seen.themes] == [
        ("Work", hosts["en"].theme_address(theme.slug), 4)
    ]
    assert seen.palette == 4


def test_the_newest_six_public_entries_are_shown(hosts):
    campaign = hosts["en"].campaign
    made = [make.entry(campaign=campaign, state="accepted", published=True).reference for _ in range(8)]
    make.entry(campaign=campaign, state="accepted")
    assert [record.reference for record in front(hosts).newest] == made[:1:-1]


def test_the_page_shows_slogan_time_left_figure_and_contact(client):
    figure = {
        "value": "50 000",
        "label": "asylum seekers to Finland",
        "is_about": True,
        "year": 2015,
        "is_forecast": True,
        "source": "Ministry",
        "source_address": "https://example.org/",
        "date": "2015-10-06",
    }
    contact = {
        "name": "Meri-Sisko Eskola",
        "title": "ministerial adviser",
        "organisation": "MEE",
        "phone": "029 504 8256",
        "email": "meri@example.org",
    }
    campaign = make.campaign(slogan=make.words("Jaa ideasi", "Dela din idé", "Share your idea"))
    make_pages.campaign_pages(
        campaign, key_figures=[("key_figure", figure)], contacts=[("contact", contact)], slugs={"fi": "k"}
    )
    html = " ".join(client.get("/fi/k/").content.decode().split())
    said = [
        "<h1>Jaa ideasi</h1>",
        "<bdi>50 000</bdi>",
        "(2015",
        "6 lokakuu 2015",
        "Meri-Sisko Eskola",
        "029 504 8256",
    ]
    assert [word in html for word in said] == [True] * len(said)
    assert "meri@example.org" not in html
    assert 'meri<span aria-hidden="true">(a)</span>' in html


@pytest.mark.parametrize("number", [1, 3])
@time_machine.travel("2026-11-26 12:00:00+02:00", tick=False)  # pages stand for a minute
def test_the_front_takes_the_same_queries_whatever_there_is(client, hosts, number, django_assert_num_queries):
    for _ in range(number):
        theme = make.theme(hosts["fi"].campaign)
        make.entry(campaign=hosts["fi"].campaign, state="accepted", published=True, themes=[theme])
    client.get(hosts["en"].url)
    with django_assert_num_queries(1):
        client.get(hosts["en"].url)
    pages.clear()
    with django_assert_num_queries(22):
        client.get(hosts["en"].url)
