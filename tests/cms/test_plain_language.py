"""Pages in plain language: the same page at an address of its own, in each language that has it."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from wagtail.models import PageViewRestriction

from cms.archive.plan import Plan
from cms.kept import pages
from people.models import Purpose
from pledges import actions
from tests import make, make_pages
from tests.cms.test_languages import links
from tests.cms.test_neutral_addresses import SITE, listed
from tests.staff import text_of

pytestmark = pytest.mark.django_db

EASY = [("text", "<p>Tämä on helppoa. Bambinoa.</p>")]


@pytest.fixture
def guide():
    """A page in three languages, in plain language in two of them."""
    homes = make_pages.site()
    slugs = {"fi": "ohje", "sv": "rad", "en": "guide"}
    made = make_pages.content(homes["fi"], slug="ohje", title="Ohje", plain_body=EASY)
    pages = {"fi": made}
    for code, body in {"sv": EASY, "en": []}.items():
        one = {"slug": slugs[code], "title": slugs[code], "translation_of": made, "plain_body": body}
        pages[code] = make_pages.content(homes[code], **one)
    return pages


def plain(page) -> str:
    with translation.override(page.locale.language_code):
        return page.plain_address


def head(response) -> tuple[str, list]:
    found = BeautifulSoup(response.content, "html.parser").head
    alternates = [(link["hreflang"], link["href"]) for link in found.select("link[rel=alternate][hreflang]")]
    return found.select_one("link[rel=canonical]")["href"], alternates


def test_the_page_and_its_plain_version_lead_to_each_other(client, guide):
    for address, other in (("/fi/ohje/", plain(guide["fi"])), (plain(guide["fi"]), "/fi/ohje/")):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        assert [link["href"] for link in page.select(".plain-link a")] == [other]


def test_the_plain_version_says_what_it_is_and_only_its_own_words(client, guide):
    guide["fi"].body = [("text", "<p>Vaikeaselkoista.</p>")]
    guide["fi"].save_revision().publish()
    words = {address: text_of(client.get(address)) for address in ("/fi/ohje/", plain(guide["fi"]))}
    found = {address: ["Bambinoa" in text, "Vaikeaselkoista" in text] for address, text in words.items()}
    assert found == {"/fi/ohje/": [False, True], plain(guide["fi"]): [True, False]}


def test_where_there_is_none_there_is_no_link_and_no_address(client, guide):
    response = client.get("/en/guide/")
    assert (b"plain-link" in response.content, client.get(plain(guide["en"])).status_code) == (False, 404)


def test_it_is_its_own_original_with_its_own_translations(client, guide):
    finnish, swedish = plain(guide["fi"]), plain(guide["sv"])
    response = client.get(finnish)
    assert head(response) == (f"{SITE}{finnish}", [("fi", f"{SITE}{finnish}"), ("sv", f"{SITE}{swedish}")])
    assert head(client.get("/fi/ohje/")) == (
        f"{SITE}/fi/ohje/",
        [("fi", f"{SITE}/fi/ohje/"), ("sv", f"{SITE}/sv/rad/"), ("en", f"{SITE}/en/guide/")],
    )


def test_the_other_languages_lead_to_their_plain_version_or_else_to_the_page(client, guide):
    client.force_login(make.user())  # not from memory, so that the test can look into the page
    assert links(client.get(plain(guide["fi"]))) == [
        ("fi", plain(guide["fi"]), True),
        ("sv", plain(guide["sv"]), True),
        ("en", "/en/guide/", False),
    ]


def test_memory_keeps_both_apart_and_forgets_both_with_a_change(client, guide):
    pages.clear()
    addresses = ("/fi/ohje/", plain(guide["fi"]))
    first = [client.get(address).content for address in addresses]
    assert [client.get(address).content for address in addresses] == first
    assert (first[0] == first[1], len(pages)) == (False, 2)

    guide["fi"].plain_body = []
    guide["fi"].save_revision().publish()
    assert [client.get(address).status_code for address in addresses] == [200, 404]
    assert b"plain-link" not in client.get("/fi/ohje/").content


def test_a_page_that_editors_closed_is_closed_in_plain_language_too(client, guide):
    PageViewRestriction.objects.create(page=guide["fi"], restriction_type="login")
    guide["sv"].unpublish()
    assert [client.get(plain(guide[code])).status_code for code in ("fi", "sv")] == [302, 404]


def test_search_finds_it_and_leads_to_where_the_words_stand(client, guide):
    """Where the page itself says it, be it in its title, nobody is led to its plain language."""
    guide["fi"].body = [("text", "<p>Vaikeaselkoista.</p>")]
    guide["fi"].plain_body = [("text", "<p>Ohje on helppo. Bambinoa.</p>")]
    guide["fi"].save_revision().publish()
    found = {}
    for word in ("bambinoa", "vaikeaselkoista", "ohje"):
        with translation.override("fi"):
            [hit] = client.get("/fi/search/", {"q": word}).context["search"].groups[0].hits
        found[word] = (hit.address, hit.overline, hit.words)
    assert found == {
        "bambinoa": (plain(guide["fi"]), "In plain language", "Ohje on helppo. <mark>Bambinoa</mark>."),
        "vaikeaselkoista": ("/fi/ohje/", "", "<mark>Vaikeaselkoista</mark>."),
        "ohje": ("/fi/ohje/", "", "Vaikeaselkoista."),
    }


def test_the_map_of_the_site_lists_it_with_its_translations(client, guide):
    pair = [(code, f"{SITE}{plain(guide[code])}") for code in ("fi", "sv")]
    section = listed(client, "pages")
    assert {address: section.get(address) for _code, address in pair} == {
        address: pair for _code, address in pair
    }
    assert f"{SITE}{plain(guide['en'])}" not in section


def test_a_campaign_has_one_too_and_it_goes_into_the_archive(client):
    hosts = make_pages.campaign_pages(plain_body=EASY)
    below = make_pages.content(hosts["fi"], slug="ohje", plain_body=EASY)
    page = client.get(plain(hosts["sv"]))
    assert (page.status_code, "Bambinoa" in text_of(page)) == (200, True)
    assert b"plain-link" in client.get("/sv/samarbetskampanj/").content
    kept = Plan.of(hosts["fi"].campaign)
    assert [kept.find(plain(one)) is not None for one in (*hosts.values(), below)] == [True] * 4


def test_editors_preview_it(guide):
    shown = guide["fi"].make_preview_request(preview_mode="plain")
    assert (shown.status_code, "Bambinoa" in shown.text) == (200, True)
    assert "Bambinoa" not in guide["fi"].make_preview_request().text
    assert guide["fi"].get_cached_paths() == ["/", f"/{guide['fi'].reverse_subpage('plain_language')}"]


# --- entries ---------------------------------------------------------------------------------------
def test_an_entry_shows_its_plain_summary_in_the_languages_that_have_it(client):
    """Where the translation has none, the reader is told that the original has one."""
    hosts = make_pages.campaign_pages()
    campaign = hosts["fi"].campaign
    entry = make.entry(campaign=campaign, language="fi", plain_summary="Selkosuomea.")
    swedish = {"title": "Arbete", "summary": "Jobb.", "description": "I sommar.", "plain_summary": ""}
    entry = actions.save_draft(
        entry, entry.version, {}, by=None, translations={"sv": swedish | {"origin": "human"}}
    )
    actions.submit(entry, by=None)
    make.permission(entry, Purpose.PUBLISH_TEXT)
    entry = actions.accept(entry, by=None)

    found = {}
    for code, host in hosts.items():
        with translation.override(code):
            page = BeautifulSoup(client.get(host.entry_address(entry.reference)).content, "html.parser")
        section = page.select_one(".plain-language p")
        told = "There is a summary in plain language in" in page.get_text()
        found[code] = (section and (section["lang"], section.get_text()), told)
    assert found == {
        "fi": (("fi", "Selkosuomea."), False),
        "sv": (None, True),
        "en": (("fi", "Selkosuomea."), False),
    }
