import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pledges.models.entry import Entry


class Submission(models.Model):
    """What was received at one press of the button: the content as it stood, with its fingerprint.

    Each submission has exactly one receipt (letter key "receipt:<pk>"). The digest is that of the content
    as it was received: whoever keeps the receipt proves by it what personal data was in it, also after
    `redact` has taken that out here.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="submissions", verbose_name=_("entry"))
    number = models.PositiveSmallIntegerField(_("number"))
    at = models.DateTimeField(_("received"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    content = models.JSONField(_("content"))
    digest = models.CharField(_("SHA-256 of the content"), max_length=64)
    # What was taken out: "contact", "answers.<slug of the question>".
    redacted = models.JSONField(_("what was erased"), default=list, editable=False)
    redacted_at = models.DateTimeField(_("personal data erased"), null=True, editable=False)

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

    def redact(self, *, contact: bool, questions=()) -> bool:
        """Take the contact person, or the answers to the questions with these slugs, out of the content.

        Saves and returns True if there was anything to take out.
        """
        answers, named = dict(self.content["answers"]), self.content["contact"]
        taken = {f"answers.{slug}" for slug in questions if answers.pop(slug, None) is not None}
        files = self.content.get("attachments", [])
        kept = [file for file in files if file["question"] not in questions]
        if kept != files:
            taken.add("attachments")
        if contact and any(named.values()):
            named = dict.fromkeys(named, "")
            taken.add("contact")
        if not taken:
            return False
        self.content = {**self.content, "answers": answers, "contact": named}
        if "choices" in self.content:  # not yet in what was sent in the first campaigns
            chosen = {key for text in answers.values() for key in text.split(",")}
            choices = self.content["choices"].items()
            self.content |= {"choices": {key: label for key, label in choices if key in chosen}}
        if files:
            self.content |= {"attachments": kept}
        self.redacted, self.redacted_at = sorted(taken.union(self.redacted)), timezone.now()
        self.save(update_fields=["content", "redacted", "redacted_at"])
        return True
