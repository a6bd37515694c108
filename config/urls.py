"""Root addresses: staff under /admin/, everything public under its language."""

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from cms import urls as cms_urls
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
    path("admin/", include("cms.staff_urls")),
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
