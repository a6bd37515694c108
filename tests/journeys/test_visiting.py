"""A visitor of the public site, who signs nowhere in: without scripts, with keys alone, and unwatched."""

from urllib.parse import urlsplit

import pytest

from people.lemmas.hyphens import hyphenated
from tests import public_site
from tests.journeys import keyboard
from tests.journeys.keyboard import press, reach

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses():
    return public_site.build()


def heading(tab) -> str:
    return " ".join(tab.locator("h1").inner_text().split())


def test_without_scripts_a_visitor_finds_everything_from_the_front_door_on(plain, addresses):
    plain.open("/fi/", width=390)
    plain.get_by_role("button", name="Menu").click()
    plain.locator(".site-menu").get_by_role("link", name="Kumppanuuskampanja").click()
    assert (urlsplit(plain.url).path, heading(plain)) == (addresses["campaign"], "Jaa ideasi")
    plain.locator(f"a[href='{addresses['gallery']}']").first.click()
    titles = plain.locator(".entry-card h3")
    assert sorted(titles.all_inner_texts()) == sorted(
        [hyphenated(public_site.LONG, "fi"), "Talkoot", "Sauna"]
    )
    plain.locator("#q").fill("talkoissa")
    plain.locator("#q").press("Enter")
    plain.wait_for_url("**?*q=talkoissa*")
    assert titles.all_inner_texts() == ["Talkoot"]
    titles.get_by_role("link").click()
    assert heading(plain) == "Talkoot"
    plain.locator("main a[href*='teema-1']").first.click()
    assert (urlsplit(plain.url).path, titles.count()) == (addresses["theme"], 3)
    plain.locator(".languages a[hreflang=sv]").click()
    plain.wait_for_url("**/sv/**")
    assert plain.locator("html").get_attribute("lang") == "sv"


def test_without_scripts_a_visitor_searches_the_whole_site(plain, addresses):
    plain.open("/fi/search/", width=390)
    plain.locator("#q").fill("saunassa")
    plain.locator("main form button").click()
    plain.wait_for_url("**?q=saunassa*")
    plain.get_by_role("link", name="Sauna", exact=True).click()
    assert heading(plain) == "Sauna"


SCREENS = ("home", "campaign", "gallery", "entry", "theme", "search with hits", "open data")


def test_the_keyboard_goes_through_every_page_in_its_order_and_shows_where_it_is(page, addresses):
    found = {}
    for screen in SCREENS:
        page.open(addresses[screen])
        found[screen] = keyboard.round_trip(page)
    assert found == {screen: [] for screen in SCREENS}


def test_with_keys_alone_a_visitor_opens_the_menu_filters_and_reads(page, addresses):
    page.open("/fi/", width=390)
    press(page, page.get_by_role("button", name="Menu"))
    press(page, page.locator(".site-menu a[href*=kumppanuuskampanja]").first)
    page.wait_for_url(f"**{addresses['campaign']}")
    press(page, page.locator(f"main a[href='{addresses['gallery']}']").first)
    page.wait_for_url(f"**{addresses['gallery']}")
    press(page, page.locator(".filters summary"))
    press(page, page.locator(".filters input[name=theme][value=teema-2]"), "Space")
    page.locator("#entries .chip").first.wait_for()
    assert page.locator(".entry-card").count() == 3
    reach(page, page.locator("#q"))
    page.keyboard.type("talkoot")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=talkoot*")
    page.locator(".entry-card:only-child").wait_for()
    press(page, page.locator(".entry-card h3 a"))
    page.wait_for_selector("article h1")
    assert heading(page) == "Talkoot"


def test_a_visitor_is_watched_by_nobody(page, addresses):
    """checks.md V06: no other host is asked, nothing is left behind."""
    asked = set()
    page.on("request", lambda one: asked.add(urlsplit(one.url).netloc or urlsplit(one.url).scheme))
    for address in addresses.values():
        page.open(address)
    page.wait_for_load_state("networkidle")
    left = page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]")
    stored = page.evaluate("Promise.all([indexedDB.databases(), caches.keys()])")
    workers = page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)")
    assert (asked - {"data"}, page.context.cookies(), left, stored, workers) == (
        {urlsplit(page.site).netloc},
        [],
        [[], [], ""],
        [[], []],
        0,
    )
