"""Of which campaigns a reader may read at all. Pages host campaigns; entries only ask.

A package that hosts campaigns says so with `hooks.register("campaigns_open_to")`: a function of the request
that returns the keys of those that have a page its sender may open. Any other campaign is not public,
whatever its entries are.
"""

from urllib.parse import urlsplit

from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail import hooks

from campaign.models import Campaign


def open_to(request) -> Q:
    """The condition on entries."""
    return Q(campaign__in=_keys(request))


def _keys(request) -> set[int]:
    return {key for campaigns_of in hooks.get_hooks("campaigns_open_to") for key in campaigns_of(request)}


def campaign_to_begin(request, address: str) -> Campaign | None:
    """The one that an address leads into, if it is where an entry is begun and the reader may read of it."""
    try:
        path = urlsplit(address).path
        with translation.override(translation.get_language_from_path(path) or translation.get_language()):
            match = resolve(path)
    except (ValueError, Resolver404):
        return None
    if match.view_name != "pledges:start":
        return None
    return Campaign.objects.real().filter(pk__in=_keys(request), slug=match.kwargs["slug"]).first()
