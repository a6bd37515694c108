"""The public pages as people see them: in a real browser, on a phone and on a desk, without any script."""

import pytest

from tests import public_site

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses():
    return public_site.build()


def test_every_public_page_fits_the_phone_and_satisfies_axe(page, addresses):
    found = {}
    for kind, address in addresses.items():
        for width in (320, 1280):
            page.open(address, width=width)
            for choice in page.query_selector_all("details"):
                choice.evaluate("details => details.open = true")
            found[kind, width] = (page.axe_violations(), page.scrolls_sideways())
            page.screenshot(f"public-{kind.replace(' ', '-')}-{width}")
    assert {key: faults for key, faults in found.items() if faults != ([], False)} == {}


def test_a_visitor_finds_a_promise_by_keyboard_alone(page, addresses):
    page.open(addresses["campaign"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    page.open(addresses["gallery"])
    page.focus("#q")
    page.keyboard.type("talkoot")
    page.keyboard.press("Enter")
    page.wait_for_url("**?q=talkoot*")
    assert page.locator(".entry-card h3").all_inner_texts() == ["Talkoot"]
    page.focus(".entry-card h3 a")
    page.keyboard.press("Enter")
    page.wait_for_selector("article h1")
    assert page.inner_text("article h1") == "Talkoot"


# Of texts that run from the left: how far the end of the longest line is from where the page begins.
FROM_THE_START = """() => [...document.querySelectorAll("main :is(h1, h2, h3, h4, p, dd, small)")]
    .filter((one) => one.matches(":dir(ltr)") && one.parentElement.matches(":dir(rtl)"))
    .filter((one) => one.offsetWidth > 1)
    .map((one) => {
        const text = document.createRange()
        text.selectNodeContents(one)
        const around = one.parentElement
        const edge = around.getBoundingClientRect().right - parseFloat(getComputedStyle(around).paddingRight)
        return Math.round(edge - text.getBoundingClientRect().right)
    })"""
LONG_TEXT = "getComputedStyle(document.querySelector('div.text')).textAlign"


def test_an_open_menu_covers_nothing_that_the_keyboard_comes_to(page, addresses):
    """It stands before the other links of the page's head; back on its button it is there again."""
    seen = """() => {
        const one = document.activeElement, { x, y, width, height } = one.getBoundingClientRect()
        return one.contains(document.elementFromPoint(x + width / 2, y + height / 2))
    }"""
    page.open(addresses["home"], width=390)
    menu = page.locator(".site-menu")
    page.focus(".menu-button")
    page.keyboard.press("Enter")
    shown = []
    for _link in range(menu.get_by_role("link").count() + 5):
        page.keyboard.press("Tab")
        shown.append((page.evaluate(seen), menu.is_visible()))
    links = len(shown) - 5
    assert shown == [(True, True)] * links + [(True, False)] * 5
    page.focus(".menu-button")
    assert menu.is_visible()


def test_texts_from_the_left_stand_where_a_page_from_the_right_begins_and_long_ones_at_their_own_side(
    page, addresses
):
    found = {}
    for kind in ("home", "campaign", "gallery", "list", "entry", "search"):
        page.open(addresses.get(kind) or f"{addresses['gallery']}?view=list", width=390)
        page.evaluate("document.documentElement.dir = 'rtl'")
        found[kind] = page.evaluate(FROM_THE_START)
        if kind == "entry":
            assert page.evaluate(LONG_TEXT) == "start"
    assert {kind: set(gaps) for kind, gaps in found.items()} == {kind: {0} for kind in found}
