"""Of which campaigns a reader may read at all. Pages host campaigns; entries only ask.

A package that hosts campaigns says so with `hooks.register("campaigns_open_to")`: a function of the request
that returns the keys of those that have a page its sender may open. Any other campaign is not public,
whatever its entries are.
"""

from django.db.models import Q
from wagtail import hooks


def open_to(request) -> Q:
    """The condition on entries."""
    condition = Q(pk__in=[])
    for campaigns_of in hooks.get_hooks("campaigns_open_to"):
        condition |= Q(campaign__in=campaigns_of(request))
    return condition
