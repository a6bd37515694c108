import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from pledges.models.entry import Entry


class Measure(models.Model):
    """Something that can be counted, by which one can see later whether the entry came true.

    `key` names the row in the form, so that saving it twice changes it instead of adding another. A draft
    may hold one that is not finished.
    """

    MOST = 10

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="measures", verbose_name=_("entry"))
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    label = models.CharField(_("what is counted"), max_length=120, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    start = models.DecimalField(_("starting level"), max_digits=14, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(_("target level"), max_digits=14, decimal_places=2, null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "key"], name="one_measure_per_key")]

    def __str__(self):
        return self.label

    @property
    def is_told(self) -> bool:
        """Finished enough to be shown to readers."""
        return bool(self.label) and self.target is not None
