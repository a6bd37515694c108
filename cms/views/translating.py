"""Giving a page to be translated by segment, around the views of wagtail-localize."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.edit_translation import edit_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

from people.languages import name_in_words


class TranslatePageView(SubmitPageTranslationView):
    """Lets what stands in for a translation stand in for it until that is published.

    wagtail-localize makes a page of its own of each alias at once. Readers would be told that the text of the
    original, which is all that is there yet, is in the language it is to be translated into.
    """

    @transaction.atomic
    def form_valid(self, form):
        pages = (
            self.object.get_descendants(inclusive=True)
            if form.cleaned_data["include_subtree"]
            else [self.object]
        )
        locales = list(form.cleaned_data["locales"])
        Page.objects.select_for_update().get(pk=self.object.pk)  # of two editors at once one finds it done
        for page in pages:
            source, _made = TranslationSource.get_or_create_from_instance(page.specific)
            for locale in locales:
                self._submit(source, page, locale)
        languages = ", ".join(name_in_words(one.language_code) for one in locales)
        messages.success(self.request, self.get_success_message(languages))
        only = self.object.get_translation(locales[0]) if len(locales) == 1 else None
        return redirect(self.get_success_url() or self.get_default_success_url(only))

    def _submit(self, source, page, locale):
        there = page.get_translation_or_none(locale)
        if there and not there.alias_of_id:
            return  # written already, be it by hand
        translation, _made = Translation.objects.update_or_create(
            source=source, target_locale=locale, defaults={"enabled": True}
        )
        if there is None:
            translation.save_target(user=self.request.user, publish=False)


def translate(request, pk: int, code: str):
    """Leads to where the version of a page in a language is written.

    Where it is translated by segment, what has changed in the original is taken over first.
    """
    page = get_object_or_404(Page, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    there = page.get_translations().filter(locale__language_code=code).first()
    source = TranslationSource.objects.filter(
        object_id=page.translation_key,
        locale=page.locale_id,
        translations__enabled=True,
        translations__target_locale__language_code=code,
    ).first()
    if there is None or (there.alias_of_id and source is None):
        submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        return redirect(f"{submit}?{urlencode({'select_locale': code})}")
    edit = reverse("wagtailadmin_pages:edit", args=[there.pk])
    if source and page.last_published_at and source.last_updated_at < page.last_published_at:
        update = reverse("wagtail_localize:update_translations", args=[source.pk])
        return redirect(f"{update}?{urlencode({'next': edit})}")
    return redirect(edit)


def translate_alias(request, page: Page):
    """The segments of an alias that was given to be translated, or None."""
    waiting = (
        page.alias_of_id
        and Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
        ).first()
    )
    return edit_translation(request, waiting, page) if waiting else None
