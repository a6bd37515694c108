from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.keys import without_keys


class LetterQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_at__isnull=True, given_up_at__isnull=True, captured_for="")

    def captured(self):
        """Of rehearsals: written as always, and never sent."""
        return self.exclude(captured_for="")

    def sent(self):
        return self.filter(sent_at__isnull=False)

    def given_up(self):
        return self.filter(sent_at__isnull=True, given_up_at__isnull=False)

    def due(self, at=None):
        """Letters waiting to be sent whose next try has come."""
        return self.waiting().filter(try_at__lte=at or timezone.now())


class Letter(models.Model):
    """A letter in the outbox, written in the transaction of the change it reports.

    `key` names the event: a second letter about the same event cannot be queued. `captured_for` is the
    short name of the rehearsal that it belongs to; such a letter is never sent.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        GIVEN_UP = "given_up", _("Failed")
        CAPTURED = "captured", pgettext_lazy("of a letter", "Captured in a rehearsal")

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=60)
    to = models.EmailField(_("to"))
    language = models.CharField(_("language"), max_length=12)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"))
    forget_after_sending = models.BooleanField(default=False, editable=False)
    captured_for = models.CharField(max_length=60, blank=True, editable=False)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    try_at = models.DateTimeField(default=timezone.now, editable=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_error = models.TextField(_("last error"), blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)
    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["try_at"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="letters_waiting",
            ),
        ]

    def __str__(self):
        return self.subject_for_staff

    @property
    def state(self) -> str:
        if self.captured_for:
            return self.State.CAPTURED
        if self.sent_at:
            return self.State.SENT
        return self.State.GIVEN_UP if self.given_up_at else self.State.WAITING

    @property
    def subject_for_staff(self) -> str:
        return str(_("One-time sign-in code")) if self.forget_after_sending else self.subject

    @property
    def text_for_staff(self) -> str:
        """The text without what would let its reader act for the addressee: codes and keys in links."""
        return "" if self.forget_after_sending else without_keys(self.body)
