from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaign.models import Kind
from judging.models.juror import Juror
from judging.models.panel import Panel
from pledges.models import Entry


class NeededRule(models.Model):
    """One of some jurors must judge an entry, or every entry of a kind, or (without both) every entry."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="needed_rules", verbose_name=_("panel"))
    jurors = models.ManyToManyField(Juror, related_name="needed_rules", verbose_name=_("jurors"))
    entry = models.ForeignKey(
        Entry, models.CASCADE, null=True, blank=True, related_name="needed_rules", verbose_name=_("entry")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("rule that a juror must be there")
        verbose_name_plural = _("rules that a juror must be there")
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=True) | Q(kind=""), name="needed_in_an_entry_or_in_a_kind"
            ),
        ]

    def __str__(self):
        return ", ".join(str(juror) for juror in self.jurors.all())
