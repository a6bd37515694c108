"""A site with so many public entries, for `tests.bench_site`: `python -m tests.bench_site_data ENTRIES`.

It is made where LUPAUS_VAR and DATABASE_URL say, goes on from what is there, and leaves the addresses that
are then asked for in `asked.json`, by what they are.
"""

import json
import os
import sys
from itertools import product
from urllib.parse import urlencode

# Of each sort, so that no answer is that of the request before.
DIFFERENT = 32
WORDS = ("kotoutumisen", "nuoret työpaikka", "ohjaaja", "kesällä", "Yhdistys 12", "palkkaamme kieltään")


def campaign_of_all():
    """The campaign, with its pages, themes and organisations; made if there is none yet."""
    from campaign.models import Campaign
    from tests import make, make_pages

    campaign = Campaign.objects.first()
    if campaign is None:
        campaign = make.campaign()
        for palette in range(1, 5):
            make.theme(campaign, palette=palette)
        for _ in range(50):
            make.organisation()
        make_pages.campaign_pages(campaign)
    return campaign


def fill_up(campaign, size: int) -> None:
    from campaign.models import Stamp
    from people.models import Organisation
    from pledges.models import Entry
    from pledges.projection import VERSION
    from tests.bench_data import fill

    organisations = list(Organisation.objects.exclude(pk=campaign.owner_id).order_by("pk"))
    fill(campaign, organisations, range(Entry.objects.count() + 1, size + 1))
    # Or the next `migrate` would make all cards anew.
    Stamp.objects.filter(key=campaign.pk).update(made_by=VERSION)


def asked(campaign) -> dict[str, list[str]]:
    from django.urls import reverse
    from django.utils import translation

    from cms.models import CampaignPage
    from pledges.models import Entry

    with translation.override("fi"):
        page = CampaignPage.objects.get(campaign=campaign, locale__language_code="fi")
        gallery, search = page.gallery_address, reverse("search")
        statistics = page.address + page.reverse_subpage("statistics")
        home = page.get_parent().specific.get_url()
    keys = Entry.objects.public().order_by("pk").values_list("reference", flat=True)
    references = list(keys[:: max(len(keys) // DIFFERENT, 1)])[:DIFFERENT]
    screens, data = _screens(campaign, DIFFERENT), "/open-data/v1/"
    return {
        "null view": ["/null/"],
        "home page": [home],
        "campaign page": [page.url],
        "gallery": [gallery, *(f"{gallery}?{screen}" for screen in screens)],
        "gallery, filtered": [f"{gallery}?{choice}" for choice in _choices(campaign)],
        "gallery, words": [f"{gallery}?{urlencode({'q': words})}" for words in WORDS],
        "search": [f"{search}?{urlencode({'q': words})}" for words in WORDS],
        "entry": [f"{gallery}{reference}/" for reference in references],
        "statistics": [statistics],
        "API, 50 entries": [f"{data}entries", f"{data}entries?campaign={campaign.slug}&kind=pledge"],
        "API, one entry": [f"{data}entries/{reference}" for reference in references],
    }


def _screens(campaign, number: int) -> list[str]:
    """Screens that begin after so many entries, from the first to the last, in the order of the day."""
    from django.http import QueryDict

    from campaign import stamps
    from pledges.gallery import Gallery
    from pledges.gallery.orders import order_of

    chosen = Gallery(campaign, QueryDict(), stamps.current()[campaign.pk])
    order = order_of(chosen.index, campaign, chosen.sort, None)
    places = [chosen.total * place // number for place in range(1, number)]
    cursors = (order.screen(chosen.index.shown, None, place)[1] for place in places)
    return [chosen.address(after=str(cursor)).removeprefix("?") for cursor in cursors]


def _choices(campaign) -> list[str]:
    themes = [theme.slug for theme in campaign.themes.all()]
    sorts = ("newest", "title", "joined", "daily")
    ways = product(("pledge", "initiative"), themes, ("fi", "sv"))
    return [
        urlencode({"kind": kind, "theme": theme, "language": language, "sort": sorts[place % len(sorts)]})
        for place, (kind, theme, language) in enumerate(ways)
    ]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench_settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    campaign = campaign_of_all()
    fill_up(campaign, int(sys.argv[1]))
    if connection.vendor == "postgresql":  # which looks at its tables by itself within a minute, not at once
        connection.cursor().execute("VACUUM ANALYZE")
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns without it
    (settings.VAR / "asked.json").write_text(json.dumps(asked(campaign)))


if __name__ == "__main__":
    main()
