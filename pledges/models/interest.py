from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Organisation
from pledges.models.entry import Entry


class Interest(models.Model):
    """An organisation that would like to take part in a public initiative, and says so to its submitter.

    Nobody else reads of it. Taking it back deletes the row. Who is invited becomes a `Partner` as well.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="interests", verbose_name=_("entry"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="interests", verbose_name=_("organisation")
    )
    words = models.TextField(_("what it could bring"), max_length=400)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(max_length=12)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("registered by")
    )
    created_at = models.DateTimeField(_("registered"), auto_now_add=True)
    declined_at = models.DateTimeField(_("declined"), null=True, editable=False)
    answer = models.TextField(_("answer"), max_length=1000, blank=True, editable=False)

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "organisation"], name="one_interest_per_organisation_and_entry"
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=False) | Q(answer=""), name="only_who_declines_answers"
            ),
        ]

    def __str__(self):
        return f"{self.organisation} – {self.entry}"

    def save(self, **kwargs):
        self.email = self.email.strip().lower()
        super().save(**kwargs)
