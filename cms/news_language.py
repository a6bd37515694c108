"""In which language a new article is written, asked before it is begun: each has its own list."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from wagtail.admin.views.pages.choose_parent import ChooseParentView

from people.languages import name_in_words


class _ListChoice(forms.ModelChoiceField):
    def label_from_instance(self, page) -> str:
        return f"{capfirst(name_in_words(page.locale.language_code))} – {page.get_admin_display_title()}"


class NewsLanguageForm(forms.Form):
    parent_page = _ListChoice(
        queryset=None, label=gettext_lazy("Language"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, lists, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent_page"].queryset = lists


class NewsLanguageView(ChooseParentView):
    """Who may write in one language only is not asked."""

    page_title = gettext_lazy("Language of the article")

    # Wagtail would take the first language without a word.
    locale = None

    def get_valid_parent_pages(self, user):
        return super().get_valid_parent_pages(user).select_related("locale").order_by("locale_id", "path")

    def get_form(self):
        typed = self.request.POST if self.request.method == "POST" else None
        return NewsLanguageForm(self.get_valid_parent_pages(self.request.user), typed)
