from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField
from i18nfield.strings import LazyI18nString
from modelcluster.fields import ParentalKey

from campaign.models import Kind
from judging.models.round import Round
from judging.states import Answer


def _validate_levels(levels):
    well_formed = isinstance(levels, list) and all(
        isinstance(level, dict)
        and isinstance(level.get("label"), dict)
        and isinstance(level.get("text", {}), dict)
        for level in levels
    )
    if not well_formed or len(levels) < 2:
        raise ValidationError(_("A criterion needs at least two labelled levels."))


class Criterion(models.Model):
    """What entries are scored on: levels 0 … n with a label each, weighted in the total.

    `levels` is a list from the lowest to the highest, each {"label": {language: words}} and, where
    somebody has explained it, "text": {language: words}.
    """

    round = ParentalKey(Round, on_delete=models.CASCADE, related_name="criteria", verbose_name=_("round"))
    label = I18nCharField(_("name"))
    guidance = I18nTextField(_("guidance"), blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    levels = models.JSONField(_("levels"), validators=[_validate_levels])
    kind = models.CharField(
        _("only for"),
        max_length=12,
        choices=Kind,
        blank=True,
        help_text=_("Leave empty for a criterion that both pledges and initiatives are scored on."),
    )
    is_required = models.BooleanField(
        _("required"), default=True, help_text=_("A final ballot needs an answer.")
    )
    allows_not_applicable = models.BooleanField(
        _("“Not applicable” is an answer"),
        default=False,
        help_text=_("It is left out of the total and is no zero."),
    )
    allows_cannot_judge = models.BooleanField(
        _("“I cannot judge this” is an answer"),
        default=False,
        help_text=_("It is left out of the total and is no zero."),
    )
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

    def level_texts(self) -> list[str]:
        """What each level means, empty where nobody has explained it."""
        return [str(LazyI18nString(level.get("text") or {})) for level in self.levels]

    def other_answers(self) -> list[Answer]:
        """What may be said instead of a level."""
        allowed = {
            Answer.NOT_APPLICABLE: self.allows_not_applicable,
            Answer.CANNOT_JUDGE: self.allows_cannot_judge,
        }
        return [answer for answer, is_allowed in allowed.items() if is_allowed]

    def allows(self, answer) -> bool:
        """Whether an answer, a level or what may be said instead, can be given."""
        return 0 <= answer <= self.top if isinstance(answer, int) else answer in self.other_answers()

    def words(self, answer: int | str | None) -> str | None:
        """How an answer reads: the level's name, or what was said instead; None if there is none."""
        if answer is None:
            return None
        return self.level_labels()[answer] if isinstance(answer, int) else str(Answer(answer).label)

    def is_about(self, kind: str) -> bool:
        """Whether entries of a kind are scored on it."""
        return self.kind in ("", kind)
