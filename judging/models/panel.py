from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField
from i18nfield.strings import LazyI18nString
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from campaign.models import Campaign
from judging.querysets import PanelQuerySet


class Panel(ClusterableModel):
    """A jury of one campaign with its criteria."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="panels", verbose_name=_("campaign"))
    name = I18nCharField(_("name"))
    is_blind = models.BooleanField(
        _("blind judging"),
        default=False,
        help_text=_("Jurors do not see who filed an entry, its partners, contact persons or images."),
    )
    scoring_ends_at = models.DateTimeField(
        _("scoring ends"), help_text=_("Ballots can be changed until this moment.")
    )
    jurors_per_entry = models.PositiveSmallIntegerField(
        _("jurors per entry"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("How many jurors should score each entry."),
    )
    objects = PanelQuerySet.as_manager()

    class Meta:
        verbose_name = _("panel")
        verbose_name_plural = _("panels")
        permissions = [
            ("run_judging", "Can assign, decide and award"),
            ("score_entry", "Can score assigned entries"),
        ]

    def __str__(self):
        return str(self.name)


class Juror(models.Model):
    """A person who scores for a panel."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="jurors", verbose_name=_("panel"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="jurorships", verbose_name=_("person")
    )
    active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("A juror who has withdrawn cannot score, and their ballots do not count."),
    )

    class Meta:
        verbose_name = _("juror")
        verbose_name_plural = _("jurors")
        constraints = [
            models.UniqueConstraint(fields=["panel", "user"], name="one_seat_per_person_and_panel")
        ]

    def __str__(self):
        return str(self.user)


def _validate_levels(levels):
    well_formed = isinstance(levels, list) and all(
        isinstance(level, dict) and isinstance(level.get("label"), dict) for level in levels
    )
    if not well_formed or len(levels) < 2:
        raise ValidationError(_("A criterion needs at least two labelled levels."))


class Criterion(models.Model):
    """What entries are scored on: levels 0 … n with a label each, weighted in the total.

    `levels` is a list from the lowest to the highest, each {"label": {language: text}}.
    """

    panel = ParentalKey(Panel, on_delete=models.CASCADE, related_name="criteria", verbose_name=_("panel"))
    label = I18nCharField(_("name"))
    guidance = I18nTextField(_("guidance"), blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    levels = models.JSONField(_("levels"), validators=[_validate_levels])
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    sort_order_field = "order"

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weight__range=(1, 100)), name="criterion_weight_in_range"
            ),
        ]

    def __str__(self):
        return str(self.label)

    @property
    def top(self) -> int:
        """The value of the highest level."""
        return len(self.levels) - 1

    def level_labels(self) -> list[str]:
        """The levels' names from the lowest to the highest, in the language of the screen."""
        return [str(LazyI18nString(level["label"])) for level in self.levels]
