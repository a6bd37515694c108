import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Organisation
from pledges.models.entry import Entry
from pledges.querysets import PartnerQuerySet
from pledges.states import PARTNER_MOVES, PartnerState


class Partner(models.Model):
    """An organisation that takes part in somebody else's entry. It is named only once it has confirmed.

    `key` is what the link in the invitation carries; answering or withdrawing replaces it, so that a
    link works once.
    """

    MOVES = PARTNER_MOVES

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="partners", verbose_name=_("entry"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="partnerships", verbose_name=_("organisation")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=PartnerState, default=PartnerState.INVITED, editable=False
    )
    role = models.CharField(_("role"), max_length=120)
    contribution = models.CharField(_("contribution"), max_length=400, blank=True)
    email = models.EmailField(_("e-mail address of the invited person"))
    language = models.CharField(max_length=12)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    answer_note = models.TextField(_("answer"), blank=True, editable=False)
    corrected = models.BooleanField(_("corrected by the partner"), default=False, editable=False)
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "organisation"],
                condition=Q(state__in=[PartnerState.INVITED, PartnerState.CONFIRMED]),
                name="one_standing_partnership_per_organisation",
            ),
            models.CheckConstraint(condition=Q(state__in=PartnerState.values), name="partner_state_known"),
            models.CheckConstraint(
                condition=Q(state=PartnerState.INVITED) | Q(answered_at__isnull=False),
                name="answered_partners_have_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.organisation} – {self.entry}"
