from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaign.models.campaign import Campaign


class Extension(models.Model):
    """The closing of a call was moved. Rows are only added; the newest says when the call closes."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="extensions", verbose_name=_("campaign")
    )
    closed_at = models.DateTimeField(_("closing before"))
    closes_at = models.DateTimeField(
        _("new closing"), help_text=_("Entries are accepted up to and including this second.")
    )
    reason = models.TextField(
        _("reason"), max_length=1000, help_text=_("For the record. It is not shown to the public.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("moved by")
    )
    at = models.DateTimeField(_("moved"), default=timezone.now)

    class Meta:
        verbose_name = _("moved closing")
        verbose_name_plural = _("moved closings")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(closed_at=F("closes_at")), name="a_moved_closing_differs")
        ]

    def __str__(self):
        return str(self.campaign)

    @property
    def is_later(self) -> bool:
        return self.closes_at > self.closed_at
