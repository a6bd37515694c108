from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from judging.querysets import RedactionQuerySet
from pledges.models import Entry, Submission


class Redaction(models.Model):
    """A copy of an entry's words, made by hand, that jurors of blind rounds read instead of the entry.

    `words` and `made_from` go by the keys of `judging.pieces`. Jurors read it once it is done, and go on
    reading it when the entry changes: the office is told, and looks.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, related_name="redaction", verbose_name=_("entry"))
    words = models.JSONField(_("what jurors read"), default=dict)
    made_from = models.JSONField(_("what it was made from"), default=dict)
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, related_name="+")
    is_done = models.BooleanField(_("done"), default=False)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    objects = RedactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("redacted copy")
        verbose_name_plural = _("redacted copies")

    def __str__(self):
        return str(self.entry)
