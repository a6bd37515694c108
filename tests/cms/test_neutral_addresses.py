"""Addresses without a language: the site's map, robots and the colours of campaigns."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from campaign.models import Campaign
from tests import make, make_pages

pytestmark = pytest.mark.django_db

LINK = r'<xhtml:link rel="alternate" hreflang="([a-z-]+)" href="([^"]+)"/>'
SITE = "http://localhost:8000"


def listed(client, section) -> dict[str, list]:
    """Each address of a section of the map with its versions in all languages."""
    xml = client.get(f"/sitemap-{section}.xml").content.decode()
    urls = re.findall(r"<url>(.*?)</url>", xml, re.DOTALL)
    return {re.search(r"<loc>(.*?)</loc>", url)[1]: re.findall(LINK, url) for url in urls}


def test_robots_are_told_where_the_map_is_and_kept_out_of_the_staff_s_rooms(client):
    assert client.get("/robots.txt").content.decode() == (
        f"User-agent: *\nDisallow: /admin/\nDisallow: /language/\nSitemap: {SITE}/sitemap.xml\n"
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


@pytest.mark.parametrize("address", ["/", "/robots.txt", "/campaign-accent/12245e.css", "/fi/search/"])
def test_public_addresses_only_answer_to_reading(client, address):
    make_pages.site()
    assert client.post(address).status_code == 405
