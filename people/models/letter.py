from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LetterQuerySet(models.QuerySet):
    def due(self, at=None):
        """Letters waiting to be sent whose next try has come."""
        return self.filter(sent_at__isnull=True, given_up_at__isnull=True, try_at__lte=at or timezone.now())


class Letter(models.Model):
    """A letter in the outbox, written in the transaction of the change it reports.

    `key` names the event: a second letter about the same event cannot be queued.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=60)
    to = models.EmailField(_("to"))
    language = models.CharField(_("language"), max_length=12)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"))
    forget_after_sending = models.BooleanField(default=False, editable=False)
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
        return self.subject
