import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.search import index

from campaign.models import Campaign, Kind, Question, TargetGroup, Theme
from people.languages import main_language, site_languages
from people.models import Municipality, Organisation, Region
from pledges import states
from pledges.querysets import EntryQuerySet
from pledges.states import State


class Entry(index.Indexed, models.Model):
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

    title = models.CharField(_("title"), max_length=120, blank=True)
    summary = models.CharField(_("summary"), max_length=400, blank=True)
    description = models.TextField(_("description"), max_length=8000, blank=True)
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

    # Only what everybody may read is searchable: a hit must not betray anything else.
    search_fields = [
        index.SearchField("title", boost=3),
        index.SearchField("summary", boost=2),
        index.SearchField("description"),
        index.SearchField("place"),
        index.FilterField("campaign_id"),
    ]

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
    def palette(self) -> int:
        """The palette of the pattern that stands in for a photograph."""
        themes = self.themes.all()
        return themes[0].palette if themes else 2

    def submitters(self) -> list[str]:
        """Addresses that letters about the entry go to: its writer and its contact person, each once.

        Whoever has left the organisation, or is forgotten, gets no letters about it any more.
        """
        staying = self.organisation.people.filter(pk=self.created_by_id, is_active=True).exists()
        writer = self.created_by if staying else None
        addresses = [writer.email if writer else "", self.contact_email]
        return list(dict.fromkeys(address.lower() for address in addresses if address))

    @property
    def pattern_seed(self) -> str:
        return self.reference or str(self.uuid)


class Answer(models.Model):
    """What an entry answers to one question of its campaign."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["question__order", "question_id"]
        constraints = [models.UniqueConstraint(fields=["entry", "question"], name="one_answer_per_question")]

    def __str__(self):
        return f"{self.question}: {self.text[:60]}"
