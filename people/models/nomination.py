from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Organisation
from people.models.representative import Representative


class Nomination(models.Model):
    """Somebody is asked to act for an organisation. They do so only once they have signed in and said yes.

    Known by address alone: whoever never answers gets no account.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="nominations", verbose_name=_("organisation")
    )
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(
        _("role"), max_length=8, choices=Representative.Role, default=Representative.Role.MEMBER
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("asked by")
    )
    created_at = models.DateTimeField(_("asked"), auto_now_add=True)

    class Meta:
        verbose_name = _("invitation to act for an organisation")
        verbose_name_plural = _("invitations to act for an organisation")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"], name="one_nomination_per_address_and_organisation"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Representative.Role.values), name="nomination_role_known"
            ),
        ]

    def __str__(self):
        return f"{self.email} – {self.organisation}"
