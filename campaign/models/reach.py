from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaign.models.campaign import Campaign


class Reach(models.Model):
    """A member of staff works for these campaigns alone. Who has no row works for all of them.

    When the last of the campaigns is deleted the row stays, and the person works for none.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reach", verbose_name=_("person")
    )
    campaigns = models.ManyToManyField(Campaign, related_name="reaches", verbose_name=_("campaigns"))

    class Meta:
        verbose_name = _("limit to campaigns")
        verbose_name_plural = _("staff by campaign")
        ordering = ["user__email"]
        permissions = [("reach_everything", "Works for every campaign, whoever limits them")]

    def __str__(self):
        return str(self.user)
