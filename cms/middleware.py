"""Kept pages before anybody asks who or where they are: what stands behind this adds the same every time.

The first answer goes the whole way and leaves its headers with the page, as they came out; from then on the
page and its epoch are all that is looked up. An address that answers many choices is answered so, too,
when a page has to be made anew: the headers of one choice are those of any other. Whoever has a session,
sends something along or asks with a condition other than a tag goes the whole way.
"""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response

from cms import epochs, serving
from cms.kept import Place, pages

# Of addresses; when there are more, it begins anew. Longer ones are made up, and would only fill the memory.
MOST, LONGEST = 4096, 300
UNUSUAL = ("HTTP_AUTHORIZATION", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE")

_places: dict[tuple[str, str], Place] = {}
# By the address of a gallery or a search, the headers of one choice: those of any other are the same.
_headers: dict[str, dict[str, str]] = {}


def forget() -> None:
    """Start from nothing, as a new process does."""
    serving.forget()
    _places.clear()
    _headers.clear()


class KeptPagesMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        has_query = bool(request.META.get("QUERY_STRING"))  # further in, only what matters of it is left
        response = self._answer(request)
        # There is no end of such addresses, so no CDN can be told of them.
        if "CDN-Cache-Control" in response and (has_query or not _is_public_address(request)):
            del response["CDN-Cache-Control"]
        if response.cookies and "public" in response.get("Cache-Control", ""):
            _keep_to_one(response)
        return response

    def _answer(self, request):
        if not _is_usual(request):
            return self.get_response(request)
        # As it was written: what of it matters is known further in.
        address = request.path, request.META.get("QUERY_STRING", "")
        place = _places.get(address)
        response = place and _from_memory(place, request)
        if response is None:
            response = _another_choice(request) or self._whole_way(request)
            if hasattr(request, "kept_at"):
                _learn(address, request.kept_at, response)
        return response

    def _whole_way(self, request):
        response = self.get_response(request)
        is_choice = hasattr(request, "is_choice") and response.status_code == HTTPStatus.OK
        if is_choice and not response.cookies:
            _headers[request.path] = dict(response.headers)
        return response


def _is_usual(request) -> bool:
    return (
        request.method == "GET"
        and request.META.get("CONTENT_LENGTH") in (None, "", "0")
        and not any(name in request.META for name in UNUSUAL)
        # Whoever names a character set has their question read by it, and gets another answer to the same.
        and request.encoding is None
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and _is_at_home(request)
    )


def _is_at_home(request) -> bool:
    """Whether it is us who were asked; whoever asks for another host is refused further in."""
    try:
        return bool(request.get_host())
    except DisallowedHost:
        return False


def _is_public_address(request) -> bool:
    return request.get_host() == urlsplit(settings.PUBLIC_ADDRESS).netloc


def _keep_to_one(response) -> None:
    """A cookie that comes or goes is one visitor's: a shared cache would hand it to the next."""
    response["Cache-Control"] = "private, no-cache"
    del response["CDN-Cache-Control"]


def _from_memory(place: Place, request) -> HttpResponse | None:
    """None if something has changed, or if this was never answered the whole way."""
    page = pages.get(place.key) if place.stands(epochs.of(request)) else None
    if page is None or HTTPStatus.OK not in page.finished:
        return None
    response = HttpResponse(page.body, headers=page.finished[HTTPStatus.OK])
    if "HTTP_IF_NONE_MATCH" in request.META:
        response = get_conditional_response(request, response["ETag"], response=response)
    if response.status_code == HTTPStatus.OK:
        return response
    headers = page.finished.get(HTTPStatus.NOT_MODIFIED)
    return headers and HttpResponseNotModified(headers=headers)


def _another_choice(request) -> HttpResponse | None:
    """None where the whole way may lead elsewhere.

    That is to whoever may hear "not changed", with other headers; for a NUL, which is left out further in;
    for more parameters than are allowed; and where the page or its frame is not what it was.
    """
    headers, asked = _headers.get(request.path), request.META.get("QUERY_STRING", "")
    if headers is None or "HTTP_IF_NONE_MATCH" in request.META or "%00" in asked or len(asked) > LONGEST:
        return None
    response = serving.another_choice(request)
    if response is None or response.status_code != HTTPStatus.OK:
        return None
    body = response.content
    own = {"ETag": response["ETag"], "Content-Length": str(len(body))}
    return HttpResponse(body, headers={**headers, **own})


def _learn(address: tuple[str, str], place: Place, response) -> None:
    page = pages.get(place.key)
    if page is None or response.cookies or sum(map(len, address)) > LONGEST:
        return
    page.finished.setdefault(response.status_code, dict(response.headers))
    if len(_places) >= MOST:
        _places.clear()
    _places[address] = place
