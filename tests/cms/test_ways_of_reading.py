"""Each reader has their own way: larger letters, wider lines, other colours, no motion. Nothing gets lost."""

import pytest

from tests import public_site

pytestmark = pytest.mark.django_db(transaction=True)

SCREENS = ("home", "campaign", "gallery", "entry", "theme", "organisation", "search with hits", "awards")
FORM = "/fi/sign-in/"
# What WCAG 1.4.12 lets a reader set.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important }
* { word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }"""
# Words that stand outside the box that shows them; what is cut on purpose has the whole text behind it.
CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
    const style = getComputedStyle(one)
    if (style.overflowX === "visible" && style.overflowY === "visible") return false
    if (one.matches(".sr-only, svg, svg *, textarea, input, select")) return false
    if (style.webkitLineClamp !== "none" || !one.innerText?.trim()) return false
    return one.scrollHeight > one.clientHeight + 2 && style.overflowY !== "auto"
        || one.scrollWidth > one.clientWidth + 2 && style.overflowX !== "auto"
}).map((one) => `${one.tagName}.${one.className}`)"""
# Links, headings and words of the main part that lie upon each other.
OVERLAPPING = """() => {
    const texts = [...document.querySelectorAll("main :is(h1, h2, h3, p, dt, dd, button)")]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.innerText.trim()
            && !one.closest(".sr-only") && !one.querySelector("h1, h2, h3, p, dt, dd, button"))
        .map((one) => {
            const words = document.createRange()
            words.selectNodeContents(one)
            return [one, words.getBoundingClientRect()]
        })
    const found = []
    texts.forEach(([one, a], place) => texts.slice(place + 1).forEach(([other, b]) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        if (!one.contains(other) && wide > 4 && high > 6)
            found.push(`${one.innerText.slice(0, 20)} | ${other.innerText.slice(0, 20)}`)
    }))
    return found
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
    const style = getComputedStyle(one)
    return parseFloat(style.transitionDuration) > 0.01 || style.animationName !== "none"
        || style.scrollBehavior === "smooth"
}).map((one) => `${one.tagName}.${one.className}`)"""

RUNNING = "main :is(p, dd, blockquote)"


@pytest.fixture
def addresses():
    made = public_site.build()
    return {screen: made[screen] for screen in SCREENS} | {"form": FORM}


def faults(page) -> list[str]:
    return [
        *(["scrolls sideways"] if page.scrolls_sideways() else []),
        *(f"cut: {one}" for one in page.evaluate(CUT)),
        *(f"on each other: {one}" for one in page.evaluate(OVERLAPPING)),
    ]


def test_on_the_narrowest_screen_wide_lines_and_large_letters_lose_nothing(page, addresses):
    """320 px are 1280 at 400 %; WCAG 1.4.4, 1.4.10 and 1.4.12."""
    found = {}
    for screen, address in addresses.items():
        page.open(address, width=320)
        found[screen, "400 %"] = faults(page)
        page.evaluate("css => document.adoptedStyleSheets = [new CSSStyleSheet()]", None)
        page.evaluate("css => document.adoptedStyleSheets[0].replaceSync(css)", SPACED)
        page.screenshot(f"spaced-{screen.replace(' ', '-')}")
        found[screen, "spaced"] = faults(page)
        page.set_viewport_size({"width": 640, "height": 900})
        page.evaluate("document.adoptedStyleSheets[0].replaceSync('html { font-size: 200% }')")
        page.screenshot(f"large-{screen.replace(' ', '-')}")
        found[screen, "200 % text"] = faults(page)
    assert {key: those for key, those in found.items() if those} == {}


@pytest.mark.parametrize("colours", ["dark", "forced"])
def test_in_the_dark_and_in_ones_own_colours_everything_can_be_read(page, addresses, colours):
    page.emulate_media(**({"color_scheme": "dark"} if colours == "dark" else {"forced_colors": "active"}))
    found = {}
    for screen, address in addresses.items():
        page.open(address, width=1280)
        page.screenshot(f"{colours}-{screen.replace(' ', '-')}")
        found[screen] = page.axe_violations(rules=["color-contrast", "link-in-text-block"])
    assert found == {screen: [] for screen in addresses}


def test_running_text_has_a_contrast_of_seven_and_nothing_moves_for_who_wants_that(page, addresses):
    page.emulate_media(reduced_motion="reduce")
    found = {}
    for screen, address in addresses.items():
        page.open(address, width=1280)
        found[screen] = page.evaluate(MOVING) + page.axe_violations(
            rules=["color-contrast-enhanced"], within=RUNNING
        )
    assert found == {screen: [] for screen in addresses}
