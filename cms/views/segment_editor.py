"""What the script of the editor of segments asks for: its words, and that a segment is kept."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseBadRequest, JsonResponse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation.trans_real import catalog
from django.views.i18n import JavaScriptCatalog

from cms.translation_words import SCRIPT


class SegmentWords(JavaScriptCatalog):
    """What the script of the editor says, in our own words where we have any."""

    packages = ["wagtail_localize"]

    def get_catalog(self):
        held = catalog()._catalog  # without the language that gettext would fall back to
        return {**super().get_catalog(), **{text: held[text] for text in SCRIPT if text in held}}


def kept(view):
    """For an address at which the editor keeps one segment: says what is wrong instead of failing."""

    def answer(request, **where):
        try:
            with transaction.atomic():
                return view(request, **where)
        except MultiValueDictKeyError:
            return HttpResponseBadRequest()
        except ValidationError as wrong:
            said = {"segment_id": where.get("string_segment_id"), "data": request.POST["value"]}
            said |= {"error": wrong.messages[0], "comment": "", "last_translated_by": None}
            return JsonResponse(said)

    return answer
