"""A file of translations that comes back from a translator."""

import polib
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.views.edit_translation import upload_pofile

MARK_OF_A_FILE = "X-WagtailLocalize-TranslationID"


@require_POST
def upload_translations(request, translation_id: int):
    """wagtail-localize's own answers a form without a file, or with somebody else's, with an error."""
    try:
        if MARK_OF_A_FILE not in _metadata(request.FILES.get("file")):
            raise ValueError
        with transaction.atomic():
            return upload_pofile(request, translation_id)
    except ValueError:  # what else it finds that is no file of translations
        wrong = _("Please upload a valid PO file.")
    except ValidationError as error:
        wrong = error.messages[0]
    messages.error(request, wrong)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


def _metadata(file) -> dict:
    """What the head of a PO file says, nothing where it is none."""
    if file is None:
        return {}
    try:
        text = file.read().decode("utf-8-sig", errors="replace")
        return polib.pofile(f"{text}\n").metadata  # with a line end it is never taken for the name of a file
    except (OSError, ValueError):
        return {}
    finally:
        file.seek(0)
