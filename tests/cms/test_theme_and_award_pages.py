"""The themes of a campaign, each theme, and what was awarded: true at each request, nothing too early."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone, translation

from cms.kept import pages
from people.models import Purpose
from pledges import actions
from pledges.views.themes import A_FEW
from tests import make, make_pages
from tests.pledges.gallery_makers import public
from tests.staff import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]


@pytest.fixture
def hosts():
    return make_pages.campaign_pages(make.campaign(**make.announced()))


@pytest.fixture
def campaign(hosts):
    return hosts["fi"].campaign


@pytest.fixture
def work(campaign):
    words = make.words("Töihin mukaan.", "Med i arbetslivet.", "Into work.")
    return make.theme(
        campaign, slug="tyo", label=make.words("Työ", "Arbete", "Work"), description=words, order=1
    )


@pytest.fixture
def read(client, hosts):
    """A part of the campaign's page in English: the whole document."""

    def show(route, *args, visitor=client):
        with translation.override("en"):
            answer = visitor.get(hosts["en"].address + hosts["en"].reverse_subpage(route, args))
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")

    return show


def cards(page) -> set[str]:
    return {title.text.strip() for title in page.select("main .entry-card h3")}


def tiles(page) -> list[tuple[str, str]]:
    found = page.select("main .tile")
    return [(" ".join(tile.text.split()), tile.a["href"]) for tile in found]


# --- themes ----------------------------------------------------------------------------------------
def test_all_themes_stand_with_their_numbers_and_lead_to_their_pages(read, hosts, campaign, work):
    make.theme(campaign, slug="koti", label=make.words("Koti", "Hem", "Home"), order=0)
    for _ in range(2):
        public(campaign, themes=[work])
    make.entry(campaign=campaign, state="accepted", themes=[work])
    address = hosts["en"].url + "themes/"
    assert tiles(read("themes")) == [
        ("Home 0 entries", f"{address}koti/"),
        ("Work 2 entries Into work.", f"{address}tyo/"),
    ]


def test_of_a_tile_only_the_name_is_the_link(read, campaign, work):
    """A screen reader that goes from link to link reads no descriptions."""
    [tile] = read("themes").select("main .tile")
    assert [link.text for link in tile.select("a")] == ["Work"]


def test_a_theme_tells_what_it_is_about_and_leads_to_all_its_entries(read, hosts, campaign, work):
    home = make.theme(campaign, slug="koti", label=make.words("Koti", "Hem", "Home"))
    for number in range(A_FEW + 1):
        public(campaign, themes=[work], title=f"Lupaus {number}")
    public(campaign, themes=[home], title="Toinen")
    page = read("theme", "tyo")
    assert (page.h1.text, page.select_one(".hero .lead").text) == ("Work", "Into work.")
    assert (len(cards(page)), "Toinen" in cards(page)) == (A_FEW, False)
    all_of_them = page.select_one("main .more a")
    assert (all_of_them.text, all_of_them["href"]) == (
        "See all 7 entries of this theme",
        f"{hosts['en'].url}entries/?theme=tyo",
    )
    assert [label for label, _ in tiles(page)] == ["Home 1 entry"]


def test_what_is_withdrawn_or_reworded_changes_at_the_next_request(read, campaign, work):
    entry = public(campaign, themes=[work], title="Saukkolampi")
    assert (cards(read("theme", "tyo")), tiles(read("themes"))[0][0]) == (
        {"Saukkolampi"},
        "Work 1 entry Into work.",
    )
    actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=None)
    page = read("theme", "tyo")
    assert (cards(page), tiles(read("themes"))[0][0]) == (set(), "Work 0 entries Into work.")
    assert "Nothing is public on this theme yet" in page.main.text
    work.description = make.words("Toisin.")
    work.save()
    assert read("theme", "tyo").select_one(".hero .lead").text == "Toisin."


def test_before_the_publication_moment_a_theme_tells_what_it_is_about_alone(read, campaign, work):
    public(campaign, themes=[work])
    campaign.publishes_at = timezone.now() + timedelta(seconds=30)
    campaign.save()
    page = read("theme", "tyo")
    assert (page.select_one(".hero .lead").text, cards(page)) == ("Into work.", set())
    assert "Entries are not public yet" in page.main.text
    assert tiles(read("themes"))[0][0] == "Work Into work."
    with time_machine.travel(campaign.publishes_at, tick=False):
        assert (len(cards(read("theme", "tyo"))), tiles(read("themes"))[0][0]) == (
            1,
            "Work 1 entry Into work.",
        )


def test_a_theme_that_the_campaign_has_not_is_not_found(client, hosts, work):
    make.theme(make.campaign(), slug="muu")
    for slug in ("muu", "x", "Ä", "%00"):
        for visitor in (client, client_of("Screener")):
            assert visitor.get(f"{hosts['en'].url}themes/{slug}/").status_code == 404
    assert client.get(f"{hosts['en'].url}themes/tyo/").status_code == 200


def test_a_campaign_without_themes_says_so(read):
    assert "This campaign has no themes" in read("themes").main.text


# --- awards ----------------------------------------------------------------------------------------
def test_nothing_of_an_award_is_told_before_the_release(read, campaign):
    entry = public(campaign, title="Saukkolampi")
    make.award(entry, name=make.words("Tunnustuspalkinto"), grounds=make.words("Rohkea."))
    pending = make.decision(entry)
    before = read("awards").main.text
    assert [word in before for word in ("Saukkolampi", "Tunnustuspalkinto", "Rohkea", "went to")] == [
        False
    ] * 4
    assert "No awards have been announced yet" in before
    pending.delete()
    make.decision(entry, released=True)
    page = read("awards")
    assert [part.text for part in page.select(".award :is(h2, p)")] == ["Tunnustuspalkinto", "Rohkea."]
    assert cards(page) == {"Saukkolampi"}


def test_until_the_announcement_its_day_is_told(read, campaign):
    campaign.announces_at = timezone.now() + timedelta(days=1)
    campaign.save()
    assert "The results are announced on" in read("awards").main.text


def test_an_entry_stands_once_with_all_its_awards_in_the_order_in_which_they_were_given(read, campaign):
    first, second = public(campaign, title="Ensin"), public(campaign, title="Sitten")
    for entry, name in ((second, "A"), (first, "B"), (second, "C")):
        make.award(entry, name=make.words(name))
    for entry in (first, second):
        make.decision(entry, released=True)
    shown = [
        ([title.text for title in one.select("h2")], [title.text.strip() for title in one.select("h3")])
        for one in read("awards").select("main .awarded")
    ]
    assert shown == [(["A", "C"], ["Sitten"]), (["B"], ["Ensin"])]


def test_what_is_withdrawn_goes_with_its_award_which_is_counted(read, campaign):
    entry = public(campaign, title="Saukkolampi")
    make.award(entry, name=make.words("Tunnustuspalkinto"))
    make.decision(entry, released=True)
    assert "Tunnustuspalkinto" in read("awards").main.text
    actions.withdraw_permissions(entry, by=None)
    told = " ".join(read("awards").main.text.split())
    assert [word in told for word in ("Saukkolampi", "Tunnustuspalkinto")] == [False, False]
    assert "1 award went to an entry that is not public." in told


# --- both ------------------------------------------------------------------------------------------
def test_a_campaign_leads_to_those_of_its_parts_in_which_there_is_something(read, campaign, work):
    def parts():
        found = read("index_route").select("nav[aria-label='In this campaign'] a")
        return [part.text for part in found]

    assert parts() == ["Pledges and initiatives", "Themes", "Statistics"]
    entry = public(campaign)
    make.award(entry)
    make.decision(entry, released=True)
    assert parts() == ["Pledges and initiatives", "Themes", "Awards", "Statistics"]
    campaign.publishes_at = timezone.now() + timedelta(days=1)
    campaign.save()
    assert parts() == ["Themes"]


@pytest.mark.parametrize("number", [1, 5])
def test_they_cost_the_same_however_many_there_are(read, campaign, work, number, django_assert_num_queries):
    for place in range(number):
        entry = public(campaign, themes=[work, make.theme(campaign, slug=f"t{place}")])
        make.award(entry)
        make.decision(entry, released=True)
    cold = {("themes",): 3, ("theme", "tyo"): 5, ("awards",): 9}
    for part in cold:
        read(*part)
    for part in cold:
        with django_assert_num_queries(1):
            read(*part)
    pages.clear()
    for part, queries in cold.items():
        with django_assert_num_queries(queries):
            read(*part)


@pytest.mark.parametrize("part", [("themes",), ("theme", "tyo"), ("awards",)])
def test_they_are_the_same_for_whoever_is_signed_in(read, campaign, work, part):
    entry = public(campaign, themes=[work])
    make.award(entry)
    make.decision(entry, released=True)
    mains = {
        " ".join(page.main.decode().split())
        for page in (read(*part), read(*part, visitor=client_of("Screener")))
    }
    assert len(mains) == 1
