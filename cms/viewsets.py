"""Staff listing of the news: what appeared when in which language, and what is still missing."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.models import NewsPage
from people.viewsets.lean import LabelledColumn


def _minute(moment) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""


def _lag(page: NewsPage) -> str:
    if page.lag is None:
        return _("not published")
    if not page.lag.days:
        return _("same day")
    return ngettext("%(days)d day", "%(days)d days", page.lag.days) % {"days": page.lag.days}


def _missing(page: NewsPage) -> str:
    """Languages in which no version of the article is published."""
    return ", ".join(name for code, name in settings.LANGUAGES if not getattr(page, f"is_live_in_{code}"))


class NewsListView(IndexView):
    table_classname = "listing full-width stacked"

    def get_base_queryset(self):
        versions = Page.objects.live().filter(translation_key=OuterRef("translation_key"))
        live_in = {
            f"is_live_in_{code}": Exists(versions.filter(locale__language_code=code))
            for code, _name in settings.LANGUAGES
        }
        return super().get_base_queryset().annotate(**live_in)


class NewsMenuItem(MenuItem):
    def is_shown(self, request):
        policy = PagePermissionPolicy()
        return policy.user_has_any_permission(request.user, NewsListView.any_permission_required)


class NewsListing(PageListingViewSet):
    model = NewsPage
    name = "news"
    url_prefix = "news"
    icon = "doc-full"
    menu_label = gettext_lazy("News")
    menu_order = 150
    menu_item_class = NewsMenuItem
    add_to_admin_menu = True
    index_view_class = NewsListView
    ordering = "-issued_at"
    list_filter = ["kind", "locale", "campaign"]
    columns = [
        *[column for column in IndexView.base_columns if column.name in ("bulk_actions", "title")],
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display", sort_key="kind"),
        LabelledColumn(
            "issued_at",
            label=gettext_lazy("First issued"),
            accessor=lambda page: _minute(page.issued_at),
            sort_key="issued_at",
        ),
        LabelledColumn(
            "appeared_at",
            label=gettext_lazy("Published"),
            accessor=lambda page: _minute(page.appeared_at),
        ),
        LabelledColumn("lag", label=gettext_lazy("Behind the first issue"), accessor=_lag),
        LabelledColumn("missing", label=gettext_lazy("Missing in"), accessor=_missing),
        *[column for column in IndexView.base_columns if column.name == "status"],
    ]
