from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from campaign.models.campaign import Campaign, Kind


class QuestionQuerySet(models.QuerySet):
    def asked(self, kind: str):
        """Questions put to entries of one kind today; retired ones keep their answers but are not asked."""
        return self.filter(retired=False).filter(Q(kind=kind) | Q(kind="")).order_by("order", "pk")


class Question(models.Model):
    """A question of one campaign, put to pledges, initiatives or both."""

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Public")
        JURY = "jury", _("Jury and staff")
        STAFF = "staff", _("Staff only")

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="questions", verbose_name=_("campaign")
    )
    kind = models.CharField(
        _("asked of"), max_length=12, choices=[("", _("Both kinds")), *Kind.choices], blank=True
    )
    slug = models.SlugField(_("short name"), max_length=60)
    label = I18nCharField(_("question"))
    help_text = I18nTextField(_("help text"), blank=True)
    required = models.BooleanField(_("must be answered"), default=False)
    max_length = models.PositiveIntegerField(
        _("longest answer in characters"),
        default=1000,
        validators=[MinValueValidator(10), MaxValueValidator(10_000)],
    )
    audience = models.CharField(
        _("who sees the answer"), max_length=8, choices=Audience, default=Audience.PUBLIC
    )
    is_personal = models.BooleanField(
        _("asks for personal data"), default=False, help_text=_("Such answers are never public.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    retired = models.BooleanField(
        _("no longer asked"), default=False, help_text=_("Answers already given are kept.")
    )
    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "slug"], name="one_question_per_slug"),
            models.CheckConstraint(
                condition=Q(is_personal=False) | ~Q(audience="public"),
                name="personal_answers_are_not_public",
                violation_error_message=_("An answer with personal data cannot be public."),
            ),
        ]

    def __str__(self):
        return str(self.label)
