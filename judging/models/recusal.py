from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from judging.models.juror import Juror
from judging.querysets import RecusalQuerySet
from pledges.models import Entry


class Recusal(models.Model):
    """A juror must not, or will not, judge an entry – until the jury office lifts it.

    What the juror declared voids a ballot for good; what the office found lays it aside.
    """

    juror = models.ForeignKey(Juror, models.CASCADE, related_name="recusals", verbose_name=_("juror"))
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="recusals", verbose_name=_("entry"))
    reason = models.TextField(_("reason"))
    is_declared = models.BooleanField(_("declared by the juror"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(_("lifted"), null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("lifted by")
    )
    lifted_why = models.TextField(_("why it was lifted"), blank=True)
    objects = RecusalQuerySet.as_manager()

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        constraints = [
            models.UniqueConstraint(
                fields=["juror", "entry"],
                condition=models.Q(lifted_at__isnull=True),
                name="one_standing_recusal_per_juror_and_entry",
            )
        ]

    def __str__(self):
        """Without the title: the log tells it to the juror, who may judge blind."""
        return f"{self.juror} – {self.entry.reference}"
