import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from campaign import deadlines
from campaign.contrast import on_accent
from people.models import Organisation


class Kind(models.TextChoices):
    PLEDGE = "pledge", _("Pledge")
    INITIATIVE = "initiative", _("Initiative")


def site_time_zone() -> str:
    return settings.TIME_ZONE


def validate_time_zone(value):
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(value)s” is not a known time zone, such as Europe/Helsinki."), params={"value": value}
        )


colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("A colour such as #12245e."))


def validate_accent(value):
    if colour.regex.search(value) and on_accent(value) is None:
        raise ValidationError(_("White text cannot be read on this colour. Choose a darker one."))


class CampaignQuerySet(models.QuerySet):
    def open(self, at=None):
        at = at or timezone.now()
        # The same inclusive second as deadlines.phase_of.
        return self.filter(opens_at__lte=at, closes_at__gte=at.replace(microsecond=0))

    def newest_first(self):
        return self.order_by("-opens_at", "-pk")


class Campaign(models.Model):
    """A call for pledges and initiatives that is open for some weeks.

    Moments are stored in UTC and shown in the campaign's own time zone. `closes_at` is inclusive to
    the second; `publishes_at` is when accepted entries may first be seen; results stay secret until
    `announces_at`.
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
    reference_prefix = models.CharField(
        _("start of reference numbers"),
        max_length=20,
        validators=[
            RegexValidator(r"^[A-ZÅÄÖ0-9]+(-[A-ZÅÄÖ0-9]+)*$", _("Capital letters, digits and hyphens."))
        ],
        help_text=_("KOTO-2015 gives KOTO-2015-0001, KOTO-2015-0002 …"),
    )
    last_reference_number = models.PositiveIntegerField(default=0, editable=False)
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
                condition=Q(pledges_allowed=True) | Q(initiatives_allowed=True),
                name="campaign_allows_a_kind",
                violation_error_message=_("Choose at least one kind of entry."),
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
    def phase(self):
        return deadlines.phase_of(self)

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
        Campaign.objects.filter(pk=self.pk).update(last_reference_number=F("last_reference_number") + count)
        self.refresh_from_db(fields=["last_reference_number"])
        last = self.last_reference_number
        return [f"{self.reference_prefix}-{number:04d}" for number in range(last - count + 1, last + 1)]
