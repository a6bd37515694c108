from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page


@register_setting(icon="cogs")
class SiteSettings(BaseSiteSetting):
    """What frames every public page: the site's name and its footer, in every language."""

    name = I18nCharField(_("name of the site"), blank=True)
    footer = I18nTextField(_("text in the footer"), blank=True)
    feedback_address = models.EmailField(_("e-mail address for feedback"), blank=True)
    data_protection_page = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("data protection")
    )
    select_related = ["data_protection_page"]

    panels = [
        FieldPanel("name"),
        FieldPanel("footer"),
        FieldPanel("feedback_address"),
        PageChooserPanel("data_protection_page"),
    ]

    class Meta:
        verbose_name = _("site name and footer")
        verbose_name_plural = _("site names and footers")
