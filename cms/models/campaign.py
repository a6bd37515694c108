from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from campaign.models import Campaign
from cms import front, programme
from cms.blocks import (
    TEXT_FEATURES,
    BodyBlock,
    ContactBlock,
    KeyFigureBlock,
    MilestoneBlock,
    QuoteBlock,
)
from cms.languages import address_of
from judging.open_data import public_result
from pledges.views import public

# Translators: a part of web addresses, in small letters without spaces, with the slash at the end.
GALLERY = _("entries/")


class CampaignPage(RoutablePageMixin, Page):
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
    ]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ContentPage", "cms.ProgrammePage"]

    @path(GALLERY)
    def gallery(self, request):
        return public.gallery(request, self)

    @path(format_lazy("{}<str:reference>/", GALLERY))
    def entry(self, request, reference):
        return public.entry(request, self, reference, public_result)

    class Meta:
        verbose_name = _("campaign page")
        verbose_name_plural = _("campaign pages")

    # Addresses are asked for in the language of the page.

    @property
    def address(self) -> str:
        return address_of(self)

    @property
    def gallery_address(self) -> str:
        return self.address + self.reverse_subpage("gallery")

    def entry_address(self, reference: str) -> str:
        return self.address + self.reverse_subpage("entry", [reference])

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "front": front.Front(self)}

    def clean(self):
        super().clean()
        twins = CampaignPage.objects.filter(campaign=self.campaign_id, locale=self.locale_id)
        if self.campaign_id and twins.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"campaign": _("This campaign has a page in this language already.")}, code="unique"
            )


class ProgrammePage(Page):
    """The partnership programme of a campaign: what was selected and awarded, as a publication."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="programme_pages", verbose_name=_("campaign")
    )
    introduction = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)
    views = StreamField(
        [("quote", QuoteBlock())],
        verbose_name=_("views of the actors"),
        blank=True,
        help_text=_("How associations, companies, municipalities and others see the subject."),
    )
    milestones = StreamField([("milestone", MilestoneBlock())], verbose_name=_("milestones"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("campaign"),
        FieldPanel("introduction"),
        FieldPanel("views"),
        FieldPanel("milestones"),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    parent_page_types = ["cms.HomePage", "cms.CampaignPage"]
    subpage_types = []

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, "programme": programme.Programme(self.campaign, self.host)}

    @property
    def host(self) -> CampaignPage | None:
        """The page of the campaign in the same language."""
        hosts = self.campaign.campaign_pages.live().filter(locale=self.locale_id)
        return hosts.select_related("campaign").first()

    class Meta:
        verbose_name = _("programme page")
        verbose_name_plural = _("programme pages")
