"""Which campaigns a member of staff works for; the one definition of it.

Screens and actions ask it through `campaign.permissions.reaches` and `in_reach_of()` of the querysets.
"""

from django.db.models import Q

from people.models import User
from people.permissions import holders_of

EVERYTHING = "campaign.reach_everything"


def limits_of(user) -> frozenset[int] | None:
    """Keys of the campaigns that somebody is limited to; None when they work for all, as the system does.

    Asked of the database once per request: the answer stays with the person that the request brought.
    """
    if user is None or user.has_perm(EVERYTHING):
        return None
    if not hasattr(user, "_limits"):
        named = User.objects.filter(pk=user.pk, reach__isnull=False).values_list(
            "reach__campaigns", flat=True
        )
        keys = list(named)
        user._limits = frozenset(keys) - {None} if keys else None
    return user._limits


def has_in_reach(user, key: int, rehearsal_of: int | None) -> bool:
    """The same as `within`, of a campaign that is known by its key and by that of the one it rehearses."""
    keys = limits_of(user)
    return keys is None or key in keys or rehearsal_of in keys


def within(user, campaign: str = "") -> Q:
    """What belongs to a campaign in somebody's reach, which is where `campaign` leads from the model.

    A rehearsal belongs to the campaign that it rehearses.
    """
    keys = limits_of(user)
    if keys is None:
        return Q()
    start = f"{campaign}__" if campaign else ""
    return Q(**{f"{start}pk__in": keys}) | Q(**{f"{start}rehearsal_of__in": keys})


def working_for(campaign) -> Q:
    """The people in whose reach a campaign is, the other way round."""
    named = User.objects.filter(reach__campaigns__in=[campaign.pk, campaign.rehearsal_of_id])
    return (
        Q(reach__isnull=True) | Q(pk__in=named.values("pk")) | Q(pk__in=holders_of(EVERYTHING).values("pk"))
    )
