"""Arabic, added to a site that has pages in three languages: by the setting, and from right to left."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone, translation
from wagtail.models import Page

from campaign.models import Campaign
from cms.models import CampaignPage
from cms.setup import make_site
from judging import actions as judging
from tests import make, make_pages

pytestmark = pytest.mark.django_db

ARABIC = ("ar", "العربيّة")
FINNISH = {"lang": "fi", "dir": "ltr"}
# How far from the edge at which it begins something stands, if it begins at the right.
FROM_THE_RIGHT = """([selector]) => {
    const element = document.querySelector(selector), around = element.parentElement;
    if (getComputedStyle(around).direction === "ltr") return 0;
    const words = document.createRange();
    words.selectNodeContents(element);
    const edge = around.getBoundingClientRect().right - parseFloat(getComputedStyle(around).paddingRight);
    return Math.round(Math.abs(edge - words.getBoundingClientRect().right));
}"""


@pytest.fixture
def pages(settings) -> dict:
    """Finnish pages with what stands in for them in Arabic, by the Finnish page's name."""
    campaign = make.campaign(slogan=make.words("Mitä lupaatte?", "Vad lovar ni?", "What do you promise?"))
    make.theme(campaign, description=make.words("Työtä kaikille."))
    homes = make_pages.site()
    made = {"home": homes["fi"], "campaign": make_pages.campaign_pages(campaign, homes)["fi"]}
    made["list"] = make_pages.news_lists(homes)["fi"]
    made["news"] = make_pages.news(made["list"], slug="kutsu", title="Kutsu", lead="Kampanja on alkanut.")
    made["page"] = make_pages.content(homes["fi"], slug="ohje", title="Näin osallistut", lead="<p>Lue.</p>")
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, ARABIC]
    call_command("make_site")
    return made


def seen(client, address) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    return page


def language_of(element) -> dict:
    return {name: element[name] for name in ("lang", "dir") if name in element.attrs}


def test_every_page_stands_in_for_a_translation_at_once(client, pages):
    arabic = Page.objects.filter(locale__language_code="ar").order_by("path")
    assert [(page.url, page.alias_of_id) for page in arabic] == [
        ("/ar/", pages["home"].pk),
        ("/ar/kumppanuuskampanja/", pages["campaign"].pk),
        ("/ar/ajankohtaista/", pages["list"].pk),
        ("/ar/ajankohtaista/kutsu/", pages["news"].pk),
        ("/ar/ohje/", pages["page"].pk),
    ]
    for page in arabic:
        seen(client, page.url)


def test_what_is_not_translated_is_marked_as_what_it_is(client, pages):
    title = seen(client, "/ar/ohje/").h1
    assert (title.text, language_of(title.find_parent("article"))) == ("Näin osallistut", FINNISH)
    campaign = seen(client, "/ar/kumppanuuskampanja/")
    assert (campaign.h1.text, language_of(campaign.h1)) == ("Mitä lupaatte?", FINNISH)
    tile = campaign.select_one(".tile bdi")
    assert (tile.text, language_of(tile)) == ("Työ", FINNISH)
    in_menu = campaign.select_one(".site-menu a[href='/ar/kumppanuuskampanja/'] bdi")
    assert (in_menu.text, language_of(in_menu)) == ("Kumppanuuskampanja", FINNISH)
    news = seen(client, "/ar/ajankohtaista/").select_one(".news-list h2")
    assert (news.text, language_of(news)) == ("Kutsu", FINNISH)


def test_a_theme_is_marked_as_what_it_is(client, pages):
    host = CampaignPage.objects.get(locale__language_code="ar")
    with translation.override("ar"):
        theme = seen(client, host.theme_address(host.campaign.themes.get().slug))
    lead = theme.select_one(".lead")
    assert [(words.text, language_of(words)) for words in (theme.h1, lead)] == [
        ("Työ", FINNISH),
        ("Työtä kaikille.", FINNISH),
    ]


def test_grounds_run_in_their_own_direction(client, pages):
    entry = make.entry(campaign=pages["campaign"].campaign, state="accepted", published=True)
    judging.decide(entry, "selected", "Rohkea.", by=None)
    now = timezone.now()
    Campaign.objects.update(closes_at=now - timedelta(days=2), announces_at=now - timedelta(days=1))
    judging.release(Campaign.objects.get(), by=None)
    host = CampaignPage.objects.get(locale__language_code="ar")
    with translation.override("ar"):
        grounds = seen(client, host.entry_address(entry.reference)).select_one("#decision + p")
    assert (grounds.text, grounds["dir"]) == ("Rohkea.", "auto")


def test_nothing_is_marked_in_the_language_of_the_page(client, pages):
    page = BeautifulSoup(client.get("/fi/kumppanuuskampanja/").content, "html.parser")
    assert (page.h1.text, language_of(page.h1), page.select("main bdi[lang]")) == ("Mitä lupaatte?", {}, [])


def test_the_site_offers_the_language_and_announces_it(client, pages):
    page = BeautifulSoup(client.get("/fi/ohje/").content, "html.parser")
    choice = page.select_one(".languages a[hreflang=ar]")
    assert ([span.text for span in choice.select("span")], choice["href"]) == (
        ["العربيّة", "العربيّة"],
        "/language/ar/?next=%2Far%2Fohje%2F",
    )
    alternates = {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate]")}
    assert alternates == {
        "fi": "http://localhost:8000/fi/ohje/",
        "ar": "http://localhost:8000/ar/ohje/",
    }
    listed = client.get("/sitemap-pages.xml").content.decode()
    assert re.findall(r"<loc>([^<]*/ar/[^<]*)</loc>", listed) == [
        f"http://localhost:8000/ar/{path}"
        for path in ("", "kumppanuuskampanja/", "ajankohtaista/", "ajankohtaista/kutsu/", "ohje/")
    ]


def test_entries_are_found_and_read_there(client, pages):
    entry = make.entry(campaign=pages["campaign"].campaign, state="accepted", published=True)
    host = CampaignPage.objects.get(locale__language_code="ar")
    with translation.override("ar"):
        gallery, address = host.gallery_address, host.entry_address(entry.reference)
    card = seen(client, gallery).select_one(".entry-card h3")
    assert (card.a["href"], language_of(card)) == (address, {"lang": "fi", "dir": "auto"})
    title = seen(client, address).h1
    assert (title.text, language_of(title)) == (entry.title, {"lang": "fi", "dir": "auto"})
    for door in ("search/?q=kampanja", "sign-in/", "open-data/"):
        seen(client, f"/ar/{door}")


def test_a_translated_page_follows_its_original_no_longer(client, pages):
    page = Page.objects.get(url_path="/ar/ohje/").specific
    page.alias_of, page.title, page.draft_title, page.lead = None, "كيف تشارك", "كيف تشارك", ""
    page.save()
    page.save_revision().publish()
    pages["page"].title = "Toisin"
    pages["page"].save_revision().publish()
    shown = seen(client, "/ar/ohje/")
    assert (shown.h1.text, language_of(shown.find("article"))) == ("كيف تشارك", {})


def test_making_the_site_again_brings_back_nothing_that_was_deleted(pages):
    Page.objects.get(url_path="/ar/ohje/").delete()
    make_site()
    assert list(Page.objects.filter(url_path__startswith="/ar/ohje")) == []


def test_another_main_language_is_a_home_of_the_same_site(settings):
    homes = make_pages.site(["fi", "sv"])
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [ARABIC, *settings.LANGUAGES]
    arabic = make_site()["ar"]
    assert (arabic.url, arabic.translation_key) == ("/ar/", homes["fi"].translation_key)


def test_a_language_taken_away_is_shown_and_announced_nowhere(client, settings, pages):
    make.entry(campaign=pages["campaign"].campaign, state="accepted", published=True)
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES[:-1]
    assert client.get("/ar/ohje/", follow=True).status_code == 404
    told = [
        client.get(address).content.decode() for address in ("/sitemap-pages.xml", "/sitemap-entries.xml")
    ]
    assert ["/ar/" in text for text in [*told, client.get("/fi/ohje/").content.decode()]] == [False] * 3


def test_in_a_browser_every_page_begins_at_the_right_and_keeps_within_its_screen(page, pages):
    entry = make.entry(campaign=pages["campaign"].campaign, state="accepted", published=True)
    below = ("", "entries/", f"entries/{entry.reference}/", "statistics/")
    paths = ("", "ajankohtaista/kutsu/", "ohje/", "search/?q=kampanja", "sign-in/")
    for path in (*paths, *(f"kumppanuuskampanja/{path}" for path in below)):
        for width in (390, 1280):
            assert page.open(f"/ar/{path}", width=width) == 200
            begins = [page.evaluate(FROM_THE_RIGHT, [name]) for name in (".site-name", "h1")]
            assert (path, width, begins, page.scrolls_sideways()) == (path, width, [0, 0], False)
        assert (path, page.axe_violations()) == (path, [])
