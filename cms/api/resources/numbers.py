"""Statistics."""

from dataclasses import asdict

from django.core.cache import cache
from django.utils.translation import get_language
from ninja import Query

from cms.api import freshness, parameters
from cms.api.addresses import Places
from cms.api.contract import NO_CAMPAIGN, api, described
from cms.api.hosted import campaigns_asked_for
from cms.api.schemas import lists
from pledges.statistics import statistics

# Statistics are found by what they are made of; this only empties the shelf.
KEPT_SECONDS = 300


@api.get(
    "/statistics",
    response=lists.AllStatistics,
    url_name="statistics",
    **described("How many there are of each sort", missing=NO_CAMPAIGN),
)
def numbers(request, asked: Query[parameters.OfCampaigns]):
    """Public entries of each campaign, small groups left out."""
    found, following = campaigns_asked_for(request, "statistics", Places(), asked)
    # Reading all entries takes a second where they are many; the mark changes with every change.
    of = [campaign.slug for campaign in found]
    key = f"statistics:{freshness.last_change().tag(get_language(), *of)}"
    items = cache.get(key)
    if items is None:
        items = [asdict(one) for one in statistics(found)]
        cache.set(key, items, KEPT_SECONDS)
    return {"items": items, "next": following}
