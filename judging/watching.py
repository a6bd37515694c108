"""What changes in public when a decision is released or an award given: tells `pledges.projection`."""

from django.db.models.signals import post_delete, post_save

from campaign.lifecycle import moved
from judging.models import Award, Decision
from pledges.projection import changed


def _decision_released(things, **kwargs):
    changed({decision.entry_id for decision in things})


def _award_changed(instance, **kwargs):
    changed([instance.entry_id])


def begin() -> None:
    moved.connect(_decision_released, sender=Decision, dispatch_uid=__name__)
    for signal in (post_save, post_delete):
        signal.connect(_award_changed, sender=Award, dispatch_uid=__name__)
