"""Buttons to choose one of, and inputs of the staff screens for labels in every language of the site."""

from django import forms
from django.conf import settings
from django.utils.html import format_html, format_html_join
from i18nfield.fields import I18nCharField, I18nTextField
from i18nfield.forms import I18nTextarea, I18nTextInput
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput


class Radios(forms.RadioSelect):
    """One of them is needed. Chrome tells who listens that required ones are wrong before one is pressed."""

    def use_required_attribute(self, initial):
        return False


class _LabelledLanguages:
    """One input per language, each under the name of its language instead of a placeholder that vanishes."""

    def render(self, name, value, attrs=None, renderer=None):
        return super().render(name, value, {"placeholder": "", **(attrs or {})}, renderer)

    def format_output(self, rendered_widgets, id_) -> str:
        names = dict(settings.LANGUAGES)
        enabled = [(i, code) for i, code in enumerate(self.locales) if code in self.enabled_locales]
        rows = format_html_join(
            "",
            '<div class="w-mb-4"><label class="w-field__label" for="{}_{}" lang="{}">{}</label>{}</div>',
            (
                (id_, i, code, names.get(code, code), rendered)
                for (i, code), rendered in zip(enabled, rendered_widgets, strict=True)
            ),
        )
        return format_html('<div role="group" id="{}" aria-label="{}">{}</div>', id_, self.field.label, rows)


class LanguagesInput(_LabelledLanguages, I18nTextInput):
    pass


class LanguagesTextarea(_LabelledLanguages, I18nTextarea):
    widget = AdminAutoHeightTextInput


register_form_field_override(I18nCharField, override={"widget": LanguagesInput})
register_form_field_override(I18nTextField, override={"widget": LanguagesTextarea})
