import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pledges.models.entry import Entry


class Submission(models.Model):
    """What was received at one press of the button: the content as it stood, with its fingerprint.

    Each submission has exactly one receipt (letter key "receipt:<pk>").
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="submissions", verbose_name=_("entry"))
    number = models.PositiveSmallIntegerField(_("number"))
    at = models.DateTimeField(_("received"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    content = models.JSONField(_("content"))
    digest = models.CharField(_("SHA-256 of the content"), max_length=64)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="one_submission_per_number")]

    def __str__(self):
        return f"{self.entry.reference} #{self.number}"

    @staticmethod
    def fingerprint(content: dict) -> str:
        """SHA-256, hexadecimal, of the content as compact UTF-8 JSON with sorted keys."""
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()
