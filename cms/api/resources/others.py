"""Organisations, campaigns and awards."""

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language
from ninja import Query

from campaign.open_data import public_campaign
from cms.api import cursors, feeds, parameters, records
from cms.api.addresses import Places
from cms.api.contract import NO_CAMPAIGN, api, described
from cms.api.hosted import campaigns_asked_for, keys_asked_for
from cms.api.schemas import lists
from judging.open_data import public_award, public_awards
from pledges.models import Entry
from pledges.named import named_in, named_organisations


@api.get(
    "/organisations", response=lists.Organisations, url_name="organisations", **described("Who promises")
)
def organisations(request, asked: Query[parameters.Paged]):
    """Organisations that are named in a public entry, as the one that filed it or as a partner."""
    places = Places()
    of = Entry.objects.public().filter(campaign__in=places.keys.values())
    found, following = cursors.page(request, "organisations", named_in(of), asked.cursor, asked.limit)
    # Whoever is named nowhere any more went between the two questions.
    named = [one for one in named_organisations(found, of) if one.campaigns]
    items = [records.organisation(one, places) for one in named]
    return {"items": items, "next": following}


@api.get(
    "/campaigns",
    response=lists.Campaigns,
    url_name="campaigns",
    **described("Calls and their themes", missing=NO_CAMPAIGN),
)
def campaigns(request, asked: Query[parameters.OfCampaigns]):
    """Campaigns that have a page for everybody."""
    places, language = Places(), get_language()
    found, following = campaigns_asked_for(request, "campaigns", places, asked)
    prefetch_related_objects(found, "themes", "target_groups")
    return {
        "items": [
            records.campaign(public_campaign(one), places, feeds.address(one.slug, language)) for one in found
        ],
        "next": following,
    }


@api.get(
    "/awards",
    response=lists.Awards,
    url_name="awards",
    **described("Who was awarded, and for what", missing=NO_CAMPAIGN),
)
def awards(request, asked: Query[parameters.OfCampaigns]):
    """Announced awards of public entries, in the order in which they were given."""
    places = Places()
    keys = keys_asked_for(places, asked.campaign)
    of = Entry.objects.public().filter(campaign__in=keys.values())
    found, following = cursors.page(request, "awards", public_awards(of), asked.cursor, asked.limit)
    slugs = {key: slug for slug, key in keys.items()}
    items = [records.award(one, public_award(one), slugs[one.entry.campaign_id], places) for one in found]
    return {"items": items, "next": following}
