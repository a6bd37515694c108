from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from judging.models.panel import Panel
from judging.querysets import JurorQuerySet
from judging.states import JUROR_MOVES, JurorState


class Juror(models.Model):
    """A person's seat in a panel: invited by letter, and theirs once they accept.

    `languages` are those in which they can judge (codes, empty: not said); `most_entries` how many they
    want at most.
    """

    MOVES = JUROR_MOVES

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="jurors", verbose_name=_("panel"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="jurorships", verbose_name=_("person")
    )
    state = models.CharField(_("state"), max_length=12, choices=JurorState, default=JurorState.INVITED)
    invited_at = models.DateTimeField(_("invited"), auto_now_add=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    declined_why = models.TextField(_("why they declined"), blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    most_entries = models.PositiveIntegerField(
        _("at most this many entries"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    # The role came with this seat: it goes when the rehearsal goes that the seat is in.
    brought_role = models.BooleanField(default=False, editable=False)
    objects = JurorQuerySet.as_manager()

    class Meta:
        verbose_name = _("juror")
        verbose_name_plural = _("jurors")
        constraints = [
            models.UniqueConstraint(fields=["panel", "user"], name="one_seat_per_person_and_panel"),
            models.CheckConstraint(
                condition=~models.Q(state=JurorState.ACCEPTED) | models.Q(accepted_at__isnull=False),
                name="jurors_who_take_part_have_accepted",
            ),
        ]

    def __str__(self):
        return str(self.user)

    @property
    def takes_part(self) -> bool:
        """The seat has been accepted, and they have not withdrawn."""
        return self.state == JurorState.ACCEPTED
