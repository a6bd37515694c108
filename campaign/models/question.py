from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField
from modelcluster.models import ClusterableModel

from campaign.deadlines import end_of
from campaign.models.campaign import Campaign, Kind
from people.languages import Said, said


class QuestionQuerySet(models.QuerySet):
    def asked(self, kind: str):
        """Questions put to entries of one kind today; retired ones keep their answers but are not asked."""
        return self.filter(retired=False).filter(Q(kind=kind) | Q(kind="")).order_by("order", "pk")


class Question(ClusterableModel):
    """A question of one campaign, put to pledges, initiatives or both.

    Whatever changes later – it is retired, asked of others, one of its choices goes – answers already
    given stay, and stay readable.
    """

    class Type(models.TextChoices):
        TEXT = "text", _("Short text")
        LONG_TEXT = "long_text", _("Long text")
        ONE = "one", _("One choice")
        MANY = "many", _("Several choices")
        NUMBER = "number", _("Number")
        DATE = "date", _("Date")
        YES_NO = "yes_no", _("Yes or no")
        FILE = "file", _("File")

    WITH_CHOICES = frozenset({Type.ONE, Type.MANY})
    WRITTEN = frozenset({Type.TEXT, Type.LONG_TEXT})

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
    type = models.CharField(_("kind of answer"), max_length=12, choices=Type, default=Type.LONG_TEXT)
    slug = models.SlugField(_("short name"), max_length=60)
    label = I18nCharField(_("question"))
    help_text = I18nTextField(_("help text"), blank=True)
    heading = I18nCharField(
        _("public heading"),
        blank=True,
        help_text=_("Stands above the answers in public, such as “What is new”. Empty: the question itself."),
    )
    required = models.BooleanField(_("must be answered"), default=False)
    required_from = models.DateTimeField(
        _("must be answered from"),
        null=True,
        blank=True,
        help_text=_("Before this moment entries can be sent without an answer. Empty: from the beginning."),
    )
    frozen_after = models.DateTimeField(
        _("cannot be changed after"),
        null=True,
        blank=True,
        help_text=_("From then on the answer is shown, but neither asked for nor changed. Empty: never."),
    )
    max_length = models.PositiveIntegerField(
        _("longest answer in characters"),
        default=1000,
        validators=[MinValueValidator(10), MaxValueValidator(10_000)],
        help_text=_("For short and long texts."),
    )
    audience = models.CharField(
        _("who sees the answer"), max_length=8, choices=Audience, default=Audience.PUBLIC
    )
    is_personal = models.BooleanField(
        _("asks for personal data"), default=False, help_text=_("Such answers are never public.")
    )
    seeks_partners = models.BooleanField(
        _("an answer means that partners are wanted"),
        default=False,
        help_text=_("Visitors can then pick out such entries. For public questions only."),
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
            models.CheckConstraint(
                condition=Q(seeks_partners=False) | Q(audience="public"),
                name="only_public_questions_seek_partners",
                violation_error_message=_("Only the answer to a public question can tell that."),
            ),
            models.CheckConstraint(
                condition=Q(required_from=None) | Q(required=True),
                name="only_what_must_be_answered_has_a_moment",
                violation_error_message=_("Tick “must be answered” too, or leave its moment empty."),
            ),
            models.CheckConstraint(
                condition=Q(required_from=None)
                | Q(frozen_after=None)
                | Q(required_from__lt=F("frozen_after")),
                name="answers_are_required_before_they_freeze",
                violation_error_message=_("An answer must be required before it freezes."),
            ),
        ]

    def __str__(self):
        return str(self.label)

    @property
    def public_heading(self) -> Said:
        """What stands above an answer in public: the heading, or the question where it reads better."""
        heading, question = said(self.heading), said(self.label)
        return heading if heading and (not heading.language or question.language) else question

    def is_answered(self) -> bool:
        """Whether anybody's draft holds an answer, be it empty again: one sent in may not have been."""
        return self.answers.exists() or self.attachments.exists()

    def is_frozen(self, at=None) -> bool:
        until = self.frozen_after
        return until is not None and end_of(until) <= (at or timezone.now())

    def is_required(self, at=None) -> bool:
        """Whether an entry sent at a moment needs an answer. Nobody is asked for what nobody can answer."""
        at = at or timezone.now()
        return self.required and not self.is_frozen(at) and (self.required_from or at) <= at
