from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from campaign.models import Question
from people.files import keeping
from people.files.formats import FORMATS, FileKind
from pledges.models.entry import Entry
from pledges.models.snapshot import Snapshot
from pledges.querysets import AttachmentQuerySet


class Attachment(models.Model):
    """A file of an entry: the answer to a question, or given of one's own accord.

    `is_public` is what the submitter wants; what the public gets is decided by `for_public`, the entry's
    permissions and its state.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="attachments", verbose_name=_("entry"))
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, related_name="attachments", verbose_name=_("question")
    )
    name = models.CharField(_("name"), max_length=120)
    type = models.CharField(_("format"), max_length=4, choices=[(name, name.upper()) for name in FORMATS])
    size = models.PositiveIntegerField(_("size in bytes"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    is_public = models.BooleanField(_("may be shown to everybody"), default=False)
    file = models.CharField(max_length=32, unique=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        # What answers no question comes first, in every database.
        ordering = [F("question__order").asc(nulls_first=True), F("question_id").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(type__in=list(FORMATS)), name="attachment_format_known"),
            models.UniqueConstraint(fields=["entry", "question"], name="one_file_per_question"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_picture(self) -> bool:
        return FORMATS[self.type].kind == FileKind.PICTURE


@receiver(post_delete, sender=Attachment)
def remove_file(sender, instance, **signal):
    """However a row goes, its file goes after it – and not if the row comes back or may be put back."""
    transaction.on_commit(lambda: remove_if_unused(instance.file))


def remove_if_unused(file: str) -> None:
    """A file goes once neither an attachment nor a snapshot holds it."""
    kept = (file in files for files in Snapshot.objects.values_list("files", flat=True))
    if not Attachment.objects.filter(file=file).exists() and not any(kept):
        keeping.remove(file)
