"""Public addresses that are not pages: the bare address, search, the campaign's colour, robots."""

import re

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from wagtail.models import Site

from campaign.contrast import as_text, on_accent
from cms import epochs, serving
from cms.api.page import OpenDataPage
from cms.languages import home_in
from cms.models import AccessibilityStatement
from cms.search import Search
from people.languages import remember, site_languages
from people.models import DAYS_TO_ANSWER

YEAR = 365 * 24 * 3600


@require_safe
@vary_on_headers("Accept-Language", "Cookie")
def front(request):
    """To the home page in the visitor's language."""
    return redirect("wagtail_serve", "")


@require_safe
@never_cache
def choose_language(request, code: str):
    """To the page in the language that somebody chose; whoever never chooses gets no cookie."""
    if code not in dict(site_languages()):
        raise Http404
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return remember(HttpResponseRedirect(wanted if safe else home_in(code)), code)


@require_safe
@vary_on_headers("Accept-Language", "Cookie")
def open_data_front(request):
    """To the page about open data in the visitor's language."""
    return redirect("open_data")


@require_safe
def open_data(request):
    return render(request, "cms/open_data.html", {"open_data": OpenDataPage()})


@require_safe
def accessibility_statement(request):
    statement = AccessibilityStatement.of(Site.find_for_request(request))
    context = {
        "statement": statement,
        "said": statement.said,
        "days": DAYS_TO_ANSWER,
        "address": settings.PUBLIC_ADDRESS,
    }
    return render(request, "cms/accessibility_statement.html", context)


@require_safe
def search(request, *, draws_frame=True):
    asked = Search(epochs.of(request), *(request.GET.get(name, "") for name in ("q", "in", "page")))

    def found():
        return {"words": asked.words, "body": render_to_string("cms/search_body.html", {"search": asked})}

    return serving.framed(request, "cms/search.html", asked.canonical, found, draws_frame=draws_frame)


@require_safe
def accent(request, colour: str):
    """The colour of a campaign as a style sheet: the policy for browsers allows no inline styles."""
    accent = f"#{colour.lower()}"
    text = on_accent(accent) if re.fullmatch("#[0-9a-f]{6}", accent) else None
    if text is None:
        raise Http404
    style = f":root{{--accent:{accent};--on-accent:{text};--accent-ink:{as_text(accent)}}}\n"
    cache = {"Cache-Control": f"public, max-age={YEAR}, immutable"}
    return HttpResponse(style, content_type="text/css", headers=cache)


@require_safe
def rendition(request, name: str, kind: str):
    """A reduced copy of an editor's image. Originals, with whatever their files carry, have no address."""
    path = f"images/{name}"
    if not default_storage.exists(path):
        raise Http404
    cache = {"Cache-Control": f"public, max-age={YEAR}, immutable"}
    return FileResponse(default_storage.open(path), content_type=f"image/{kind}", headers=cache)


@require_safe
def robots(request):
    # A poster takes most of a second to draw, and says nothing that does not stand on the page of its entry.
    shut = ["Disallow: /admin/", "Disallow: /language/", "Disallow: /*/*/*/*/poster/"]
    lines = ["User-agent: *", *shut, f"Sitemap: {settings.PUBLIC_ADDRESS}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
