from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaign import deadlines
from campaign.models.campaign import Campaign
from people.models import Organisation


class LatePass(models.Model):
    """One organisation may write and send until a moment of its own. It counts while it is not taken back."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="late_passes", verbose_name=_("campaign")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="late_passes", verbose_name=_("organisation")
    )
    until = models.DateTimeField(
        _("may send until"), help_text=_("Entries are accepted up to and including this second.")
    )
    reason = models.TextField(
        _("reason"), max_length=1000, help_text=_("For the record. The organisation does not see it.")
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("given by")
    )
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, editable=False)

    class Meta:
        verbose_name = _("late pass")
        verbose_name_plural = _("late passes")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "organisation"],
                condition=Q(taken_back_at=None),
                name="one_standing_late_pass_per_organisation",
            )
        ]

    def __str__(self):
        return f"{self.organisation} – {self.campaign}"

    def lasts(self, at) -> bool:
        """Whether it lets the organisation in at a moment, if it has not been taken back."""
        return at < deadlines.end_of(self.until)
