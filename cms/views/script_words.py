"""What the scripts of the admin ask for: their words, in our own where we have any."""

from django.utils.translation.trans_real import catalog
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

from cms.translation_words import SCRIPT, STAFF_SCRIPT


class ScriptWords(JavaScriptCatalog):
    """The words of a library's scripts, of which we say those in `ours` ourselves."""

    ours: tuple[str, ...] = ()

    def get_catalog(self):
        held = catalog()._catalog  # without the language that gettext would fall back to
        return {**super().get_catalog(), **{text: held[text] for text in self.ours if text in held}}


class SegmentWords(ScriptWords):
    """Those of the editor of segments."""

    packages = ["wagtail_localize"]
    ours = SCRIPT


class StaffWords(ScriptWords):
    """Those of Wagtail's admin."""

    packages = ["wagtail.admin"]
    ours = STAFF_SCRIPT


def staff_words(request):
    """In the language that somebody chose for the admin, as Wagtail does it."""
    return get_localized_response(StaffWords.as_view(), request)
