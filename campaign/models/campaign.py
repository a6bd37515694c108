import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import connection, models
from django.db.models import F, Q
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from campaign import deadlines
from campaign.contrast import on_accent
from campaign.reach import within
from campaign.states import Changes
from people.files.formats import FileKind
from people.models import Organisation

MOST_GRACE = 180
# Nobody is shown these.
INTERNAL = {"last_reference_number"}


class Kind(models.TextChoices):
    PLEDGE = "pledge", _("Pledge")
    INITIATIVE = "initiative", _("Initiative")


class PartnerRule(models.TextChoices):
    ALL_CONFIRMED = "all_confirmed", _("Nothing can be sent before every invited partner has answered")
    CONFIRMED_ONLY = "confirmed_only", _("Partners that have not confirmed are left out of what is sent")


def site_time_zone() -> str:
    return settings.TIME_ZONE


def validate_time_zone(value):
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(value)s” is not a known time zone, such as Europe/Helsinki."), params={"value": value}
        )


def any_document() -> list[str]:
    return [FileKind.PDF, FileKind.PICTURE, FileKind.OFFICE]


colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("A colour such as #12245e."))


def validate_accent(value):
    if colour.regex.search(value) and on_accent(value) is None:
        raise ValidationError(_("White text cannot be read on this colour. Choose a darker one."))


# Sent after campaigns were written by `update()`, which sends no signal of its own: `keys` are theirs.
updated = Signal()


class CampaignQuerySet(models.QuerySet):
    def update(self, **values):
        keys = [] if set(values) <= INTERNAL else list(self.values_list("pk", flat=True))
        number = super().update(**values)
        if keys:
            updated.send(self.model, keys=keys)
        return number

    def open(self, at=None):
        at = at or timezone.now()
        # The same inclusive second as deadlines.phase_of.
        return self.real().filter(opens_at__lte=at, closes_at__gte=at.replace(microsecond=0))

    def newest_first(self):
        return self.order_by("-opens_at", "-pk")

    def real(self):
        """No rehearsals, in which everything is invented."""
        return self.filter(rehearsal_of=None)

    def in_reach_of(self, user):
        """Those that a member of staff works for."""
        return self.filter(within(user))

    def rehearsals(self):
        return self.exclude(rehearsal_of=None)


class Campaign(models.Model):
    """A call for pledges and initiatives that is open for some weeks.

    Moments are stored in UTC and shown in the campaign's own time zone. `closes_at` is inclusive to
    the second; `publishes_at` is when accepted entries may first be seen; results stay secret until
    `announces_at`. `first_closes_at` is the closing that was first made known, once it has been moved.
    Personal data that is not public is erased at `erases_at`. A rehearsal is a copy of another campaign
    with invented entries, never public, whose letters are never sent.
    """

    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    title = I18nCharField(_("title"))
    slogan = I18nCharField(_("slogan"), blank=True)
    aim = I18nTextField(_("aim"), blank=True)
    hashtag = models.CharField(
        _("hashtag"),
        max_length=60,
        blank=True,
        validators=[RegexValidator(r"^#\w+$", _("A hashtag starts with # and has no spaces."))],
    )
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="campaigns", verbose_name=_("owner"))
    pledges_allowed = models.BooleanField(_("pledges can be filed"), default=True)
    initiatives_allowed = models.BooleanField(_("initiatives can be filed"), default=True)
    partner_rule = models.CharField(
        _("unanswered invitations"), max_length=16, choices=PartnerRule, default=PartnerRule.CONFIRMED_ONLY
    )
    min_partners = models.PositiveSmallIntegerField(
        _("fewest partners of an initiative"),
        default=0,
        help_text=_("Partners that have confirmed. A pledge can always be made alone."),
    )
    max_partners = models.PositiveSmallIntegerField(
        _("most partners of an entry"),
        null=True,
        blank=True,
        help_text=_("Invited ones count too. Leave empty for no limit."),
    )
    entries_per_organisation = models.PositiveSmallIntegerField(
        _("most entries of one organisation"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Counts everything sent in, also what was withdrawn later. Leave empty for no limit."),
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default="#12245e",
        validators=[colour, validate_accent],
    )
    time_zone = models.CharField(
        _("time zone"), max_length=60, default=site_time_zone, validators=[validate_time_zone]
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(
        _("closes"), help_text=_("Entries are accepted up to and including this second.")
    )
    publishes_at = models.DateTimeField(
        _("entries are published from"), help_text=_("No entry is public before this moment.")
    )
    announces_at = models.DateTimeField(
        _("results are announced"), help_text=_("Decisions and awards stay secret until this moment.")
    )
    grace_minutes = models.PositiveSmallIntegerField(
        _("minutes of grace"),
        default=0,
        validators=[MaxValueValidator(MOST_GRACE)],
        help_text=_(
            "For so many minutes after closing, drafts are still taken. The public is never told; staff "
            "see it at the entry. At most 180."
        ),
    )
    changes_after_sending = models.CharField(
        _("changes after sending"),
        max_length=8,
        choices=Changes,
        default=Changes.NONE,
        help_text=_("Until closing, and as long as screening has not decided on the entry."),
    )
    partners_freeze_at = models.DateTimeField(
        _("partners can be changed until"),
        null=True,
        blank=True,
        help_text=_(
            "After that nobody is invited and no partner removed; who has been invited may still answer. "
            "Leave empty to let the list change as long as the text."
        ),
    )
    first_closes_at = models.DateTimeField(null=True, editable=False)
    erases_at = models.DateTimeField(
        _("personal data is erased"),
        help_text=_(
            "Answers with personal data, contact details that are not public and unsent drafts go then."
        ),
    )
    reference_prefix = models.CharField(
        _("start of reference numbers"),
        max_length=20,
        validators=[
            RegexValidator(r"^[A-ZÅÄÖ0-9]+(-[A-ZÅÄÖ0-9]+)*$", _("Capital letters, digits and hyphens."))
        ],
        help_text=_("KOTO-2015 gives KOTO-2015-0001, KOTO-2015-0002 …"),
    )
    attachments_most = models.PositiveSmallIntegerField(
        _("attachments per entry"),
        default=0,
        validators=[MaxValueValidator(20)],
        help_text=_("How many files may be attached, beside those that questions ask for. 0: none."),
    )
    attachment_megabytes = models.PositiveSmallIntegerField(
        _("size of a file in megabytes"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(25)],
        help_text=_("The largest file that is taken. A picture has at most 10 megabytes in any case."),
    )
    attachment_kinds = models.JSONField(_("kinds of files"), default=any_document)
    last_reference_number = models.PositiveIntegerField(default=0, editable=False)
    rehearsal_of = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="rehearsals"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")),
                name="campaign_opens_before_closing",
                violation_error_message=_("The campaign must open before it closes."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__lt=F("announces_at")),
                name="campaign_closes_before_results",
                violation_error_message=_("Results can be announced only after closing."),
            ),
            models.CheckConstraint(
                condition=Q(grace_minutes__lte=MOST_GRACE), name="campaign_grace_is_short"
            ),
            models.CheckConstraint(
                condition=Q(partners_freeze_at=None) | Q(partners_freeze_at__gt=F("opens_at")),
                name="campaign_opens_before_partners_freeze",
                violation_error_message=_("Partners can be frozen only after opening."),
            ),
            models.CheckConstraint(
                condition=Q(announces_at__lt=F("erases_at")),
                name="campaign_erases_after_results",
                violation_error_message=_("Personal data is needed until the results are announced."),
            ),
            models.CheckConstraint(
                condition=Q(pledges_allowed=True) | Q(initiatives_allowed=True),
                name="campaign_allows_a_kind",
                violation_error_message=_("Choose at least one kind of entry."),
            ),
            models.CheckConstraint(
                condition=Q(max_partners__isnull=True) | Q(min_partners__lte=F("max_partners")),
                name="campaign_partner_limits_meet",
                violation_error_message=_("The most partners cannot be fewer than the fewest."),
            ),
            models.UniqueConstraint(
                fields=["reference_prefix"],
                name="campaign_reference_prefix_unique",
                violation_error_message=_("Another campaign uses this start already."),
            ),
        ]

    def __str__(self):
        return str(self.title)

    @property
    def is_rehearsal(self) -> bool:
        return self.rehearsal_of_id is not None

    @property
    def phase(self):
        return deadlines.phase_of(self)

    @property
    def are_partners_frozen(self) -> bool:
        until = self.partners_freeze_at
        return until is not None and deadlines.end_of(until) <= timezone.now()

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def kinds(self) -> list[str]:
        allowed = {Kind.PLEDGE: self.pledges_allowed, Kind.INITIATIVE: self.initiatives_allowed}
        return [kind for kind, is_allowed in allowed.items() if is_allowed]

    def next_reference(self) -> str:
        return self.next_references(1)[0]

    def next_references(self, count: int) -> list[str]:
        """Take the next reference numbers. Call inside a transaction: a rollback gives them back."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {Campaign._meta.db_table} SET last_reference_number = last_reference_number + %s"  # noqa: S608
                " WHERE id = %s RETURNING last_reference_number",
                [count, self.pk],
            )
            [last] = cursor.fetchone()
        self.last_reference_number = last
        return [f"{self.reference_prefix}-{number:04d}" for number in range(last - count + 1, last + 1)]
