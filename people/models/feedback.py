from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# What the act on digital services (306/2019) gives us for an answer.
DAYS_TO_ANSWER = 14


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class FeedbackQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(answered_at=None)

    def answered(self):
        return self.exclude(answered_at=None)

    def due_by(self, day: date):
        """Whose last day to be answered is this one, or has passed."""
        return self.filter(arrived_at__lt=start_of(day - timedelta(days=DAYS_TO_ANSWER - 1)))

    def most_urgent_first(self):
        """Those that wait, the oldest first; then what was answered, the newest first."""
        return self.order_by(F("answered_at").desc(nulls_first=True), "arrived_at", "pk")


class Feedback(models.Model):
    """What somebody told us about the accessibility of the site. It is answered within fourteen days.

    `answer` are the words of the letter that answered it or, where there was none, how it was answered.
    """

    class How(models.TextChoices):
        LETTER = "letter", pgettext_lazy("how feedback was answered", "By letter")
        OTHERWISE = "otherwise", pgettext_lazy("how feedback was answered", "Otherwise")

    text = models.TextField(_("message"), max_length=4000)
    email = models.EmailField(_("e-mail address"), blank=True)
    page = models.CharField(_("page"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=12)
    arrived_at = models.DateTimeField(_("arrived"))
    reminded_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    how = models.CharField(_("how it was answered"), max_length=9, choices=How, blank=True, editable=False)
    answer = models.TextField(_("answer"), max_length=8000, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("answered by"),
        editable=False,
    )
    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("accessibility feedback")
        verbose_name_plural = _("messages about accessibility")
        ordering = ["pk"]
        permissions = [("answer_feedback", "Can answer accessibility feedback")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, how="", answer="", answered_by=None)
                | Q(answered_at__isnull=False, how__in=["letter", "otherwise"]),
                name="feedback_answered_or_not",
            ),
        ]

    def __str__(self):
        """For lists and the log, which outlives the message: nothing that somebody typed."""
        return f"{timezone.localtime(self.arrived_at):%Y-%m-%d %H:%M}"

    def save(self, **kwargs):
        self.email = self.email.strip().lower()
        super().save(**kwargs)

    @property
    def due_on(self) -> date:
        """The last day for an answer."""
        return timezone.localdate(self.arrived_at) + timedelta(days=DAYS_TO_ANSWER)

    @property
    def days_left(self) -> int:
        """Below zero once it is late."""
        return (self.due_on - timezone.localdate()).days

    @property
    def is_late(self) -> bool:
        return self.answered_at is None and self.days_left < 0

    @property
    def has_own_page(self) -> bool:
        """The page was named as an address of this site."""
        return self.page.startswith("/") and not self.page.startswith("//")
