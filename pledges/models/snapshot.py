from django.db import models
from django.utils.translation import gettext_lazy as _

from pledges.models.entry import Entry


class Snapshot(models.Model):
    """What stands of an entry while it is being changed, so that it can be put back (`pledges.snapshots`).

    `fields` are its own values, `rows` those that hang on it, as Django's serialiser writes them, `files`
    the names under which its attached files are kept.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, related_name="snapshot", verbose_name=_("entry"))
    fields = models.JSONField()
    rows = models.JSONField()
    files = models.JSONField()
    at = models.DateTimeField(_("taken"), auto_now_add=True)

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")

    def __str__(self):
        return str(self.entry)
