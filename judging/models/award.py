from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from judging.querysets import AwardQuerySet
from pledges.models import Entry


class Award(models.Model):
    """A prize or honourable mention for a selected entry. Public once the decision is released."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="awards", verbose_name=_("entry"))
    name = I18nCharField(_("award"))
    grounds = I18nTextField(_("grounds"))
    created_at = models.DateTimeField(auto_now_add=True)
    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")

    def __str__(self):
        return f"{self.name} – {self.entry}"
