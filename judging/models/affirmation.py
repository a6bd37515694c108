from django.db import models
from django.utils.translation import gettext_lazy as _

from judging.models.juror import Juror
from people.models import Organisation


class Affirmation(models.Model):
    """A juror has looked through the organisations that take part and named those they are involved with.

    `organisations` are the keys of all that were listed; those named are kept as ties.
    """

    juror = models.ForeignKey(Juror, models.CASCADE, related_name="affirmations", verbose_name=_("juror"))
    at = models.DateTimeField(_("affirmed"), auto_now_add=True)
    organisations = models.JSONField(_("organisations"), default=list)

    class Meta:
        verbose_name = _("affirmation")
        verbose_name_plural = _("affirmations")

    def __str__(self):
        return str(self.juror)


class Tie(models.Model):
    """A juror has said to be involved with an organisation: they judge nothing that it takes part in."""

    juror = models.ForeignKey(Juror, models.CASCADE, related_name="ties", verbose_name=_("juror"))
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="ties", verbose_name=_("organisation")
    )
    reason = models.TextField(_("reason"))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("tie")
        verbose_name_plural = _("ties")
        constraints = [
            models.UniqueConstraint(
                fields=["juror", "organisation"], name="one_tie_per_juror_and_organisation"
            )
        ]

    def __str__(self):
        return f"{self.juror} – {self.organisation}"
