from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from people.models.organisation import Organisation


class Proposal(models.Model):
    """Another name, website or logo that a representative asks for; staff look before it stands anywhere.

    Typing it anew makes a new row: a decision is about the words that were read.
    """

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="proposal", verbose_name=_("organisation")
    )
    name = I18nCharField(_("name"))
    website = models.URLField(_("website"), blank=True)
    # Empty where the one that stands is to stay.
    logo = models.CharField(max_length=200, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("asked by")
    )
    at = models.DateTimeField(_("asked"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of an organisation")
        verbose_name_plural = _("changes of organisations")
        ordering = ["pk"]
        permissions = [("decide_proposal", "Can accept and decline changes of organisations")]

    def __str__(self):
        return f"{self.organisation} → {self.name}"
