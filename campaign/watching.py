"""What changes on public pages when a campaign, or the words that belong to it, are saved or deleted."""

from django.db.models.signals import post_delete, post_save

from campaign import stamps
from campaign.models import Advice, Campaign, Choice, Question, TargetGroup, Theme
from campaign.models.campaign import updated
from people.models import Organisation


def _campaign_changed(instance, **kwargs):
    stamps.grow([stamps.SITE, instance.pk])


def _campaigns_updated(keys, **kwargs):
    stamps.grow([stamps.SITE, *keys])


def _part_changed(instance, **kwargs):
    campaign = instance.question.campaign_id if isinstance(instance, Choice) else instance.campaign_id
    stamps.grow([campaign])


def _owner_changed(instance, **kwargs):
    owned = list(Campaign.objects.filter(owner=instance).values_list("pk", flat=True))
    if owned:
        stamps.grow([stamps.SITE, *owned])


def begin() -> None:
    updated.connect(_campaigns_updated, dispatch_uid=__name__)
    post_save.connect(_owner_changed, sender=Organisation, dispatch_uid=__name__)
    for signal in (post_save, post_delete):
        signal.connect(_campaign_changed, sender=Campaign, dispatch_uid=__name__)
        for part in (Theme, TargetGroup, Question, Choice, Advice):
            signal.connect(_part_changed, sender=part, dispatch_uid=__name__)
