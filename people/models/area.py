from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField


class Region(models.Model):
    """A region of the country (maakunta, landskap), named in every language of the country."""

    code = models.CharField(max_length=2, primary_key=True)
    name = I18nCharField(_("name"))

    class Meta:
        ordering = ["code"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self):
        return str(self.name)


class Municipality(models.Model):
    """A municipality by its three-digit code; the table is filled by a migration."""

    code = models.CharField(max_length=3, primary_key=True)
    name = I18nCharField(_("name"))
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="municipalities", verbose_name=_("region")
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self):
        return str(self.name)
