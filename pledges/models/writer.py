from django.db import models
from django.utils.translation import gettext_lazy as _

from pledges.models.entry import Entry
from pledges.models.partner import Partner


class Writer(models.Model):
    """A person whom a partner brought into the draft: writes along, and sees nothing else of the submitter.

    Known by address alone: whoever signs in with it – by a code sent there, like everybody – may write.
    Taking the row away shuts the door at their next request.
    """

    MOST = 5  # of one partner

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="writers", verbose_name=_("entry"))
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="writers", verbose_name=_("partner"))
    email = models.EmailField(_("e-mail address"))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("writer")
        verbose_name_plural = _("writers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "email"], name="one_writer_per_address_and_entry"),
        ]

    def __str__(self):
        return f"{self.email} – {self.entry}"

    def save(self, **kwargs):
        self.email = self.email.strip().lower()
        super().save(**kwargs)
