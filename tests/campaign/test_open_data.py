"""What everybody may know of a campaign, and nothing of what staff arrange behind it."""

from dataclasses import asdict

import pytest
from django.utils import translation

from campaign.open_data import public_campaign
from tests import make

pytestmark = pytest.mark.django_db


def test_a_campaign_says_what_it_is_about_and_its_moments_in_the_readers_language():
    campaign = make.campaign(
        slug="koto",
        slogan=make.words("Jaa ideasi", "Dela din idé"),
        initiatives_allowed=False,
        grace_minutes=17,
        owner=make.organisation(name=make.words("Ministeriö", "Ministeriet")),
    )
    make.theme(campaign, slug="tyo")
    make.target_group(campaign)
    make.late_pass(campaign, make.organisation(), reason="Salaisuus")

    with translation.override("sv"):
        record = asdict(public_campaign(campaign))

    moments = ("opens_at", "closes_at", "publishes_at", "announces_at")
    assert {name: record.pop(name) for name in moments} == {name: getattr(campaign, name) for name in moments}
    assert record == {
        "slug": "koto",
        "title": "Samarbetskampanj",
        "slogan": "Dela din idé",
        "aim": "",
        "hashtag": "#kotolupaus",
        "owner": "Ministeriet",
        "kinds": ["pledge"],
        "phase": "call",
        "time_zone": "Europe/Helsinki",
        "themes": [("tyo", "Arbete", "")],
        "target_groups": ["Unga"],
    }
