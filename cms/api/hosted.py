"""Which campaigns somebody asks for, of those that have a page for everybody."""

from campaign.models import Campaign
from cms.api import cursors, problems
from cms.api.addresses import Places


def campaigns_asked_for(request, name: str, places: Places, asked) -> tuple[list, str | None]:
    """One page of them, and the address of the next. Raises Problem."""
    of = Campaign.objects.filter(pk__in=keys_asked_for(places, asked.campaign).values())
    return cursors.page(request, name, of.select_related("owner"), asked.cursor, asked.limit)


def keys_asked_for(places: Places, slug: str) -> dict[str, int]:
    """Those of the campaign asked for, or of all that have a page. Raises Problem."""
    if not slug:
        return places.keys
    if slug not in places.keys:
        raise problems.nothing("No campaign has this name.")
    return {slug: places.keys[slug]}
