import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from campaign.models import Campaign, Kind, TargetGroup, Theme
from campaign.patterns import palette_of
from people.languages import main_language, site_languages
from people.models import Municipality, Organisation, Region, User
from pledges import states
from pledges.addressees import submitters_of
from pledges.origins import fingerprint
from pledges.querysets import EntryQuerySet
from pledges.states import State

# In which years an entry may begin and end.
YEARS = range(2000, 2100)


class Every(models.IntegerChoices):
    """How many months pass between two reports of what became of an entry."""

    MONTH = 1, _("Every month")
    QUARTER = 3, _("Every three months")
    HALF_YEAR = 6, _("Every six months")
    YEAR = 12, _("Once a year")
    AT_THE_END = 0, _("Once, at the end")


class Entry(models.Model):
    """A pledge or an initiative.

    `reference` (KOTO-2015-0042) is given at the first submission and never changes; before that, and
    in private addresses, `uuid` names the entry. `version` counts saves: an edit made on an older
    version is noticed instead of overwriting.
    """

    MOVES = states.MOVES

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="entries", verbose_name=_("campaign"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT, editable=False)
    reference = models.CharField(_("reference number"), max_length=32, null=True, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="entries", verbose_name=_("organisation")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )
    language = models.CharField(
        _("language of the text"), max_length=12, choices=site_languages, default=main_language
    )

    example = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="followers",
        verbose_name=_("follows the example of"),
    )

    title = models.CharField(_("title"), max_length=120, blank=True)
    summary = models.CharField(_("summary"), max_length=400, blank=True)
    description = models.TextField(_("description"), max_length=8000, blank=True)
    plain_summary = models.CharField(_("summary in plain language"), max_length=600, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="entries", verbose_name=_("themes"))
    target_groups = models.ManyToManyField(
        TargetGroup, blank=True, related_name="entries", verbose_name=_("target groups")
    )
    tags = TaggableManager(_("free tags"), blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, verbose_name=_("region"))
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, verbose_name=_("municipality")
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    image = models.CharField(max_length=64, blank=True, editable=False)
    image_alt = models.CharField(_("description of the image"), max_length=200, blank=True)
    starts_on = models.DateField(_("begins"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    report_every = models.PositiveSmallIntegerField(_("reports"), choices=Every, null=True, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact person's e-mail"), blank=True)
    contact_phone = models.CharField(_("contact person's phone"), max_length=40, blank=True)

    external_id = models.CharField(_("identifier in the source"), max_length=120, blank=True, editable=False)
    screening_note = models.TextField(_("message from screening"), blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        indexes = [models.Index(fields=["campaign", "state", "-submitted_at", "-id"])]
        permissions = [("screen_entry", "Can accept, return and decline entries")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="entry_state_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="entry_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN])
                | Q(reference__isnull=False, submitted_at__isnull=False),
                name="received_entries_have_a_reference",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="entry_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                F("campaign"),
                F("external_id"),
                condition=~Q(external_id=""),
                name="one_entry_per_external_id",
            ),
        ]

    def __str__(self):
        return (
            f"{self.reference} {self.title}".strip()
            if self.reference
            else self.title or str(_("Untitled draft"))
        )

    @property
    def is_editable(self) -> bool:
        """It is with its writers, who may change it."""
        return self.state in states.EDITABLE

    @property
    def palette(self) -> int:
        """The palette of the pattern that stands in for a photograph."""
        themes = self.themes.all()
        return themes[0].palette if themes else palette_of(self.pattern_seed)

    @property
    def text_fingerprint(self) -> str:
        return fingerprint(self.language, self.title, self.summary, self.description, self.plain_summary)

    def submitters(self) -> list[tuple[str, str]]:
        """Address and language of those whom letters go to: the writer and the contact person, each once.

        Whoever has left the organisation, or is forgotten, gets no letters about it any more. Those with
        an account chose their language there; to others we write in that of the entry.
        """
        return submitters_of([self])[self.pk]

    def addressed(self, writer: User | None, languages: dict[str, str]) -> list[tuple[str, str]]:
        """The same once it is known whether its writer stays, and which address chose which language."""
        addresses = [writer.email if writer else "", self.contact_email.lower()]
        addresses = list(dict.fromkeys(filter(None, addresses)))
        return [(address, languages.get(address, self.language)) for address in addresses]

    @property
    def pattern_seed(self) -> str:
        return self.reference or str(self.uuid)
