from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from campaign.models.campaign import Campaign
from campaign.models.extension import Extension
from campaign.reach import within


class Heartbeat(models.Model):
    """When the site was last seen to answer. One row."""

    at = models.DateTimeField()

    def __str__(self):
        return self.at.isoformat()


class OutageQuerySet(models.QuerySet):
    def waiting(self, at=None):
        """Neither made up for nor dismissed, while it can still be made up for."""
        return self.filter(settled_at=None, campaign__announces_at__gt=at or timezone.now())

    def in_reach_of(self, user):
        return self.filter(within(user, "campaign"))


class Outage(models.Model):
    """The site did not answer near the end of a call. The coordinator makes up for it, or does not."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="outages")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    extension = models.OneToOneField(Extension, models.CASCADE, null=True)
    objects = OutageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(began_at__lt=F("ended_at")), name="outages_have_a_length"),
            models.UniqueConstraint(fields=["campaign", "began_at"], name="one_outage_per_beginning"),
        ]

    def __str__(self):
        return f"{self.campaign}: {self.began_at.isoformat()}"

    @property
    def length(self):
        return self.ended_at - self.began_at
