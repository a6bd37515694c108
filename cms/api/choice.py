"""Which entries somebody asks for: the gallery's own filters, but strict about what they do not know."""

from django.http import QueryDict

from cms.api.addresses import Places
from cms.api.problems import nothing, wrong
from pledges.facets import CONDITIONS
from pledges.gallery import Gallery
from pledges.models import Entry

FILTERS = ("q", *CONDITIONS)


def entries(query: QueryDict, places: Places):
    """The public entries that match, of campaigns that everybody can see. Raises Problem."""
    slug = query.get("campaign", "")
    if not slug:
        for name in FILTERS:
            if name in query:
                raise wrong(name, "Filters choose within a campaign: name one in “campaign” as well.")
        return Entry.objects.public().filter(campaign__in=places.keys.values())
    campaign = places.campaign(slug)
    if campaign is None:
        raise nothing("No campaign has this name.")
    return matching(Gallery(campaign, query))


def matching(gallery: Gallery):
    """What a gallery shows; it ignores what it does not know, we say so."""
    known: dict[str, set[str]] = {}
    for choice in gallery.chosen:
        known.setdefault(choice.name, set()).update(choice.values)
    for name in FILTERS[1:]:
        unknown = set(gallery.query.getlist(name)) - known.get(name, set())
        if unknown:
            raise wrong(name, "This campaign has no such choice.")
    return gallery.matching
