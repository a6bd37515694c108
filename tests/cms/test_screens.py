"""The public pages as people see them: in a real browser, on a phone and on a desk, without any script."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from campaign.models import Campaign
from judging import actions as judging
from people import pictures
from people.models import Purpose
from pledges import actions
from tests import make, make_pages
from tests.pictures import upload

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Maahanmuuttajanuorten työelämävalmennuskumppanuushanke"


@pytest.fixture
def addresses():
    """Every kind of public page, as full as it gets, in Finnish."""
    homes = make_pages.site()
    campaign = make.campaign(slogan=make.words("Jaa ideasi"), aim=make.words("Nopea kotoutuminen."))
    contact = {
        "name": "Meri",
        "title": "",
        "organisation": "TEM",
        "phone": "029 504 8256",
        "email": "m@tem.example",
    }
    figure = {
        "value": "50 000",
        "label": "turvapaikanhakijaa",
        "is_about": True,
        "year": 2015,
        "source": "TEM",
    }
    hosts = make_pages.campaign_pages(
        campaign, homes, contacts=[("contact", contact)], key_figures=[("key_figure", figure)]
    )
    for palette in range(1, 6):
        make.theme(campaign, slug=f"teema-{palette}", palette=palette)
    entries = [_public(campaign, title) for title in (LONG, "Talkoot", "Sauna")]
    now = timezone.now()
    judging.decide(entries[0], "selected", "Rohkea.", by=None)
    judging.award(entries[0], make.words("Palkinto"), make.words("Esimerkki."), by=None)
    Campaign.objects.update(closes_at=now - timedelta(days=2), announces_at=now - timedelta(days=1))
    judging.release(Campaign.objects.get(), by=None)
    programme = make_pages.programme_pages(hosts)
    lists = make_pages.news_lists(homes)
    body = [("text", "<h2>Otsikko</h2><p>Teksti</p>"), ("quote", {"text": "Hyvä.", "person": "Varpu"})]
    news = make_pages.news(lists["fi"], slug="kutsu", campaign=campaign, body=body)
    with translation.override("fi"):
        gallery, entry = hosts["fi"].gallery_address, hosts["fi"].entry_address(entries[0].reference)
        named = [entries[0].organisation, entries[0].partners.get().organisation]
        parts = [
            *(hosts["fi"].themes_address, hosts["fi"].awards_address),
            *(hosts["fi"].theme_address(f"teema-{number}") for number in (1, 5)),
            *(hosts["fi"].organisation_address(one.public_id) for one in named),
        ]
        pages = [homes["fi"], hosts["fi"], programme["fi"], lists["fi"], news]
        found = [page.url for page in pages]
        search, open_data = reverse("search"), reverse("open_data")
    searches = [f"{address}?q={words}" for address in (gallery, search) for words in ("talkoot", "eiole")]
    return [*found, gallery, entry, *parts, *searches, "/fi/eiole/", open_data]


def _public(campaign, title):
    town = make.organisation(
        name=make.words(f"{LONG} {title} ry"),
        municipality_id="049",
        website=f"https://{LONG.lower()}.example/",
        logo=pictures.store(upload()),
    )
    themes = campaign.themes.all()[:2]
    entry = make.entry(
        campaign=campaign, title=title, organisation=town, themes=themes, municipality_id="049"
    )
    make.partner(entry, state="confirmed", organisation=make.organisation(name=make.words(f"{LONG} ry")))
    actions.submit(entry, by=None)
    for purpose in Purpose:
        make.permission(entry, purpose)
    return actions.accept(entry, by=None)


def test_every_public_page_fits_the_phone_and_satisfies_axe(page, addresses):
    found = {}
    for address in addresses:
        for width in (320, 1280):
            page.open(address, width=width)
            for choice in page.query_selector_all("details"):
                choice.evaluate("details => details.open = true")
            found[address, width] = (page.axe_violations(), page.scrolls_sideways())
            page.screenshot(f"public-{address.strip('/').replace('/', '-').replace('?', '-')}-{width}")
    assert {key: faults for key, faults in found.items() if faults != ([], False)} == {}


def test_a_visitor_finds_a_promise_by_keyboard_alone(page, addresses):
    page.open(addresses[1])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    page.open(addresses[5])
    page.focus("#q")
    page.keyboard.type("talkoot")
    page.keyboard.press("Enter")
    page.wait_for_url("**?q=talkoot*")
    assert page.locator(".entry-card h3").all_inner_texts() == ["Talkoot"]
    page.focus(".entry-card h3 a")
    page.keyboard.press("Enter")
    page.wait_for_selector("article h1")
    assert page.inner_text("article h1") == "Talkoot"
