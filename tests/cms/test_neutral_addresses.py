"""Addresses without a language: the site's map, robots and the colours of campaigns."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from campaign.models import Campaign
from cms.sitemaps import EntrySitemap
from pledges import actions
from pledges.models import Entry
from tests import make, make_pages

pytestmark = pytest.mark.django_db

LINK = r'<xhtml:link rel="alternate" hreflang="([a-z-]+)" href="([^"]+)"/>'
SITE = "http://localhost:8000"
ROBOTS = "noindex, noodp, noarchive"


def listed(client, section) -> dict[str, list]:
    """Each address of a section of the map with its versions in all languages."""
    xml = client.get(f"/sitemap-{section}.xml").content.decode()
    urls = re.findall(r"<url>(.*?)</url>", xml, re.DOTALL)
    return {re.search(r"<loc>(.*?)</loc>", url)[1]: re.findall(LINK, url) for url in urls}


def test_robots_are_told_where_the_map_is_and_kept_out_of_the_staff_s_rooms_and_from_posters(client):
    assert client.get("/robots.txt").content.decode() == (
        "User-agent: *\nDisallow: /admin/\nDisallow: /language/\nDisallow: /*/*/*/*/poster/\n"
        f"Sitemap: {SITE}/sitemap.xml\n"
    )


def test_the_map_has_sections_for_pages_for_entries_and_for_the_parts_of_campaigns(client):
    make_pages.site()
    xml = client.get("/sitemap.xml").content.decode()
    assert re.findall(r"<loc>(.*?)</loc>", xml) == [
        "http://testserver/sitemap-pages.xml",
        "http://testserver/sitemap-entries.xml",
        "http://testserver/sitemap-parts.xml",
    ]


def test_the_map_lists_live_pages_of_every_language_with_their_translations(client):
    homes = make_pages.site()
    finnish = make_pages.content(homes["fi"], slug="ohje")
    make_pages.content(homes["sv"], slug="rad", translation_of=finnish)
    make_pages.content(homes["en"], slug="help", translation_of=finnish, live=False)
    fronts = [(code, f"{SITE}/{code}/") for code in ("fi", "sv", "en")]
    pair = [("fi", f"{SITE}/fi/ohje/"), ("sv", f"{SITE}/sv/rad/")]
    assert listed(client, "pages") == {**{url: fronts for _, url in fronts}, **{url: pair for _, url in pair}}


def test_the_map_lists_public_entries_in_every_language_of_their_campaign(client):
    hosts = make_pages.campaign_pages(slugs={"fi": "kampanja", "sv": "kampanj"})
    campaign = hosts["fi"].campaign
    entry = make.entry(campaign=campaign, state="accepted", published=True)
    make.entry(campaign=campaign, state="accepted")
    make.entry(campaign=campaign, state="submitted", published=True)
    make.entry(state="accepted", published=True)
    versions = []
    for code, page in hosts.items():
        with translation.override(code):
            versions.append((code, SITE + page.entry_address(entry.reference)))
    assert listed(client, "entries") == {url: versions for _, url in versions}


def test_the_map_lists_the_parts_of_a_campaign_in_which_there_is_something_to_read(client):
    hosts = make_pages.campaign_pages(
        make.campaign(**make.announced()), slugs={"fi": "kampanja", "sv": "kampanj"}
    )
    campaign = hosts["fi"].campaign
    theme, entry = make.theme(campaign), make.entry(campaign=campaign, state="accepted", published=True)
    make.entry(campaign=campaign, state="accepted")
    named, routes = entry.organisation.public_id, ("gallery", "statistics", "themes")

    def versions(route, *args):
        found = []
        for code, page in hosts.items():
            with translation.override(code):
                found.append((code, SITE + page.address + page.reverse_subpage(route, args)))
        return {url: found for _, url in found}

    wanted = versions("theme", theme.slug) | versions("organisation", named)
    for route in routes:
        wanted |= versions(route)
    assert listed(client, "parts") == wanted
    make.decision(entry, released=True)
    make.award(entry)
    assert listed(client, "parts") == wanted | versions("awards")
    campaign.publishes_at = timezone.now() + timedelta(days=1)
    campaign.save()
    assert listed(client, "parts") == versions("themes") | versions("theme", theme.slug)
    Campaign.objects.update(publishes_at=timezone.now() + timedelta(days=1))
    assert listed(client, "entries") == {}


def test_a_map_is_kept_until_something_changes_and_not_sent_to_who_has_it(client, django_assert_num_queries):
    campaign = make_pages.campaign_pages()["fi"].campaign
    make.entry(campaign=campaign, state="accepted", published=True)
    first = client.get("/sitemap-entries.xml")
    with django_assert_num_queries(1):
        again = client.get("/sitemap-entries.xml", {"p": "01", "x": "made up"})
    known = client.get("/sitemap-entries.xml", headers={"If-None-Match": first["ETag"]})
    names = ("Content-Type", "Cache-Control", "X-Robots-Tag", "ETag")
    assert [(answer.status_code, answer.content, *map(answer.get, names)) for answer in (again, known)] == [
        (200, first.content, "application/xml", "public, no-cache", ROBOTS, first["ETag"]),
        (304, b"", None, "public, no-cache", ROBOTS, first["ETag"]),
    ]
    make.entry(campaign=campaign, state="accepted", published=True)
    assert len(listed(client, "entries")) == 6
    actions.withdraw(Entry.objects.first(), by=None)
    assert len(listed(client, "entries")) == 3


def test_a_long_map_is_in_several_parts_of_which_each_asks_for_its_own_entries(client, monkeypatch):
    monkeypatch.setattr(EntrySitemap, "limit", 2)
    campaign = make_pages.campaign_pages()["fi"].campaign
    for _ in range(3):
        make.entry(campaign=campaign, state="accepted", published=True)
    assert re.findall(r"<loc>[^<]*(/[^<]*)</loc>", client.get("/sitemap.xml").text) == [
        "/sitemap-pages.xml",
        "/sitemap-entries.xml",
        "/sitemap-entries.xml?p=2",
        "/sitemap-parts.xml",
    ]
    with CaptureQueriesContext(connection) as asked:
        second = client.get("/sitemap-entries.xml?p=2").text
    assert [one["sql"] for one in asked if "LIMIT 1 OFFSET 2" in one["sql"]] != []
    assert (len(listed(client, "entries")), second.count("<loc>")) == (6, 3)


@pytest.mark.parametrize(
    "address", ["/sitemap-x.xml", "/sitemap-entries.xml?p=2", "/sitemap-entries.xml?p=x"]
)
def test_a_part_of_the_map_that_does_not_exist_is_not_found(client, address):
    make_pages.site()
    assert client.get(address).status_code == 404


def test_the_colour_of_a_campaign_is_a_style_sheet_that_caches_keep(client):
    answer = client.get("/campaign-accent/7A3300.css")
    assert (answer.content.decode(), answer["Content-Type"], answer["Cache-Control"]) == (
        ":root{--accent:#7a3300;--on-accent:#ffffff;--accent-ink:#7a3300}\n",
        "text/css",
        "public, max-age=31536000, immutable",
    )


@pytest.mark.parametrize(
    "colour", ["ffffff", "f5a81c", "12", "12245", "12245eff", "zzzzzz", "}body{", "12245e%0A", "%00"]
)
def test_a_colour_that_is_none_or_cannot_carry_text_is_not_found(client, colour):
    make_pages.site()
    assert client.get(f"/campaign-accent/{colour}.css").status_code == 404


@pytest.mark.parametrize(
    "address", ["/", "/robots.txt", "/sitemap.xml", "/campaign-accent/12245e.css", "/fi/search/"]
)
def test_public_addresses_only_answer_to_reading(client, address):
    make_pages.site()
    assert client.post(address).status_code == 405
