import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaign.deadlines import closing_for
from people.models import Organisation
from pledges.models.entry import Entry
from pledges.querysets import PartnerQuerySet
from pledges.states import PARTNER_MOVES, STANDING, TAKING_PART, PartnerState, State

DAYS_TO_ANSWER = 21


def days_to_answer() -> datetime:
    """The last second of a minute, which is how deadlines are read."""
    return (timezone.now() + timedelta(days=DAYS_TO_ANSWER)).replace(second=59, microsecond=0)


class Partner(models.Model):
    """An organisation that takes part in somebody else's entry.

    It is named in public only once it has agreed to take part and to be named. `key` is what the link
    in the invitation carries: it opens nothing but the answer, once, in time, and is made anew for each
    invitation. `own_key` opens the partner's page about its part, for as long as it takes part.
    """

    MOVES = PARTNER_MOVES

    class AnsweredFrom(models.TextChoices):
        """How whoever answered came to it, for those who judge whether it was the organisation."""

        SIGN_IN = "sign_in", _("Answered by somebody who had signed in and acts for the organisation here.")
        REPRESENTATIVES = "representatives", _("Answered from the letter to those who act for it here.")
        LETTER = "letter", _("Answered from the letter to the address that the submitter gave:")
        HANDED_ON = (
            "handed_on",
            _("Answered from a link that the submitter handed on, by somebody who gave this address:"),
        )

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="partners", verbose_name=_("entry"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="partnerships", verbose_name=_("organisation")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=PartnerState, default=PartnerState.INVITED, editable=False
    )
    role = models.CharField(_("role"), max_length=120)
    contribution = models.CharField(_("contribution"), max_length=400, blank=True)
    corrected_from = models.JSONField(
        _("said of it before its correction"), default=dict, blank=True, editable=False
    )
    may_use_name = models.BooleanField(_("may be named in public"), default=False, editable=False)
    may_use_logo = models.BooleanField(_("logo may be shown in public"), default=False, editable=False)
    # Empty when the submitter hands the link on, until whoever answers gives theirs.
    email = models.EmailField(_("e-mail address of the invited person"), blank=True)
    language = models.CharField(max_length=12)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    own_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    answered_from = models.CharField(
        _("answered from"), max_length=16, choices=AnsweredFrom, blank=True, editable=False
    )
    answer_note = models.TextField(_("answer"), blank=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("invited by"),
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True, editable=False)
    expires_at = models.DateTimeField(_("to be answered by"), default=days_to_answer, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "organisation"],
                condition=Q(state__in=sorted(STANDING)),
                name="one_standing_partnership_per_organisation",
            ),
            models.CheckConstraint(condition=Q(state__in=PartnerState.values), name="partner_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=[PartnerState.INVITED, PartnerState.EXPIRED])
                | Q(answered_at__isnull=False),
                name="answered_partners_have_a_time",
            ),
            models.CheckConstraint(
                condition=Q(may_use_name=False, may_use_logo=False) | Q(state__in=sorted(TAKING_PART)),
                name="only_who_takes_part_may_be_named",
            ),
        ]

    def __str__(self):
        return f"{self.organisation} – {self.entry}"

    @property
    def inviter(self) -> str:
        """The person who asks, by name."""
        return (self.invited_by.get_full_name() if self.invited_by else "") or self.entry.contact_name

    @property
    def answer_by(self) -> datetime:
        """The last moment for an answer: in its own days, but no later than the entry can be sent."""
        entry = self.entry
        if entry.state == State.RETURNED:
            return min(self.expires_at, entry.campaign.announces_at)
        return min(self.expires_at, closing_for(entry.campaign, entry.organisation))

    @property
    def asked_through(self) -> str:
        """Whose hands the link went into. Those who came to act for the organisation later were not asked."""
        acting = self.organisation.representatives.all()
        if any(one.user.is_active and one.created_at <= self.invited_at for one in acting):
            return self.AnsweredFrom.REPRESENTATIVES
        return self.AnsweredFrom.LETTER if self.email else self.AnsweredFrom.HANDED_ON

    @property
    def vouched_for(self) -> bool:
        """Whether it was answered by those who act for it here, and not by whom the submitter reached."""
        given_by_submitter = (self.AnsweredFrom.LETTER, self.AnsweredFrom.HANDED_ON)
        return self.answered_from not in given_by_submitter

    @property
    def takes_part(self) -> bool:
        return self.state in TAKING_PART

    @property
    def is_named(self) -> bool:
        """Whether the public may read that this organisation takes part. The one definition of it."""
        return self.takes_part and self.may_use_name
