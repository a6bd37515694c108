from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField
from modelcluster.fields import ParentalKey

from campaign.models import Kind, Theme
from judging.models.round import Round
from judging.querysets import PanelQuerySet


class Panel(models.Model):
    """The jurors who judge a round together, and which of its entries they take.

    Without a kind, themes or languages it takes all of them. `languages` are codes, such as ["fi"].
    """

    round = ParentalKey(Round, on_delete=models.CASCADE, related_name="panels", verbose_name=_("round"))
    name = I18nCharField(_("name"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="panels", verbose_name=_("themes"))
    languages = models.JSONField(_("languages"), default=list, blank=True)
    objects = PanelQuerySet.as_manager()

    class Meta:
        verbose_name = _("panel")
        verbose_name_plural = _("panels")
        ordering = ["pk"]
        permissions = [
            ("run_judging", "Can assign, decide and award"),
            ("score_entry", "Can score assigned entries"),
        ]

    def __str__(self):
        return str(self.name)

    @property
    def campaign(self):
        return self.round.campaign
