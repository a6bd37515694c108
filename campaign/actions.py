"""Verbs of the coordinator."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from campaign.models import Campaign


@transaction.atomic
def copy_contents(source: Campaign, campaign: Campaign, *, by) -> Campaign:
    """Give a new campaign the themes, target groups and questions of an earlier one."""
    if by is not None and not by.has_perm("campaign.add_campaign"):
        raise PermissionDenied
    contents = [*source.themes.all(), *source.target_groups.all(), *source.questions.filter(retired=False)]
    for thing in contents:
        thing.pk = None
        thing._state.adding = True
        thing.campaign = campaign
        thing.save()
    log(instance=campaign, action="campaign.campaign.copy", user=by, data={"from": source.slug})
    return campaign
