from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.blocks import SHORT_TEXT_FEATURES
from cms.models.news import NewsPage

PER_LIST = 20
# What each kind is called where all of it is chosen.
KINDS = {NewsPage.Kind.PRESS_RELEASE: _("Press releases"), NewsPage.Kind.NEWS: _("News")}


class NewsIndexPage(Page):
    """The news of one language, newest first."""

    introduction = RichTextField(_("introduction"), blank=True, features=SHORT_TEXT_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.NewsPage"]
    # What it understands in an address.
    parameters = frozenset({"kind", "p"})

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def get_context(self, request, *args, **kwargs):
        kind = request.GET.get("kind", "")
        news = NewsPage.objects.child_of(self).live().public().newest_first().defer_streamfields()
        if kind in NewsPage.Kind.values:
            news = news.filter(kind=kind)
        shown = Paginator(news, PER_LIST).get_page(request.GET.get("p"))
        context = super().get_context(request, *args, **kwargs)
        return {**context, "news": shown, "kind": kind, "kinds": KINDS.items()}
