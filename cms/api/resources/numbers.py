"""Statistics."""

from dataclasses import asdict

from ninja import Query

from cms.api import parameters
from cms.api.addresses import Places
from cms.api.contract import NO_CAMPAIGN, api, described
from cms.api.hosted import campaigns_asked_for
from cms.api.schemas import lists
from pledges.statistics import statistics


@api.get(
    "/statistics",
    response=lists.AllStatistics,
    url_name="statistics",
    **described("How many there are of each sort", missing=NO_CAMPAIGN),
)
def numbers(request, asked: Query[parameters.OfCampaigns]):
    """Public entries of each campaign, small groups left out."""
    found, following = campaigns_asked_for(request, "statistics", Places(), asked)
    items = [asdict(one) for one in statistics(found)]
    return {"items": items, "next": following}
