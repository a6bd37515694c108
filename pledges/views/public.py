"""What everybody may read: the gallery, an entry, its picture. All through `Entry.objects.public()`.

The first two are served by the page that hosts a campaign, which is handed in as `page`.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaign.models import Kind
from campaign.states import Phase
from campaign.templatetags.moments import moment
from people import pictures
from people.languages import Said
from pledges import examples
from pledges.gallery import Gallery, drawing
from pledges.gallery.newest import related
from pledges.hosting import open_to
from pledges.linked_data import linked_data
from pledges.models import Entry
from pledges.open_data import public_record, public_records
from pledges.publication import steps, was_public
from pledges.sharing.by_mail import challenge
from pledges.sharing.links import badge_code, frame_code, share_links
from pledges.stencils import Kept, hole, joined

RELATED = 3
# Permission to publish a picture can be withdrawn, so nobody may keep it for long.
PICTURE_SECONDS = 60
_around = Kept(most=64)


@dataclass(frozen=True)
class Place:
    """A part of the trail that says where one is; the last part has no address."""

    title: str
    address: str = ""


def gallery(request, page):
    chosen = Gallery(page.campaign, request.GET)
    around = {"noindex": chosen.is_filtered, "feed": chosen.feed}
    context = {**around_gallery(page), **gallery_parts(page, chosen), **around}
    return render(request, "pledges/public/gallery.html", context)


def around_gallery(page) -> dict:
    """What stands around the gallery's own parts, whatever is chosen."""
    return {
        "page": page,
        "trail": [Place(page.said_title, page.address), Place(_("Pledges and initiatives"))],
    }


def gallery_parts(page, chosen: Gallery) -> dict:
    """The form and what was found, as markup; `told` is what its title says of that."""
    number = drawing.count(chosen.total)
    told = f"{number} – {chosen.words}" if chosen.words else number
    results = drawing.results(chosen, around_cards(page))
    return {"form": drawing.form(chosen), "results": results, "told": told}


def around_cards(page) -> drawing.Surroundings:
    """Where the cards of a campaign's page lead; they are asked for with every screen."""

    def make():
        entry = page.entry_address(hole("reference"))
        organisation = page.organisation_address(hole("organisation_id"))
        return drawing.Surroundings(page.address, page.gallery_address, entry, organisation)

    return _around.get((page.url_path, get_language()), make)


def entry(request, page, reference: str, result):
    """`result` returns the released decision and the awards of an entry."""
    public = Entry.objects.public().in_campaign(page.campaign)
    found = public.for_reading().filter(reference=reference).first()
    if found is None:
        return absent(request, page.campaign, reference)
    record, address = public_record(found), f"{settings.PUBLIC_ADDRESS}{request.path}"
    released = result(found)
    context = {
        "page": page,
        "campaign": page.campaign,
        "entry": record,
        "trail": _trail(page, record),
        "steps": steps(found, released),
        "result": released,
        "address": address,
        "image": address + "share-card/",
        "linked_data": linked_data(record, page.campaign, address, page.organisation_address),
        **_invitations(found, record, address),
        **_others(request, page, found),
        "share_links": share_links(record, address, page.campaign.hashtag),
        "badge_code": badge_code(record, address),
        "frame_code": frame_code(record, address),
    }
    return render(request, "pledges/public/entry.html", context)


def _others(request, page, entry) -> dict:
    """The pledge that an entry follows, the newest that follow it, and others on its theme."""

    def cards(faces):
        return joined(drawing.card(face, around_cards(page)) for face in faces)

    found = examples.followers(entry)
    return {
        "example": examples.followed(entry, request),
        "followers": {"total": len(found.keys), "cards": cards(found.faces)},
        "related": cards(related(entry, RELATED, but=[entry.example_id or 0, *found.keys])),
    }


def _invitations(entry, record, address: str) -> dict[str, str]:
    """Where an organisation joins an initiative that looks for partners, or pledges as this pledge does."""
    campaign = entry.campaign
    if entry.kind == Kind.PLEDGE and campaign.phase == Phase.CALL:
        asked = urlencode({"kind": Kind.PLEDGE, "example": entry.reference})
        return {
            "follow": f"{reverse('pledges:start', args=[campaign.slug])}?{asked}",
            "challenge": challenge(record, address, moment(campaign.closes_at, campaign)),
        }
    if entry.kind == Kind.INITIATIVE and Entry.objects.welcoming().filter(pk=entry.pk).exists():
        return {"join": reverse("pledges:join", args=[entry.reference])}
    return {}


def _trail(page, record):
    gallery = Place(_("Pledges and initiatives"), page.gallery_address)
    return [Place(page.said_title, page.address), gallery, Place(Said(record.title, record.shown_in))]


def absent(request, campaign, reference):
    """410 for what was public once, 404 for everything else."""
    entry = get_object_or_404(Entry.objects.in_campaign(campaign), reference=reference)
    if not was_public(entry):
        raise Http404
    return render(request, "410.html", status=410)


def entry_picture(request, reference: str, width: int, kind: str):
    """The picture of a public entry, if its record says that the public may see it."""
    entries = Entry.objects.public().filter(open_to(request))
    found = entries.for_cards().filter(reference=reference).first()
    if found is None or not public_records([found])[0].has_image:
        raise Http404
    return picture_answer(request, found.image, width, kind)


def picture_answer(request, name: str, width: int, kind: str = "webp"):
    try:
        with pictures.read(name, width, kind) as picture:
            response = HttpResponse(picture.read(), content_type=f"image/{kind}")
    except FileNotFoundError:
        raise Http404 from None
    # Whoever has a session may be shown what is closed to others.
    is_theirs = settings.SESSION_COOKIE_NAME in request.COOKIES
    patch_cache_control(response, **{"private" if is_theirs else "public": True}, max_age=PICTURE_SECONDS)
    return response
