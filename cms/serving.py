"""Every address that a page answers: from memory for whoever has no session, through Wagtail otherwise.

A gallery and the other parts of a campaign, such as its entries, are found by their address alone; no page
tree is walked. A page is kept for its epoch, under its path and, for a gallery or a search, what
was asked in its canonical form. Nothing is kept of a page that editors closed, that an answer other than
200 came from, or that set a cookie.
"""

from collections.abc import Callable
from copy import copy
from http import HTTPStatus
from types import SimpleNamespace
from urllib.parse import quote_plus

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from wagtail import views as wagtail

from cms import epochs, navigation
from cms.epochs import Epoch
from cms.kept import KeptPage, Place, pages
from judging.open_data import public_result
from pledges.gallery import Gallery
from pledges.stencils import Kept, Stencil, hole
from pledges.views import elsewhere, public

# A shared cache may show a page for one second, and for another one while it asks for the next.
SHARED_SECONDS = 1
# These say nothing of the time left, and are costly.
DRAWN = ("statistics", "statistics_table")
READING = ("GET", "HEAD")
_frames = Kept(most=64)
# Of pages that are a frame filled in, by their address: the language and the view.
_framed: dict[str, tuple[str, Callable]] = {}


def forget() -> None:
    """Start from nothing, as a new process does."""
    pages.clear()
    navigation.forget()
    _frames.clear()
    _framed.clear()


def serve(request, path: str):
    if not _is_nobody(request):
        return _drawing(request) or _for_somebody(request, path)
    epoch = epochs.of(request)
    if not epoch.hosts.is_one_site:
        return wagtail.serve(request, path)
    page = epoch.hosts.galleries.get(request.path)
    if page:
        return _gallery(request, page, epoch)
    if request.path in epoch.hosts.parts:
        return _part(request, *epoch.hosts.parts[request.path], (), epoch)
    above, _slash, last = request.path.rstrip("/").rpartition("/")
    if f"{above}/" in epoch.hosts.shelves:
        return _part(request, *epoch.hosts.shelves[f"{above}/"], (last,), epoch)
    above, _slash, reference = above.rpartition("/")
    page = epoch.hosts.galleries.get(f"{above}/")
    if page:
        return _shared(request, page, reference, last, epoch)
    return _any_page(request, path, epoch)


def _is_nobody(request) -> bool:
    """Whoever has no session is shown what everybody is shown."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return request.method in READING and not has_session and "Authorization" not in request.headers


def _for_somebody(request, path: str):
    response = wagtail.serve(request, path)
    if not request.user.is_authenticated:  # others' pages are seen to by PrivatePagesMiddleware
        patch_cache_control(response, private=True, no_cache=True)
    return response


def _drawing(request):
    """A drawing of an entry is the same for everybody, and too much work for whoever makes up a session."""
    above, _slash, part = request.path.rstrip("/").rpartition("/")
    if request.method not in READING or part not in elsewhere.DRAWN:
        return None
    epoch = epochs.of(request)
    above, _slash, reference = above.rpartition("/")
    page = epoch.hosts.galleries.get(f"{above}/") if epoch.hosts.is_one_site else None
    return page and _shared(request, page, reference, part, epoch)


def another_choice(request) -> HttpResponse | None:
    """Another choice in a gallery, or another search, without who stands in front of it and its frame.

    None if its page, or the frame around it, is not what it was.
    """
    epoch = epochs.of(request)
    if not epoch.hosts.is_one_site:
        return None
    page = epoch.hosts.galleries.get(request.path)
    if page:
        with translation.override(page.locale.language_code):
            return _gallery(request, page, epoch, draws_frame=False)
    if request.path not in _framed:
        return None
    language, view = _framed[request.path]
    with translation.override(language):
        return view(request, draws_frame=False)


def _gallery(request, page, epoch: Epoch, *, draws_frame=True):
    """None if the frame is not there and is not to be drawn."""
    stamp = epoch.stamps.get(page.campaign_id, 0)
    chosen = Gallery(page.campaign, request.GET, stamp)
    words = chosen.canonical if request.META.get("QUERY_STRING") else ""

    def make():
        frame = _frames.get(
            (page.pk, get_language(), chosen.is_filtered, epoch.of_frames),
            lambda: _frame(request, page, is_filtered=chosen.is_filtered) if draws_frame else None,
        )
        if frame is None:
            return None
        parts = public.gallery_parts(page, chosen)
        html = frame.fill({**parts, "feed": chosen.feed, **_query(words)})
        return KeptPage.of(html.encode(), "text/html; charset=utf-8")

    request.is_choice = True
    key = (request.path, words, epoch.of_campaign(page.campaign_id))
    request.kept_at = Place(key, lambda now: now.of_campaign(page.campaign_id))
    made = pages.get_or_make(key, make)
    return made and _answer(request, made, may_last=True)


def _frame(request, page, *, is_filtered: bool) -> Stencil:
    """The page around a gallery: its head, menu, languages and foot."""
    served = _as_if_served(request, page, "gallery", (), hole("query"))
    context = {
        **public.around_gallery(page),
        "form": hole("form"),
        "results": hole("results"),
        "told": hole("told"),
        "feed": hole("feed"),
        "noindex": is_filtered,
    }
    return _with_hole_for_query(render_to_string("pledges/public/gallery.html", context, served))


def framed(
    request, template: str, canonical: str, fill: Callable[[], dict[str, str]], *, draws_frame: bool
) -> HttpResponse | None:
    """A template filled in with texts, of which the part around them is rendered once for everybody.

    `canonical` is all of what was asked that makes a difference, in the form in which an address says it.
    The view is asked once more, with `draws_frame` false, for other things at its address; None if the frame
    is not there then.
    """
    epoch = epochs.of(request)
    if not (_is_nobody(request) and epoch.hosts.is_one_site):
        return render(_with_query(request, canonical), template, fill())

    def make():
        texts = fill()
        frame = _frames.get(
            (template, get_language(), *(name for name, text in texts.items() if text), epoch.of_frames),
            lambda: _frame_of(request, template, texts) if draws_frame else None,
        )
        if frame is None:
            return None
        return KeptPage.of(frame.fill({**texts, **_query(canonical)}).encode(), "text/html; charset=utf-8")

    key = (request.path, canonical, epoch.of_everything)
    request.kept_at = Place(key, lambda now: now.of_everything)
    request.is_choice = True
    if draws_frame:
        _framed[request.path] = get_language(), request.resolver_match.func
    made = pages.get_or_make(key, make)
    return made and _answer(request, made)


def _frame_of(request, template: str, texts: dict[str, str]) -> Stencil:
    holes = {name: hole(name) if text else "" for name, text in texts.items()}
    anybody = copy(request)  # the request itself still says what was asked
    anybody.META = request.META.copy()
    return _with_hole_for_query(render_to_string(template, holes, _with_query(anybody, hole("query"))))


def _with_hole_for_query(html: str) -> Stencil:
    """The links to the other languages keep the choice: plainly, and within another address."""
    html = html.replace(f"%3F{hole('query')}", hole("quoted_query"))
    return Stencil(html.replace(f"?{hole('query')}", hole("query")))


def _query(words: str) -> dict[str, str]:
    return {"query": f"?{words}" if words else "", "quoted_query": quote_plus(f"?{words}") if words else ""}


def _as_if_served(request, page, route: str, args: tuple, query: str):
    """The request as Wagtail's own way would have prepared it, with an address of our own writing."""
    request.served_page = page
    request.routable_resolver_match = SimpleNamespace(url_name=route, args=args, kwargs={})
    return _with_query(request, query)


def _with_query(request, query: str):
    request.META["QUERY_STRING"], request.GET = query, QueryDict(query)
    return request


def _part(request, page, route: str, args: tuple[str, ...], epoch: Epoch):
    """A part of a campaign's page by its route: an entry, a theme, the statistics."""
    _as_if_served(request, page, route, args, "")
    of = Epoch.of_drawing if route in DRAWN else Epoch.of_campaign
    key = (request.path, "", of(epoch, page.campaign_id))
    request.kept_at = Place(key, lambda now: of(now, page.campaign_id))
    # On the page of one of many, an entry may stand that no longer says so when a CDN is told of it.
    may_last = not args
    return _kept_or_made(request, key, lambda: getattr(page, route)(request, *args), may_last=may_last)


def _shared(request, page, reference: str, part: str, epoch: Epoch):
    _as_if_served(request, page, "shared", (reference, part), "")
    key = (request.path, "", epoch.of_drawing(page.campaign_id))

    def view():
        return elsewhere.shared(request, page, reference, part, public_result)

    answer = _kept_or_made(request, key, view)
    return elsewhere.for_all_sites(answer) if part == elsewhere.FRAME else answer


def _any_page(request, path: str, epoch: Epoch):
    """A page without what was added to its address, unless the page knows what that means."""
    asked, query = request.GET, request.META.get("QUERY_STRING", "")
    key = (request.path, "", epoch.of_everything)
    may_last = request.path in epoch.hosts.fronts
    response = _kept_or_made(
        _with_query(request, ""), key, lambda: wagtail.serve(request, path), may_last=may_last
    )
    kept = pages.get(key)
    if kept and kept.parameters.intersection(asked):
        request.META["QUERY_STRING"], request.GET = query, asked
        return wagtail.serve(request, path)
    request.kept_at = Place(key, lambda now: now.of_everything)
    return response


def _kept_or_made(request, key, view, *, may_last=False):
    """The page of a view, kept if everybody may have it; any other answer as it is."""
    other = None

    def make():
        nonlocal other
        response = view()
        if hasattr(response, "render"):
            response.render()
        # Wagtail says so of a page that editors closed, whoever may read it.
        is_closed = "no-store" in response.get("Cache-Control", "")
        if response.status_code != HTTPStatus.OK or response.cookies or is_closed:
            other = response
            return None
        parameters = getattr(request.served_page.specific_class, "parameters", frozenset())
        return KeptPage.of(response.content, response["Content-Type"], parameters=parameters)

    kept = pages.get_or_make(key, make)
    return _answer(request, kept, may_last=may_last) if kept else other


def _answer(request, page: KeptPage, *, may_last=False):
    """`may_last`: a CDN may keep it, as `cms.purging` names the address whenever an entry on it changes."""
    response = page.response()
    patch_cache_control(
        response, public=True, max_age=0, s_maxage=SHARED_SECONDS, stale_while_revalidate=SHARED_SECONDS
    )
    if settings.CDN_SECONDS and may_last:
        response["CDN-Cache-Control"] = f"public, max-age={settings.CDN_SECONDS}"
    patch_vary_headers(response, ["Cookie"])
    return get_conditional_response(request, etag=response["ETag"], response=response)
