"""Reading one thing on a staff screen."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.translation import get_language
from i18nfield.strings import LazyI18nString
from wagtail.admin.views import generic


class EveryLanguageInspectView(generic.InspectView):
    """Shows labels in every language, not only in the reader's, and moments on the reader's clock."""

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        if value is None or value == "":
            return "–"
        if not isinstance(value, LazyI18nString):
            return value
        texts = value.data if isinstance(value.data, dict) else {get_language(): str(value)}
        return format_html_join(
            "",
            '<p><strong>{}</strong><br><span lang="{}">{}</span></p>',
            ((name, code, texts[code]) for code, name in settings.LANGUAGES if texts.get(code)),
        )
