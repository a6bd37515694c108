from datetime import timedelta

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from campaign.models import Campaign
from cms.blocks import BodyBlock, ContactBlock


class NewsQuerySet(PageQuerySet):
    def newest_first(self):
        """By the time at which this language version appeared."""
        return self.order_by(Coalesce("published_at", "first_published_at").desc(), "-pk")


class NewsPage(Page):
    """A press release or a news article.

    `issued_at` is when it was first issued in any language and is the same in all of them;
    `published_at` is when this language version appeared.
    """

    class Kind(models.TextChoices):
        PRESS_RELEASE = "press_release", _("Press release")
        NEWS = "news", pgettext_lazy("one article", "News")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.NEWS)
    publisher = models.CharField(_("publisher"), max_length=160, blank=True)
    issued_at = models.DateTimeField(_("first issued"), default=timezone.now)
    published_at = models.DateTimeField(
        _("published in this language"),
        null=True,
        blank=True,
        help_text=_("Left empty, it is the moment this version is first published."),
    )
    lead = models.TextField(_("lead"), max_length=600)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    contacts = StreamField([("contact", ContactBlock())], verbose_name=_("contact persons"), blank=True)
    campaign = models.ForeignKey(
        Campaign,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="news",
        verbose_name=_("campaign"),
        help_text=_("The article links to the campaign and carries its hashtag."),
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel(name) for name in ("kind", "publisher", "issued_at", "published_at")],
            heading=_("Issue"),
        ),
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("contacts"),
        FieldPanel("campaign"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("body"),
        index.FilterField("kind"),
    ]
    # When a version appeared is a fact of its own.
    override_translatable_fields = [
        TranslatableField("published_at"),
        SynchronizedField("campaign", overridable=False),
    ]
    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types = []
    objects = PageManager.from_queryset(NewsQuerySet)()

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news articles")

    @property
    def appeared_at(self):
        """When this language version became public, as shown to readers."""
        return self.published_at or self.first_published_at

    @property
    def shown_at(self):
        """The same in a preview: what nobody has published yet appears now."""
        return self.appeared_at or timezone.now()

    @property
    def is_late(self) -> bool:
        """Readers of this language had to wait, be it a minute: others had it before, or an editor says so.

        The version that appears first was not issued while its draft waited.
        """
        if self.appeared_at is None or self.appeared_at.replace(second=0, microsecond=0) <= self.issued_at:
            return False
        if self.published_at:
            return True
        return self.get_translations().filter(first_published_at__lt=self.first_published_at).exists()

    @property
    def campaign_host(self):
        """The page of the campaign in the language of the article."""
        pages = self.campaign.campaign_pages.live() if self.campaign else Page.objects.none()
        return pages.filter(locale=self.locale_id).first()

    @property
    def lag(self) -> timedelta | None:
        """Calendar days from the first issue to this language version; None until it is published."""
        if self.appeared_at is None:
            return None
        days = timezone.localdate(self.appeared_at) - timezone.localdate(self.issued_at)
        return max(days, timedelta(0))
