from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from judging.models.round import Round
from pledges.models import Entry


class MeetingNote(models.Model):
    """What a meeting of the jury said of an entry. Stays as written: a correction is another note."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="meeting_notes", verbose_name=_("entry"))
    round = models.ForeignKey(Round, models.CASCADE, related_name="meeting_notes", verbose_name=_("round"))
    text = models.TextField(_("note"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("written by")
    )
    at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("note of a meeting")
        verbose_name_plural = _("notes of meetings")

    def __str__(self):
        return f"{self.entry} – {self.round}"
