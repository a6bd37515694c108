from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from judging.models.round import Round
from judging.querysets import PassageQuerySet
from pledges.models import Entry


class Passage(models.Model):
    """An entry has passed a round. Secret like a decision: known to the jury office alone."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="passages", verbose_name=_("round"))
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="passages", verbose_name=_("entry"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("marked by")
    )
    at = models.DateTimeField(_("marked"), auto_now_add=True)
    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        constraints = [
            models.UniqueConstraint(fields=["round", "entry"], name="one_passage_per_round_and_entry")
        ]

    def __str__(self):
        return f"{self.entry} – {self.round}"
