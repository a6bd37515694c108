"""Root addresses: staff under /admin/, everything public under its language."""

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, reverse_lazy
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from cms import urls as cms_urls
from cms.views.segment_editor import SegmentWords, upload_translations
from cms.views.translating import TranslatePageView
from judging.views.site_history import SiteHistoryView
from people.views.staff_account import StaffAccountView

urlpatterns = [
    path("admin/account/", require_admin_access(StaffAccountView.as_view()), name="wagtailadmin_account"),
    path(
        "admin/reports/site-history/",
        require_admin_access(SiteHistoryView.as_view()),
        name="wagtailadmin_history",
    ),
    path(
        "admin/reports/site-history/results/",
        require_admin_access(SiteHistoryView.as_view(results_only=True)),
        name="wagtailadmin_history_results",
    ),
    # In place of rooms of wagtail-localize; their names leave them to those who edit pages (people/rooms.py).
    path(
        "admin/localize/submit/page/<int:page_id>/",
        require_admin_access(TranslatePageView.as_view()),
        name="wagtail_localize_submit",
    ),
    path(
        "admin/localize/jsi18n/",
        require_admin_access(SegmentWords.as_view()),
        name="wagtail_localize_words",
    ),
    path(
        "admin/localize/translate/<int:translation_id>/pofile/upload/",
        require_admin_access(upload_translations),
        name="wagtail_localize_upload",
    ),
    path(
        "admin/localize/reports/<path:report>",
        RedirectView.as_view(url=reverse_lazy("translations:index")),
        name="wagtail_localize_report",
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("", include(cms_urls.neutral)),
    path("", include("campaign.urls")),
    path("documents/", include(wagtaildocs_urls)),
    *([path("demo/", include("demo.urls"))] if apps.is_installed("demo") else []),
    *i18n_patterns(
        path("", include("people.urls")),
        path("", include("pledges.urls")),
        path("", include(cms_urls)),
        path("", include(wagtail_urls)),
    ),
]
