"""Verbs about who works for which campaigns: limit somebody to some, let them work for all again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from campaign import permissions
from campaign.models import Reach


@transaction.atomic
def limit(person, campaigns, *, by) -> Reach:
    """From now on the person works for these campaigns alone, in whatever roles they have."""
    if by is not None and not permissions.can_limit(by):
        raise PermissionDenied
    reach, _created = Reach.objects.get_or_create(user=person)
    reach.campaigns.set(campaigns)
    _log(reach, "limit", by, campaigns=sorted(campaign.slug for campaign in campaigns))
    return reach


@transaction.atomic
def free(reach: Reach, *, by) -> None:
    """From now on the person works for every campaign, as whoever has never been limited does."""
    if by is not None and not permissions.can_limit(by):
        raise PermissionDenied
    _log(reach, "free", by)
    reach.delete()


def _log(reach, what, by, **data) -> None:
    """Under the person's number, not their name: the log stays when their data is erased."""
    data["person"] = reach.user_id
    log(instance=reach, action=f"campaign.reach.{what}", user=by, title=str(reach.user_id), data=data)
