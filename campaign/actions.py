"""Verbs of the coordinator."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from campaign import permissions
from campaign.models import Campaign


@transaction.atomic
def copy_contents(source: Campaign, campaign: Campaign, *, by) -> Campaign:
    """Give a new campaign the themes, target groups, guidance and questions of an earlier one."""
    if by is not None and not permissions.can_begin(by):
        raise PermissionDenied
    for thing in [*source.themes.all(), *source.target_groups.all(), *source.advice.all()]:
        _copy(thing, campaign=campaign)
    for question in source.questions.filter(retired=False):
        choices = list(question.choices.filter(retired=False))
        # Last year's moments have passed.
        _copy(question, campaign=campaign, required_from=None, frozen_after=None)
        for choice in choices:
            _copy(choice, question=question)
    log(instance=campaign, action="campaign.campaign.copy", user=by, data={"from": source.slug})
    return campaign


def _copy(thing, **fields) -> None:
    """Save a thing anew, with these fields changed."""
    thing.pk = None
    thing._state.adding = True
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()
