"""What the script of the editor of segments asks for: that a segment is kept."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseBadRequest, JsonResponse
from django.utils.datastructures import MultiValueDictKeyError


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
