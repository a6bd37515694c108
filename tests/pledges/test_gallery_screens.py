"""The gallery in a real browser: every view and state, with the script and without it."""

import pytest
from django.utils import translation
from playwright.sync_api import expect

from people.lemmas.hyphens import SOFT_HYPHEN
from pledges.gallery.faces import SCREEN
from pledges.gallery.regions import Tile
from tests import make, make_pages
from tests.pledges.gallery_makers import public

WIDTHS = (1280, 768, 390)
VIEWS = (
    "",
    "?view=list",
    "?view=map",
    "?view=map&region=06",
    "?kind=initiative&view=list&region=01",
    "?theme=tyo&sort=title",
    "?q=eiole",
    "?q=lupaus",
)


@pytest.fixture
def hosts(db):
    hosts = make_pages.campaign_pages()
    campaign = hosts["fi"].campaign
    theme = make.theme(campaign, slug="tyo")
    for number in range(SCREEN + 3):
        entry = public(
            campaign,
            title=f"Lupaus {number} " + "pitkäyhdyssana" * (number % 3),
            themes=[theme] if number % 2 else [],
            region_id=["01", "06", "19"][number % 3],
            kind="initiative" if number % 4 == 0 else "pledge",
            language="sv" if number == 2 else "fi",
        )
        if number % 3 == 0:
            make.partner(entry, state="confirmed")
    return hosts


def address(hosts, code="fi") -> str:
    with translation.override(code):
        return hosts[code].gallery_address


def test_every_view_fits_every_width_and_satisfies_axe(page, hosts):
    found = {}
    for query in VIEWS:
        for width in WIDTHS:
            page.open(address(hosts) + query, width=width)
            page.screenshot(f"gallery-{width}-{VIEWS.index(query)}")
            if page.scrolls_sideways():
                found[query, width] = ["scrolls sideways"]
        if faults := page.axe_violations():
            found[query] = faults
    page.evaluate("document.querySelectorAll('.filters, .sorting').forEach((one) => { one.open = true })")
    assert (found, page.axe_violations(), page.faults) == ({}, [], [])


def test_the_map_satisfies_axe_in_the_dark_and_from_right_to_left(page, hosts):
    page.emulate_media(color_scheme="dark")
    page.open(f"{address(hosts)}?view=map", width=390)
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.screenshot("gallery-dark-rtl")
    assert (page.axe_violations(), page.scrolls_sideways()) == ([], False)
    east, west = (page.locator(f".region-{code}").bounding_box()["x"] for code in ("12", "15"))
    assert east > west


def test_before_anything_is_published_the_gallery_says_so(page, db):
    hosts = make_pages.campaign_pages()
    for query in ("", "?view=list", "?view=map"):
        page.open(address(hosts) + query, width=390)
        assert (page.axe_violations(), page.scrolls_sideways()) == ([], False)


def test_a_choice_takes_effect_at_once_and_more_entries_are_added_in_place(page, hosts):
    page.open(address(hosts, "en"))
    where = page.title()
    page.locator(".more a").click()
    page.locator(f".entry-card:nth-child({SCREEN + 3})").wait_for()
    assert (page.locator(".entry-card").count(), page.locator(".more").count()) == (SCREEN + 3, 0)
    page.locator(".filters summary").click()
    page.get_by_label("Initiative").check()
    page.locator("#entries .chip").first.wait_for()
    assert page.locator("#count").inner_text() == "4 entries"
    assert page.locator("[data-gallery-said]").inner_text() == "4 entries"
    expect(page.page).to_have_title(f"4 entries – {where}")
    assert page.evaluate("location.search") == "?kind=initiative"
    assert page.get_by_label("Initiative").is_checked()


def test_the_orders_open_under_one_line_and_close_by_a_press_elsewhere_or_escape(page, hosts):
    page.open(address(hosts, "en"), width=390)
    orders, heading = page.locator(".sorting"), page.locator("h1")
    shown = page.locator(".sorting a")
    assert orders.bounding_box()["height"] <= 48
    for leave in (lambda: page.keyboard.press("Escape"), heading.click):
        page.get_by_text("Order:").click()
        assert shown.all_inner_texts() == ["Drawn by lot", "Newest first", "A–Ö", "Most partners"]
        leave()
        assert shown.first.is_hidden()


def test_without_the_script_the_same_form_and_links_do_the_same(plain, hosts):
    plain.open(address(hosts, "en"))
    where = plain.title()
    plain.locator(".filters summary").click()
    plain.get_by_label("Initiative").check()
    plain.get_by_role("button", name="Show matching entries").click()
    assert plain.locator("#count").inner_text() == "4 entries"
    plain.get_by_role("link", name="Clear all").click()
    plain.locator(".more a").click()
    assert plain.locator(".entry-card").count() == 3
    plain.get_by_label("Search words").fill("</title><i>")
    plain.get_by_role("button", name="Search", exact=True).click()
    expect(plain.page).to_have_title(f"0 entries – </title><i> – {where}")
    plain.get_by_role("link", name="Clear all").click()
    plain.get_by_role("link", name="Map").click()
    plain.locator(".region-19 a").click()
    assert plain.locator("#count").inner_text() == "5 entries"
    plain.locator(".entry-row:nth-child(5)").wait_for()
    assert plain.locator(".region-map [aria-current]").inner_text() == "Lapland\n5"
    plain.wait_for_load_state()
    plain.get_by_text("Order:").click()
    plain.get_by_role("link", name="A–Ö").click()
    assert plain.evaluate("location.search") == "?region=19&view=map&sort=title"


@pytest.mark.parametrize(
    "name", ["Kymmene-dalen", "Norra Öster-botten", "Kymen-laakso", "Pirkan-maa", "Nyland", "Uusi-maa"]
)
def test_a_name_too_long_for_a_tile_is_broken_where_it_was_put_together(name):
    tile = Tile("08", name.replace("-", ""), 1, 1, "", False)
    assert tile.words == name.replace("-", SOFT_HYPHEN).split()
