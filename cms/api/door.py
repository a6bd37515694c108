"""The one door of open data: everybody may read, nobody is known, and what has not changed is not sent."""

import hashlib
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from cms.api import problems
from cms.api.freshness import last_change

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


def door(view):
    """The view answers GET; HEAD, OPTIONS and whatever else somebody tries is answered here."""

    @wraps(view)
    def opened(request, *args, **kwargs):
        if request.method == "OPTIONS":
            response = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": METHODS, **PREFLIGHT})
        elif request.method not in ("GET", "HEAD"):
            refused = problems.Problem(HTTPStatus.METHOD_NOT_ALLOWED, "method", f"Use one of {METHODS}.")
            response = problems.answer(refused)
            response["Allow"] = METHODS
        else:
            response = _read(request, view, args, kwargs)
        for name, value in CORS.items():
            response[name] = value
        return response

    opened.csrf_exempt = True  # nothing is written, and nobody is signed in
    return opened


def _read(request, view, args, kwargs) -> HttpResponse:
    asked, request.method = request.method, "GET"
    try:
        language = _language(request)
        with translation.override(language):
            response = view(request, *args, **kwargs)
    except problems.Problem as problem:
        return problems.answer(problem)
    finally:
        request.method = asked
    if response.status_code != HTTPStatus.OK:
        return response
    response.headers.setdefault("Content-Language", language)
    response.headers.setdefault("Cache-Control", CACHING)
    return _without_body(request, _unless_known(request, response))


def _unless_known(request, response) -> HttpResponse:
    """The response, or 304 to somebody who has it.

    What is small is compared by what is in it. What is streamed is not there yet: it is compared by the
    last change of anything, as dates are, and not while that is so fresh that another may be on its way.
    """
    change = last_change()
    changed_at = int(change.at.timestamp())
    response.headers["Last-Modified"] = http_date(changed_at)
    if not response.streaming:
        response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    elif change.is_settled:
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
