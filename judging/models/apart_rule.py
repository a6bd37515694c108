from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from judging.models.juror import Juror
from judging.querysets import ApartRuleQuerySet


class ApartRule(models.Model):
    """Two jurors of a panel who are never given the same entry; the one with the lower key comes first."""

    one = models.ForeignKey(Juror, models.CASCADE, related_name="+", verbose_name=_("juror"))
    other = models.ForeignKey(Juror, models.CASCADE, related_name="+", verbose_name=_("other juror"))
    created_at = models.DateTimeField(auto_now_add=True)
    objects = ApartRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule that two jurors stay apart")
        verbose_name_plural = _("rules that two jurors stay apart")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_rule_per_two_jurors"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="who_stays_apart_is_in_order"),
        ]

    def __str__(self):
        return f"{self.one} – {self.other}"
