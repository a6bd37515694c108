from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from campaign.models.campaign import Campaign


class Theme(models.Model):
    """A subject of the campaign; its palette colours the patterns of its entries."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="themes", verbose_name=_("campaign"))
    slug = models.SlugField(_("short name in addresses"), max_length=60)
    label = I18nCharField(_("name"))
    description = I18nTextField(_("description"), blank=True)
    palette = models.PositiveSmallIntegerField(
        _("palette"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("1 cloudberry, 2 ice, 3 lingonberry, 4 spruce, 5 heather"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "slug"], name="one_theme_per_slug"),
            models.CheckConstraint(condition=models.Q(palette__range=(1, 5)), name="theme_palette_known"),
        ]

    def __str__(self):
        return str(self.label)


class TargetGroup(models.Model):
    """Whom an entry is for. An entry without any is for everyone."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="target_groups", verbose_name=_("campaign")
    )
    label = I18nCharField(_("name"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
        ordering = ["order", "pk"]

    def __str__(self):
        return str(self.label)
