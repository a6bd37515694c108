from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaign.models import Campaign
from cms import programme
from cms.blocks import TEXT_FEATURES, BodyBlock, MilestoneBlock, QuoteBlock
from cms.hosted import open_to


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
    override_translatable_fields = [SynchronizedField("campaign", overridable=False)]
    parent_page_types = ["cms.HomePage", "cms.CampaignPage"]
    subpage_types = []

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        # The page of the campaign in the same language, if the reader may open it.
        host = open_to(request).get(self.campaign_id, {}).get(self.locale.language_code)
        return {**context, "programme": programme.Programme(self.campaign, host)}

    class Meta:
        verbose_name = _("programme page")
        verbose_name_plural = _("programme pages")
