from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nTextField

from campaign.models.campaign import Campaign
from people.models import Organisation


class AdviceQuerySet(models.QuerySet):
    def worded(self):
        """Those that say something to a reader of the active language, in the order of the kinds."""
        order = {kind: place for place, kind in enumerate(Organisation.Kind.values)}
        return sorted((one for one in self if str(one).strip()), key=lambda one: order[one.kind])


class Advice(models.Model):
    """What organisations of one kind should know before they take part, in the coordinator's words."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="advice", verbose_name=_("campaign"))
    kind = models.CharField(_("kind of organisation"), max_length=24, choices=Organisation.Kind)
    text = I18nTextField(
        _("guidance"),
        help_text=_("Two or three sentences: what organisations of this kind can promise, and what to mind."),
    )
    objects = AdviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("guidance")
        verbose_name_plural = _("guidance by kind of organisation")
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "kind"],
                name="one_advice_per_kind_of_organisation",
                violation_error_message=_("The campaign has guidance for this kind already."),
            )
        ]

    def __str__(self):
        return str(self.text)
