"""What a phone gets before anything is shown: little, waiting for no script, and hardly anything moves."""

import gzip

import pytest
from django.utils import translation

from tests import make, make_pages
from tests.pledges.gallery_makers import public

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = 390
# Compressed and without photos: words, styles, drawings and the two faces.
MOST_BYTES = 60_000
# Of the screen: what a heading takes when its face arrives.
MOST_MOVED = 0.05
PHOTOS = ("image/webp", "image/avif", "image/png", "image/jpeg")
MOVED = """() => new Promise((tell) => {
    let moved = 0
    new PerformanceObserver((list) => { for (const one of list.getEntries()) moved += one.value })
        .observe({ type: "layout-shift", buffered: true })
    setTimeout(() => tell(moved), 500)
})"""
BLOCKING = """() => [...document.querySelectorAll("head script[src], body script[src]")]
    .filter((one) => !one.defer && !one.async && one.type !== "module").map((one) => one.src)"""
WITHOUT_SIZE = """() => [...document.images]
    .filter((one) => !one.hasAttribute("width") || !one.hasAttribute("height")).map((one) => one.outerHTML)"""


@pytest.fixture
def addresses(db):
    hosts = make_pages.campaign_pages()
    campaign = hosts["fi"].campaign
    for _ in range(13):
        entry = public(campaign, themes=[make.theme(campaign)])
    with translation.override("fi"):
        return {
            "home": "/fi/",
            "gallery": hosts["fi"].gallery_address,
            "entry": hosts["fi"].entry_address(entry.reference),
        }


@pytest.mark.parametrize("screen", ["home", "gallery", "entry"])
def test_a_phone_gets_little_and_waits_for_no_script(page, addresses, screen):
    sent = []
    page.on("response", lambda one: sent.append(one))
    assert page.open(addresses[screen], width=PHONE) == 200
    page.wait_for_load_state("networkidle")
    sizes = {
        one.url: min(len(one.body()), len(gzip.compress(one.body(), 6)))
        for one in sent
        if one.headers.get("content-type", "") not in PHOTOS
    }
    told = sorted(sizes.items(), key=lambda one: -one[1])
    assert sum(sizes.values()) <= MOST_BYTES, told
    assert (page.evaluate(BLOCKING), page.evaluate(WITHOUT_SIZE)) == ([], [])
    assert page.evaluate(MOVED) <= MOST_MOVED
