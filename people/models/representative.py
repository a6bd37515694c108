from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Organisation


class Representative(models.Model):
    """A person who acts for an organisation."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Main representative")
        MEMBER = "member", _("Representative")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="representations", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="representatives", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.MEMBER)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_representation_per_person"),
        ]

    def __str__(self):
        return f"{self.user} – {self.organisation}"
