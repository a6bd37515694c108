from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField

from cms import home
from cms.blocks import SHORT_TEXT_FEATURES, BodyBlock
from cms.models.plain_language import InPlainLanguage


class HomePage(Page):
    """The front of one language. All languages' homes are translations of each other."""

    introduction = RichTextField(_("introduction"), blank=True, features=SHORT_TEXT_FEATURES)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    # It is the language, which nobody says in words.
    override_translatable_fields = [BaseTranslatableField("slug")]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "home": home.Home(self)}


class ContentPage(InPlainLanguage, Page):
    """Running text: about, data protection, instructions."""

    lead = RichTextField(_("lead"), blank=True, features=SHORT_TEXT_FEATURES)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("plain_body", classname="collapsed"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        *InPlainLanguage.search_fields,
    ]
    parent_page_types = ["cms.HomePage", "cms.ContentPage", "cms.CampaignPage"]
    subpage_types = ["cms.ContentPage"]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")
