"""Which entries have an award that is public. Judging gives awards; entries only ask.

A package that gives awards says so with `hooks.register("awarded_entries")`: a function that returns
the keys of those entries as a QuerySet.
"""

from django.db.models import Q
from wagtail import hooks


def awarded() -> Q:
    """The condition on entries."""
    condition = Q(pk__in=[])
    for entries_of in hooks.get_hooks("awarded_entries"):
        condition |= Q(pk__in=entries_of())
    return condition
