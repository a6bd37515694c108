"""Staff listings: what of the news appeared when in which language, and what waits for its translation."""

from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageTypeColumn
from wagtail.admin.views.pages.listing import GenericPageFilterSet, IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms import parity
from cms.models import NewsPage
from cms.news_language import NewsLanguageView
from cms.views.translating import translate
from people.languages import name_in_words
from people.viewsets.lean import LabelledColumn


def _minute(moment) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""


def _lag(page: NewsPage) -> str:
    if page.lag is None:
        return _("not published")
    if not page.lag.days:
        return _("same day")
    return ngettext("%(days)d day", "%(days)d days", page.lag.days) % {"days": page.lag.days}


def _missing(page) -> str:
    return ", ".join(map(name_in_words, parity.missing(page)))


class LanguagesColumn(LabelledColumn):
    """Languages, each of which leads to where its version is written."""

    cell_template_name = "cms/admin/languages_cell.html"

    def get_value(self, instance):
        return [
            (name_in_words(code), reverse("translations:translate", args=[instance.pk, code]))
            for code in super().get_value(instance)
        ]


class NewsListView(IndexView):
    table_classname = "listing full-width stacked"

    def get_base_queryset(self):
        return parity.with_languages(super().get_base_queryset())


class TranslationsListView(IndexView):
    table_classname = "listing full-width stacked"
    page_title = gettext_lazy("Translations")
    is_searchable = False  # Wagtail's search knows nothing of what these pages are chosen by
    default_ordering = "-last_published_at"
    base_filterset_class = GenericPageFilterSet
    results_template_name = "cms/admin/translations_results.html"

    def get_base_queryset(self):
        return parity.unequal(parity.with_languages(super().get_base_queryset()))


class OfPagesMenuItem(MenuItem):
    def is_shown(self, request):
        policy = PagePermissionPolicy()
        return policy.user_has_any_permission(request.user, IndexView.any_permission_required)


class NewsListing(PageListingViewSet):
    model = NewsPage
    name = "news"
    url_prefix = "news"
    icon = "doc-full"
    menu_label = gettext_lazy("News")
    menu_order = 150
    menu_item_class = OfPagesMenuItem
    add_to_admin_menu = True
    index_view_class = NewsListView
    choose_parent_view_class = NewsLanguageView
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


class TranslationsListing(PageListingViewSet):
    """Originals whose translation is missing or older than they are; nobody adds a page here."""

    model = Page
    name = "translations"
    url_prefix = "translations"
    icon = "edit"
    menu_label = gettext_lazy("Translations")
    menu_order = 160
    menu_item_class = OfPagesMenuItem
    add_to_admin_menu = True
    index_view_class = TranslationsListView
    columns = [
        *[column for column in IndexView.base_columns if column.name == "title"],
        PageTypeColumn("type", label=gettext_lazy("Kind"), accessor="page_type_display_name"),
        LabelledColumn(
            "last_published_at",
            label=gettext_lazy("Published"),
            accessor=lambda page: _minute(page.last_published_at),
            sort_key="last_published_at",
        ),
        LanguagesColumn("missing", label=gettext_lazy("Missing in"), accessor=parity.missing),
        LanguagesColumn("behind", label=gettext_lazy("Older than the original in"), accessor=parity.behind),
    ]

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"add_url_name": None, **kwargs})

    def get_urlpatterns(self):
        listing = [one for one in super().get_urlpatterns() if one.name != "choose_parent"]
        return [*listing, path("<int:pk>/<str:code>/", translate, name="translate")]
