"""Which addresses a cache in front of the site is told to forget when entries change."""

import pytest
from django.utils import translation

from cms.purging import addresses
from tests import make, make_pages
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
                *(page.address, page.gallery_address, page.themes_address, page.awards_address),
                *(page.statistics_address, f"{page.statistics_address}table/"),
                *(page.entry_address(entry.reference), page.theme_address("tyo")),
                page.organisation_address(entry.organisation.public_id),
                page.organisation_address(partner.organisation.public_id),
            }
    found = addresses([entry.pk])
    assert (set(found), len(found)) == ({f"{SITE}{address}" for address in wanted}, len(wanted))
