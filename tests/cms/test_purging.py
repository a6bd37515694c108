"""Which addresses a cache in front of the site is told to forget when entries change."""

import pytest
from django.utils import translation

from cms.languages import home_in
from cms.purging import addresses
from tests import make, make_pages
from tests.access.addresses import every_address
from tests.access.world import build
from tests.pledges.gallery_makers import public

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"


def test_everything_that_shows_an_entry_is_forgotten_in_every_language():
    hosts = make_pages.campaign_pages(slugs={"fi": "kampanja", "sv": "kampanj"})
    campaign = hosts["fi"].campaign
    entry = public(campaign, themes=[make.theme(campaign, slug="tyo")])
    partner = make.partner(entry, state="confirmed")
    public(campaign, themes=[make.theme(campaign, slug="muu")])
    public(make.campaign())
    wanted = set()
    for code, page in hosts.items():
        with translation.override(code):
            wanted |= {
                home_in(code),
                *(page.address, page.gallery_address, page.themes_address, page.awards_address),
                *(page.address + page.reverse_subpage(part) for part in ("statistics", "statistics_table")),
                *(page.entry_address(entry.reference), page.theme_address("tyo")),
                page.organisation_address(entry.organisation.public_id),
                page.organisation_address(partner.organisation.public_id),
            }
    found = addresses([entry.pk])
    assert (set(found), len(found)) == ({f"{SITE}{address}" for address in wanted}, len(wanted))


def test_a_cdn_keeps_only_what_it_can_be_told_to_forget(client, settings):
    """What shows an entry and may be kept for a minute is named when the entry changes."""
    world = build()
    settings.CDN_SECONDS = 60
    told = set(addresses([world.entries["accepted"].pk]))
    kept, shown = set(), set()
    for one in every_address(world):
        for path in (one.path, f"{one.path}{'&' if '?' in one.path else '?'}utm=1"):
            answer = client.get(path, headers={"accept-language": "en", "host": "localhost:8000"})
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if answer.status_code == 200 and b"kanariaaccepted" in body:
                shown.add(path)
                if "CDN-Cache-Control" in answer:
                    kept.add(f"{SITE}{path}")
    assert (kept - told, len(kept) >= 3, len(shown) > 2 * len(kept)) == (set(), True, True)
