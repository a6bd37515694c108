"""Addresses in place of rooms of wagtail-localize, and of what Wagtail's scripts say.

Those of wagtail-localize are left to those who edit pages, by their names.
"""

from django.urls import path, reverse_lazy
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access
from wagtail_localize.views.edit_translation import edit_override, edit_string_translation

from cms.views.script_words import SegmentWords, staff_words
from cms.views.segment_editor import kept
from cms.views.translating import RenewTranslationsView, TranslatePageView
from cms.views.translations_file import upload_translations

urlpatterns = [
    path(
        "localize/submit/page/<int:page_id>/",
        require_admin_access(TranslatePageView.as_view()),
        name="wagtail_localize_submit",
    ),
    path(
        "localize/update/<int:translation_source_id>/",
        require_admin_access(RenewTranslationsView.as_view()),
        name="wagtail_localize_update",
    ),
    path("jsi18n/", staff_words, name="wagtailadmin_javascript_catalog"),
    path("localize/jsi18n/", require_admin_access(SegmentWords.as_view()), name="wagtail_localize_words"),
    path(
        "localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
        require_admin_access(kept(edit_string_translation)),
        name="wagtail_localize_string",
    ),
    path(
        "localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
        require_admin_access(kept(edit_override)),
        name="wagtail_localize_override",
    ),
    path(
        "localize/translate/<int:translation_id>/pofile/upload/",
        require_admin_access(upload_translations),
        name="wagtail_localize_upload",
    ),
    path(
        "localize/reports/<path:report>",
        RedirectView.as_view(url=reverse_lazy("translations:index")),
        name="wagtail_localize_report",
    ),
]
