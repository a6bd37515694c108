"""The themes of a campaign, and each of them: what it is about, some of its entries, the way to all."""

from django.http import QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from pledges.gallery import Gallery, drawing
from pledges.gallery.themes import tiles_of
from pledges.stencils import joined
from pledges.views.public import Place, around_cards

A_FEW = 6


def themes(request, page):
    context = {
        "page": page,
        "campaign": page.campaign,
        "trail": [Place(page.said_title, page.address), Place(_("Themes"))],
        "themes": tiles_of(page.campaign, page.theme_address),
    }
    return render(request, "pledges/public/themes.html", context)


def theme(request, page, slug: str):
    """A few of the entries in the order that is drawn by lot each day, as in the gallery."""
    found = get_object_or_404(page.campaign.themes, slug=slug)
    gallery = Gallery(page.campaign, QueryDict(urlencode({"theme": slug})))
    around, tiles = around_cards(page), tiles_of(page.campaign, page.theme_address, gallery.stamp)
    context = {
        "page": page,
        "campaign": page.campaign,
        "trail": [
            Place(page.said_title, page.address),
            Place(_("Themes"), page.themes_address),
            Place(str(found)),
        ],
        "theme": found,
        "is_published": gallery.is_published,
        "total": gallery.total,
        "cards": joined(drawing.card(face, around) for face in gallery.screen.faces[:A_FEW]),
        "all": f"{page.gallery_address}{gallery.address()}",
        "others": [tile for tile in tiles if tile.slug != slug],
    }
    return render(request, "pledges/public/theme.html", context)
