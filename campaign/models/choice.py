from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField
from modelcluster.fields import ParentalKey

from campaign.models.question import Question


class Choice(models.Model):
    """One of the answers that a question offers. Retired ones stay readable where they were chosen."""

    question = ParentalKey(
        Question, on_delete=models.CASCADE, related_name="choices", verbose_name=_("question")
    )
    label = I18nCharField(_("choice"))
    retired = models.BooleanField(
        _("no longer offered"), default=False, help_text=_("Answers that name it are kept.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    sort_order_field = "order"

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        ordering = ["order", "pk"]

    def __str__(self):
        return str(self.label)
