"""What the editor of segments asks for beside its page: the words of its script, a file of translations."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import catalog
from django.views.decorators.http import require_POST
from django.views.i18n import JavaScriptCatalog
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.views.edit_translation import upload_pofile

from cms.translation_words import SCRIPT

MARK_OF_A_FILE = b"X-WagtailLocalize-TranslationID"


class SegmentWords(JavaScriptCatalog):
    """What the script of the editor says, in our own words where we have any."""

    packages = ["wagtail_localize"]

    def get_catalog(self):
        held = catalog()._catalog  # without the language that gettext would fall back to
        return {**super().get_catalog(), **{text: held[text] for text in SCRIPT if text in held}}


@require_POST
def upload_translations(request, translation_id: int):
    """wagtail-localize's own answers a form without a file, or with somebody else's, with an error."""
    file = request.FILES.get("file")
    if file is None or MARK_OF_A_FILE not in file.read():
        messages.error(request, _("Please upload a valid PO file."))
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
    file.seek(0)
    return upload_pofile(request, translation_id)
