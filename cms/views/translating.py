"""Giving a page to be translated by segment, around the views of wagtail-localize."""

from contextlib import suppress
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.edit_translation import edit_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.closed_versions import kept_closed
from people.languages import name_in_words


class TranslatePageView(SubmitPageTranslationView):
    """Lets what stands in for a translation stand in for it until that is published.

    wagtail-localize makes a page of its own of each alias at once. Readers would be told that the text of the
    original, which is all that is there yet, is in the language it is to be translated into.
    """

    def get_object(self):
        page = super().get_object()
        return page.alias_of.specific if page.alias_of_id else page  # an alias has no text of its own

    def form_valid(self, form):
        locales = list(form.cleaned_data["locales"])
        try:
            self._submit_all(form.cleaned_data["include_subtree"], locales)
        except ValidationError as wrong:  # a campaign has one page in each language
            messages.error(self.request, " ".join(wrong.messages))
            return redirect(self.request.get_full_path())
        languages = ", ".join(name_in_words(one.language_code) for one in locales)
        messages.success(self.request, self.get_success_message(languages))
        only = self.object.get_translation(locales[0]) if len(locales) == 1 else None
        return redirect(self.get_success_url() or self.get_default_success_url(only))

    @transaction.atomic
    def _submit_all(self, with_those_below: bool, locales: list):
        # Of two editors at once one finds it done.
        Locale.objects.select_for_update(no_key=True).get(pk=self.object.locale_id)
        below = self.object.get_descendants() if with_those_below else []
        for page in [self.object, *below]:
            original = (page.alias_of or page).specific
            source, _new = TranslationSource.update_or_create_from_instance(original)
            for locale in locales:
                self._submit(source, original, locale)

    def _submit(self, source, page, locale):
        there = page.get_translation_or_none(locale)
        if locale.pk == page.locale_id or (there and not there.alias_of_id):
            return  # written already, be it by hand
        waiting = Translation.objects.filter(source__object_id=source.object_id, target_locale=locale)
        waiting.exclude(source=source).delete()  # it is translated from one language; texts are kept
        translation, _new = waiting.update_or_create(
            source=source, target_locale=locale, defaults={"enabled": True}
        )
        if there is None:
            translation.save_target(user=self.request.user, publish=False)


class RenewTranslationsView(UpdateTranslationsView):
    """Takes over what has changed in an original, and publishes only versions that are published already."""

    @transaction.atomic
    def form_valid(self, form):
        self.object.update_from_db()
        for translation in self.object.translations.filter(enabled=True):
            version = translation.get_target_instance()
            with kept_closed(translation), suppress(ValidationError):
                if form.cleaned_data["publish_translations"] and version.live and not version.alias_of_id:
                    translation.save_target(user=self.request.user, publish=True)
                else:
                    self.object.update_target_view_restrictions(translation.target_locale)
        messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url() or self.get_default_success_url())


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


def edit_segments(request, page: Page):
    """The segments of a version, or of the alias in its place, that was given to be translated, or None."""
    waiting = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
    if waiting is None:
        return _not_any_more(request)
    with transaction.atomic(), kept_closed(waiting):  # it is published after that
        return edit_translation(request, waiting, page)


def _not_any_more(request):
    """For whoever still has segments open whose original was deleted, or whose translation was stopped."""
    if request.method != "POST" or "title" in request.POST:
        return None
    messages.error(request, _("This page is not translated by segment any more. Nothing was published."))
    return redirect(request.path)
