"""A public entry on other people's sites and walls: a card, a badge, a poster, a code, a page for a frame.

Each stands below the entry's own address, in its language, and is gone with it: whoever shows one of them
elsewhere shows what is true now. What draws pictures and writes PDF is large, and comes with the first one.
"""

from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from PIL import Image

from people import pictures
from pledges.models import Entry
from pledges.open_data import public_record
from pledges.sharing.badge import badge, spent_badge
from pledges.sharing.code import code
from pledges.views.public import absent

SVG = "image/svg+xml"
FRAME = "frame"


@dataclass(frozen=True)
class _Shown:
    """A public entry, its record, the page of its campaign, its absolute address, what was released of it."""

    request: object
    page: object
    entry: Entry
    record: object
    address: str
    result: object


def _card(shown: _Shown):
    from pledges.sharing.card import share_card

    return HttpResponse(share_card(shown.record, shown.page.campaign, _picture(shown)), "image/png")


def _picture(shown: _Shown) -> Image.Image | None:
    if not shown.record.has_image:
        return None
    try:
        with pictures.read(shown.entry.image, 960) as file:
            return Image.open(file).convert("RGB")
    except FileNotFoundError:
        return None


def _badge(shown: _Shown):
    return HttpResponse(badge(shown.record, shown.page.campaign, shown.result), SVG)


def _poster(shown: _Shown):
    from pledges.sharing.poster import TooManyAtOnceError, poster

    try:
        drawn = poster(shown.record, shown.page.campaign, shown.address)
    except TooManyAtOnceError:
        return HttpResponse(
            _("Many posters are being drawn just now. Please try again in a moment."),
            "text/plain; charset=utf-8",
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            headers={"Retry-After": "5", "Cache-Control": "no-store"},
        )
    answer = HttpResponse(drawn, "application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{slugify(shown.record.reference)}.pdf"'
    return answer


def _code(shown: _Shown):
    return HttpResponse(code(shown.address, "svg"), SVG)


def _frame(shown: _Shown):
    return render(
        shown.request, "pledges/public/frame.html", {"entry": shown.record, "address": shown.address}
    )


PARTS = {"share-card": _card, "badge": _badge, "poster": _poster, "code": _code, FRAME: _frame}
DRAWN = PARTS.keys() - {FRAME}


def shared(request, page, reference: str, part: str, result):
    """One of `PARTS` of a public entry; the badge and the frame of one that was public say so."""
    answer = _answer(request, page, reference, part, result)
    return for_all_sites(answer) if part == FRAME else answer


def _answer(request, page, reference: str, part: str, result):
    if part not in PARTS:
        raise Http404
    found = (
        Entry.objects.public().in_campaign(page.campaign).for_reading().filter(reference=reference).first()
    )
    if found is None:
        return _spent(request, page, reference, part)
    address = f"{settings.PUBLIC_ADDRESS}{page.entry_address(reference)}"
    return PARTS[part](_Shown(request, page, found, public_record(found), address, result(found)))


def _spent(request, page, reference: str, part: str):
    gone = absent(request, page.campaign, reference)
    if part == "badge":
        return HttpResponse(spent_badge(reference), SVG, status=gone.status_code)
    if part == FRAME:
        return render(request, "pledges/public/frame.html", status=gone.status_code)
    return gone


def for_all_sites(response):
    """Let any site show this answer in a frame of its own."""
    response.xframe_options_exempt = True
    response._csp_replace = {"frame-ancestors": ["*"]}
    return response
