"""The one door of open data: everybody may read, nobody is known, and what has not changed is not sent.

An answer is kept in memory for its epoch, as pages are, under its path and what the address understands of
the query. What is streamed is not kept, nor what was searched for, nor what follows a cursor: a reader who
goes through everything would push out what many want.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import get_origin
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from ninja import Schema

from cms import epochs
from cms.api import problems
from cms.api.freshness import Change, last_change
from cms.kept import KeptPage, Place, pages

METHODS = "GET, HEAD, OPTIONS"
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Last-Modified, Link",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
# Kept by anybody, but never used again without asking: a withdrawal takes effect at the next request.
CACHING = "public, no-cache"
# What has no end of forms, or is wanted once by each reader.
UNKEPT = ("q", "cursor")


@dataclass(frozen=True)
class KeptData(KeptPage):
    """`change` is the last one before it was made."""

    change: Change | None = None


def door(view, understood: type[Schema] | None = None):
    """The view answers GET; HEAD, OPTIONS and whatever else somebody tries is answered here.

    `understood` is the shape of what the view reads of a query; nothing else reaches it.
    """

    @wraps(view)
    def opened(request, *args, **kwargs):
        if request.method == "OPTIONS":
            response = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": METHODS, **PREFLIGHT})
        elif request.method not in ("GET", "HEAD"):
            refused = problems.Problem(HTTPStatus.METHOD_NOT_ALLOWED, "method", f"Use one of {METHODS}.")
            response = problems.answer(refused)
            response["Allow"] = METHODS
        else:
            response = _read(request, understood, lambda: view(request, *args, **kwargs))
        for name, value in CORS.items():
            response[name] = value
        return response

    opened.csrf_exempt = True  # nothing is written, and nobody is signed in
    return opened


def _read(request, understood, view: Callable[[], HttpResponse]) -> HttpResponse:
    asked, request.method = request.method, "GET"
    try:
        language = _language(request)
        _leave_what_is_understood(request, understood)
        with translation.override(language):
            response, change = _kept_or_made(request, view)
    except problems.Problem as problem:
        return problems.answer(problem)
    finally:
        request.method = asked
    if response.status_code != HTTPStatus.OK:
        return response
    response.headers.setdefault("Content-Language", language)
    response.headers.setdefault("Cache-Control", CACHING)
    return _without_body(request, _unless_known(request, response, change))


def _leave_what_is_understood(request, understood: type[Schema] | None) -> None:
    """The query in one form, however it was written; a cursor stands last, as where a list goes on."""
    pairs, fields = [], understood.model_fields if understood else {}
    for name in sorted(fields, key=lambda name: (name in UNKEPT, name)):
        values = request.GET.getlist(name)
        is_list = get_origin(fields[name].annotation) is list
        pairs += [(name, value) for value in (sorted(set(values)) if is_list else values[-1:])]
    request.META["QUERY_STRING"] = urlencode(pairs)
    request.GET = QueryDict(request.META["QUERY_STRING"])


def _kept_or_made(request, view) -> tuple[HttpResponse, Change]:
    """The answer, and the last change that it is sure to know of."""
    made = None

    def make():
        nonlocal made
        change = last_change()
        response = view()
        made = response, change
        if response.status_code != HTTPStatus.OK or response.streaming:
            return None
        return KeptData.of(response.content, response["Content-Type"], change=change)

    if any(request.GET.get(name) for name in UNKEPT):
        kept = make()
    else:
        key = (request.path, request.META["QUERY_STRING"], epochs.of(request).of_data)
        request.kept_at = Place(key, lambda now: now.of_data)
        kept = pages.get_or_make(key, make)
    return (kept.response(), kept.change) if kept else made


def _unless_known(request, response, change: Change) -> HttpResponse:
    """The response, or 304 to somebody who has it.

    What is small is compared by what is in it. What is streamed is not there yet: it is compared by the
    last change of anything, as dates are, and not while that is so fresh that another may be on its way.
    """
    changed_at = int(change.at.timestamp())
    response.headers["Last-Modified"] = http_date(changed_at)
    if response.streaming and change.is_settled:
        response.headers["ETag"] = change.tag(request.get_full_path())
    comparable = changed_at if change.is_settled else None
    return get_conditional_response(request, response.headers.get("ETag"), comparable, response)


def _without_body(request, response) -> HttpResponse:
    if request.method != "HEAD" or response.status_code != HTTPStatus.OK:
        return response
    if not response.streaming:
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
        return response
    response.streaming_content = ()  # nothing has been made of it yet, so nobody knows how long it is
    return response


def _language(request) -> str:
    language = request.GET.get("lang", "") or settings.LANGUAGE_CODE
    if language not in dict(settings.LANGUAGES):
        known = ", ".join(dict(settings.LANGUAGES))
        raise problems.wrong("lang", f"This site speaks {known}.")
    return language
