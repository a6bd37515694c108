from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.models.pages import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaign.models import Campaign
from cms import front
from cms.blocks import (
    BodyBlock,
    ContactBlock,
    KeyFigureBlock,
)
from cms.languages import address_of, title_of
from cms.models.plain_language import InPlainLanguage
from judging.open_data import awarded, hidden_awards, public_result
from people.languages import Said
from pledges.views import awards, elsewhere, figures, organisations, public, themes

# Translators: a part of web addresses, in small letters without spaces, with the slash at the end.
GALLERY = _("entries/")
# Translators: a part of web addresses, in small letters without spaces, with the slash at the end.
STATISTICS = _("statistics/")
TABLE = pgettext_lazy("web address", "table/")
# Translators: a part of web addresses, in small letters without spaces, with the slash at the end.
THEMES = _("themes/")
# Translators: a part of web addresses, in small letters without spaces, with the slash at the end.
AWARDS = _("awards/")
# Translators: a part of web addresses, in small letters without spaces, with the slash at the end.
ORGANISATIONS = _("organisations/")


class CampaignPageQuerySet(PageQuerySet):
    def offered(self):
        """Published, in a language of the site."""
        return self.live().filter(locale__language_code__in=dict(settings.LANGUAGES))

    def for_everybody(self):
        """Those that no door of the editors keeps anybody from: a campaign without one is not public."""
        return self.offered().public()

    def in_order(self):
        """With what addresses and fronts are made of."""
        return (
            self.select_related("locale", "campaign__owner")
            .defer_streamfields()
            .order_by("campaign_id", "path")
        )


class CampaignPage(InPlainLanguage, Page):
    """Where a campaign lives in one language; its gallery and entry pages have addresses below it."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="campaign_pages", verbose_name=_("campaign")
    )
    key_figures = StreamField([("key_figure", KeyFigureBlock())], verbose_name=_("key figures"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    contacts = StreamField([("contact", ContactBlock())], verbose_name=_("contact persons"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("campaign"),
        FieldPanel("key_figures"),
        FieldPanel("body"),
        FieldPanel("contacts"),
        FieldPanel("plain_body", classname="collapsed"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("body"), *InPlainLanguage.search_fields]
    override_translatable_fields = [SynchronizedField("campaign", overridable=False)]
    objects = PageManager.from_queryset(CampaignPageQuerySet)()
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ContentPage", "cms.ProgrammePage"]

    @path(GALLERY)
    def gallery(self, request):
        return public.gallery(request, self)

    @path(STATISTICS)
    def statistics(self, request):
        return figures.figures(request, self)

    @path(format_lazy("{}{}", STATISTICS, TABLE))
    def statistics_table(self, request):
        return figures.figures_table(request, self)

    @path(THEMES)
    def themes(self, request):
        return themes.themes(request, self)

    @path(format_lazy("{}<str:slug>/", THEMES))
    def theme(self, request, slug):
        return themes.theme(request, self, slug)

    @path(AWARDS)
    def awards(self, request):
        return awards.awards(request, self, awarded, hidden_awards)

    @path(format_lazy("{}<str:key>/", ORGANISATIONS))
    def organisation(self, request, key):
        return organisations.organisation(request, self, key, awarded)

    @path(format_lazy("{}<str:reference>/", GALLERY))
    def entry(self, request, reference):
        return public.entry(request, self, reference, public_result)

    @path(format_lazy("{}<str:reference>/<str:part>/", GALLERY))
    def shared(self, request, reference, part):
        return elsewhere.shared(request, self, reference, part, public_result)

    class Meta:
        verbose_name = _("campaign page")
        verbose_name_plural = _("campaign pages")

    # Addresses are asked for in the language of the page.

    @property
    def address(self) -> str:
        return address_of(self)

    @property
    def said_title(self) -> Said:
        return title_of(self)

    @property
    def gallery_address(self) -> str:
        return self.address + self.reverse_subpage("gallery")

    @property
    def themes_address(self) -> str:
        return self.address + self.reverse_subpage("themes")

    @property
    def awards_address(self) -> str:
        return self.address + self.reverse_subpage("awards")

    def theme_address(self, slug: str) -> str:
        return self.address + self.reverse_subpage("theme", [slug])

    def organisation_address(self, key: str) -> str:
        """By its public id."""
        return self.address + self.reverse_subpage("organisation", [key])

    def entry_address(self, reference: str) -> str:
        return self.address + self.reverse_subpage("entry", [reference])

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "front": front.Front(self)}

    def clean(self):
        super().clean()
        if self.campaign_id and self.campaign.is_rehearsal:
            raise ValidationError({"campaign": _("A rehearsal has no public page.")})
        twins = CampaignPage.objects.filter(campaign=self.campaign_id, locale=self.locale_id)
        if self.campaign_id and twins.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"campaign": _("This campaign has a page in this language already.")}, code="unique"
            )
