import re
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation

from tests import make, make_pages
from tests.staff import client_of

pytestmark = pytest.mark.django_db


def links(response) -> list:
    """(language, address, whether that is a translation) of the links to the other languages."""
    languages = response.context["navigation"].languages
    return [(link.code, link.address, link.is_translation) for link in languages]


def below(page, language, name, *args) -> str:
    with translation.override(language):
        return page.url + page.reverse_subpage(name, args)


@pytest.mark.parametrize(
    ("asked", "home"), [("sv", "/sv/"), ("en-GB,fi;q=0.5", "/en/"), ("de", "/fi/"), ("", "/fi/")]
)
def test_the_bare_address_leads_to_the_visitor_s_language(client, asked, home):
    make_pages.site()
    response = client.get("/", headers={"Accept-Language": asked})
    assert (response.status_code, response["Location"], response["Vary"]) == (
        302,
        home,
        "Accept-Language, Cookie",
    )


def test_a_chosen_language_is_remembered_where_addresses_have_none(client):
    homes = make_pages.site()
    finnish = make_pages.content(homes["fi"], slug="ohje")
    make_pages.content(homes["sv"], slug="rad", translation_of=finnish)
    swedish = BeautifulSoup(client.get("/fi/ohje/").content, "html.parser").select_one(".languages [lang=sv]")

    page = client.get(swedish["href"], follow=True)

    assert page.request["PATH_INFO"] == "/sv/rad/"
    assert client.get("/", headers={"Accept-Language": "fi"})["Location"] == "/sv/"
    staff = client.get("/admin/", headers={"Accept-Language": "fi"}, follow=True)
    assert staff.request["PATH_INFO"] == "/sv/sign-in/"


def test_the_choice_is_kept_a_year_out_of_reach_of_scripts_and_other_sites(client):
    cookie = client.get("/language/sv/").cookies["django_language"]
    assert (cookie.value, cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (
        "sv",
        365 * 24 * 3600,
        True,
        "Lax",
    )


def test_whoever_never_chooses_gets_no_cookie(client):
    homes = make_pages.site()
    make_pages.content(homes["sv"], slug="rad")
    for address in ("/", "/fi/", "/sv/rad/", "/en/search/?q=a", "/sv/finns-inte/"):
        client.get(address)
    assert dict(client.cookies) == {}


@pytest.mark.parametrize(
    "wanted", ["", "https://evil.example/", "//evil.example/", "/\\evil.example/", "http:///x"]
)
def test_the_choice_leads_nowhere_else(client, wanted):
    assert client.get("/language/en/", {"next": wanted}).url == "/en/"


def test_a_language_that_the_site_has_not_cannot_be_chosen(client):
    make_pages.site()
    answer = client.get("/language/de/?next=/fi/", follow=True)
    assert (answer.status_code, dict(client.cookies)) == (404, {})


@pytest.mark.parametrize("code", ["fi", "sv", "en"])
def test_each_language_has_its_home_and_says_in_it_what_it_does_not_know(client, code):
    make_pages.site()
    answers = [client.get(f"/{code}/"), client.get(f"/{code}/ei-ole/")]
    assert [answer.status_code for answer in answers] == [200, 404]
    assert [f'<html lang="{code}"' in answer.content.decode() for answer in answers] == [True, True]
    assert links(answers[1]) == [("fi", "/fi/", False), ("sv", "/sv/", False), ("en", "/en/", False)]


def test_a_page_links_to_its_translations_and_else_to_the_nearest_thing_above_it(client):
    homes = make_pages.site()
    lists = make_pages.news_lists(homes)
    finnish = make_pages.news(lists["fi"], slug="kutsu")
    make_pages.news(lists["sv"], slug="inbjudan", translation_of=finnish)
    make_pages.news(lists["en"], slug="invitation", translation_of=finnish, live=False)
    response = client.get("/fi/ajankohtaista/kutsu/")
    assert links(response) == [
        ("fi", "/fi/ajankohtaista/kutsu/", True),
        ("sv", "/sv/aktuellt/inbjudan/", True),
        ("en", "/en/news/", False),
    ]


def test_only_translations_are_announced_to_search_engines(client):
    homes = make_pages.site()
    make_pages.content(homes["fi"], slug="ohje")
    html = client.get("/fi/ohje/").content.decode()
    alternates = [line for line in html.replace("<link", "\n<link").splitlines() if 'rel="alternate"' in line]
    assert [line[: line.index(">") + 1] for line in alternates] == [
        '<link rel="alternate" hreflang="fi" href="http://localhost:8000/fi/ohje/">'
    ]


def test_the_gallery_keeps_what_was_chosen_in_another_language(client):
    hosts = make_pages.campaign_pages()
    make.theme(hosts["fi"].campaign, slug="tyo")
    query = "?q=s%C3%A4hk%C3%B6&theme=tyo"
    address = below(hosts["fi"], "fi", "gallery")
    kept, through_wagtail = client.get(address + query), client_of("Screener").get(address + query)
    wanted = [(code, below(page, code, "gallery") + query, True) for code, page in hosts.items()]
    assert links(through_wagtail) == wanted
    page = BeautifulSoup(kept.content, "html.parser")
    chosen = [parse_qs(urlsplit(link["href"]).query)["next"] for link in page.select(".languages a")]
    assert chosen == [[address] for code, address, _is_translation in wanted if code != "fi"]
    alternates = {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")}
    assert alternates == {code: f"http://localhost:8000{address}" for code, address, _ in wanted}


def test_an_entry_keeps_its_reference_in_another_language(client):
    hosts = make_pages.campaign_pages()
    entry = make.entry(campaign=hosts["fi"].campaign, state="accepted", published=True)
    response = client.get(below(hosts["sv"], "sv", "entry", entry.reference))
    assert links(response) == [
        (code, below(page, code, "entry", entry.reference), True) for code, page in hosts.items()
    ]


def test_search_keeps_its_words_in_another_language(client):
    make_pages.site()
    with translation.override("sv"):
        address = reverse("search")
    wanted = []
    for code in ("fi", "en"):
        with translation.override(code):
            wanted.append(f"/language/{code}/?next={quote_plus(reverse('search') + '?q=hem')}")
    html = client.get(address + "?q=hem").content.decode()
    assert re.findall('href="(/language/[^"]+)"', html) == wanted


def test_a_campaign_without_a_page_in_a_language_links_to_its_home(client):
    homes = make_pages.site()
    hosts = make_pages.campaign_pages(homes=homes, slugs={"fi": "kampanja"})
    response = client.get(below(hosts["fi"], "fi", "gallery"))
    assert links(response)[1:] == [("sv", "/sv/", False), ("en", "/en/", False)]
