from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from campaign.models import Campaign
from cms.blocks import SHORT_TEXT_FEATURES, BodyBlock, ContactBlock


class NewsIndexPage(Page):
    """The news of one language, newest first."""

    introduction = RichTextField(_("introduction"), blank=True, features=SHORT_TEXT_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.NewsPage"]

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")


class NewsPage(Page):
    """A press release or a news article.

    `issued_at` is when it was first issued in any language and is the same in all of them;
    `published_at` is when this language version appeared.
    """

    class Kind(models.TextChoices):
        PRESS_RELEASE = "press_release", _("Press release")
        NEWS = "news", _("News")

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
    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news articles")

    @property
    def appeared_at(self):
        """When this language version became public, as shown to readers."""
        return self.published_at or self.first_published_at

    @property
    def lag(self) -> timedelta | None:
        """Calendar days from the first issue to this language version; None until it is published."""
        if self.appeared_at is None:
            return None
        days = timezone.localdate(self.appeared_at) - timezone.localdate(self.issued_at)
        return max(days, timedelta(0))
