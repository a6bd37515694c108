"""What an address of the jury office is about, and whether the person works for its campaign."""

from functools import wraps

from django.http import Http404

from campaign.models import Campaign
from campaign.reach import limits_of, within
from judging.models import Panel, Round
from pledges.models import Entry

# By the word that the address begins with: what it names, how, and where its campaign is from there.
ABOUT = {
    "jurors": (Panel, "pk", "round__campaign"),
    "assignments": (Panel, "pk", "round__campaign"),
    "rounds": (Round, "pk", "campaign"),
    "entries": (Entry, "pk", "campaign"),
    "rehearsals": (Campaign, "slug", ""),
    "ranking": (Campaign, "slug", ""),
    "decisions": (Campaign, "slug", ""),
}


def in_reach(view):
    """Whoever is limited to some campaigns meets nothing of others: not even what no row above knows."""

    @wraps(view)
    def within_reach(request, *args, **kwargs):
        if kwargs and limits_of(request.user) is not None and not _is_reached(request, kwargs):
            raise Http404
        return view(request, *args, **kwargs)

    return within_reach


def _is_reached(request, kwargs) -> bool:
    word = request.resolver_match.route.partition("judging/")[2].partition("/")[0]
    if word not in ABOUT:
        return False
    model, name, campaign = ABOUT[word]
    return model.objects.filter(within(request.user, campaign), **{name: kwargs[name]}).exists()
