"""The form and the findings of a gallery as markup: stencils, filled in with what requests differ in."""

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from campaign.templatetags.moments import moment
from people.languages import Said, language_of
from people.lemmas.hyphens import hyphenated
from people.text import listed
from pledges.gallery.choices import Filter
from pledges.gallery.chosen import CARDS, LIST, MAP, Chip, Gallery
from pledges.gallery.faces import Face
from pledges.gallery.orders import DAILY
from pledges.gallery.regions import chosen_regions, elsewhere, everywhere, tiles_of
from pledges.stencils import Kept, Stencil, hole, joined

_PUBLIC = "pledges/public/gallery"
_WORDS = ("reference", "title", "summary", "organisation", "organisation_id", "theme", "area")
_LINE = "components/entry_row.html"
_CARD = {CARDS: "components/entry_card.html", LIST: _LINE, MAP: _LINE}
_FINDINGS = ("count", "chips", "body", "more", "beginning", "feed", "unpublished")
_HELP = ("meant", "meant_address", "site")
_kept = Kept(most=1024)
# Whoever walks through what they chose meets the same form at every step.
_forms = Kept(most=64)
# Pictures that are in sight at once where a screen is wide; the others are fetched when they are near.
_FIRST_ROW = 3
# Attributes that are there or not.
_CHECKED, _SELECTED, _NONE, _CURRENT = " checked", " selected", " class=none", " aria-current=true"


@dataclass(frozen=True)
class Surroundings:
    """Addresses of the campaign's page and its gallery; with holes those of an entry, an organisation."""

    campaign: str
    gallery: str
    entry: str
    organisation: str


def forget() -> None:
    """Start from nothing, as a new process does."""
    _kept.clear()
    _forms.clear()


@lru_cache(maxsize=4096)
def _number(number: int, language: str) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)


def in_words(number: int) -> str:
    return _number(number, get_language())


# --- the form -------------------------------------------------------------------------------------
def form(gallery: Gallery) -> SafeString:
    """The filters with the numbers that each choice would leave."""
    if gallery.words:  # of which there is no end
        return _form(gallery)
    frame = (get_language(), gallery.campaign.pk, gallery.stamp, gallery.is_published)
    chosen = tuple((one.name, *one.values) for one in gallery.chosen)
    return _forms.get((*frame, gallery.sort, gallery.view, chosen), lambda: _form(gallery))


def _form(gallery: Gallery) -> SafeString:
    offered, language = [(one, one.choices()) for one in gallery.filters], get_language()
    shape = (
        "form",
        language,
        gallery.sort,
        gallery.view,
        gallery.campaign.pk,
        gallery.catalogue.stamp,
        *((one.name, *(choice.value for choice in choices)) for one, choices in offered),
    )
    stencil = _kept.get(shape, lambda: _form_stencil(gallery, offered))
    numbers = [gallery.numbers(one) for one, _choices in offered]
    chosen = sum(len(one.chosen) for one in gallery.chosen)
    values = {"words": gallery.words, "number": f" ({in_words(chosen)})" if chosen else ""}
    for place, (one, choices) in enumerate(offered):
        for number, (choice, count) in enumerate(zip(choices, numbers[place], strict=True)):
            picked = choice in one.chosen
            values |= {
                f"n{place}_{number}": _number(count, language),
                f"c{place}_{number}": _CHECKED if picked else "",
                f"s{place}_{number}": _SELECTED if picked else "",
                f"z{place}_{number}": "" if count or picked else _NONE,
            }
    return stencil.fill(values)


def _form_stencil(gallery: Gallery, offered) -> Stencil:
    kept = [("sort", gallery.sort)] if gallery.sort != DAILY else []
    kept += [("view", gallery.view)] if gallery.view != CARDS else []
    filters = [_holes(place, one, choices) for place, (one, choices) in enumerate(offered)]
    context = {"filters": filters, "kept": kept, "words": hole("words"), "number": hole("number")}
    return Stencil.of(f"{_PUBLIC}/form.html", context)


def _holes(place: int, one: Filter, choices) -> dict:
    options = [
        {
            "value": choice.value,
            "label": choice.label,
            "number": hole(f"n{place}_{number}"),
            "checked": hole(f"c{place}_{number}"),
            "selected": hole(f"s{place}_{number}"),
            "none": hole(f"z{place}_{number}"),
        }
        for number, choice in enumerate(choices)
    ]
    return {"name": one.name, "label": one.label, "is_long": one.is_long, "options": options}


# --- what was found -------------------------------------------------------------------------------
def results(gallery: Gallery, around: Surroundings) -> SafeString:
    """The number, the chosen, the ways to look at it, and one screen of it.

    The map lists entries once a region is chosen, and then keeps its place beside them.
    """
    screen = gallery.screen if gallery.view != MAP or chosen_regions(gallery) else None
    shape = {
        "view": gallery.view,
        "sort": gallery.sort,
        "empty": _emptiness(gallery),
        "is_listed": bool(screen and screen.total),
        "is_first": screen is None or screen.is_first,
        "has_more": bool(screen and screen.more),
        "has_chips": bool(gallery.chips),
    }
    is_in_vain = shape["empty"] == "filtered" and bool(gallery.words)
    shape |= {"has_words": is_in_vain, "has_meant": is_in_vain and bool(gallery.meant)}
    stencil = _kept.get(
        ("results", get_language(), around, *shape.values()), lambda: _results_stencil(gallery, around, shape)
    )
    found = {
        "body": _cards(screen.faces, around, gallery.view) if shape["is_listed"] else "",
        "more": screen.more if screen else "",
        "beginning": gallery.address(),
        "feed": gallery.feed,
    }
    return stencil.fill(
        {
            **found,
            "count": count(gallery.total),
            "chips": joined(_chip(chip) for chip in gallery.chips),
            "body": _map(gallery, found, shape) if gallery.view == MAP else found["body"],
            "unpublished": _unpublished(gallery),
            **(_help(gallery) if shape["empty"] == "filtered" else dict.fromkeys(_HELP, "")),
            **{f"sort_{way.value}": way.address for way in gallery.sorts},
            **{f"view_{way.value}": way.address for way in gallery.views},
        }
    )


def count(number: int) -> str:
    return ngettext("%(total)s entry", "%(total)s entries", number) % {"total": in_words(number)}


def _emptiness(gallery: Gallery) -> str:
    if not gallery.is_published:
        return "unpublished"
    if gallery.total:
        return ""
    return "filtered" if gallery.is_filtered else "none"


def _help(gallery: Gallery) -> dict[str, str]:
    """Where to go on from words that found nothing."""
    site = f"{reverse('search')}?{urlencode({'q': gallery.words})}"
    return dict(zip(_HELP, (gallery.meant, gallery.address(q=gallery.meant), site), strict=True))


def _unpublished(gallery: Gallery) -> str:
    if gallery.is_published:
        return ""
    at = moment(gallery.campaign.publishes_at, gallery.campaign)
    return _("They are published from %(moment)s.") % {"moment": at}


def _results_stencil(gallery: Gallery, around: Surroundings, shape: dict) -> Stencil:
    context = {
        **shape,
        **{name: hole(name) for name in (*_FINDINGS, *_HELP)},
        "sorts": [replace(way, address=hole(f"sort_{way.value}")) for way in gallery.sorts],
        "views": [replace(way, address=hole(f"view_{way.value}")) for way in gallery.views],
        "all": around.gallery,
        "campaign_address": around.campaign,
    }
    return Stencil.of(f"{_PUBLIC}/results.html", context)


def _chip(chip: Chip) -> SafeString:
    names = {field.name: hole(field.name) for field in fields(chip)}
    stencil = _kept.get(("chip", get_language()), lambda: Stencil.of(f"{_PUBLIC}/chip.html", names))
    return stencil.fill(vars(chip))


# --- cards ----------------------------------------------------------------------------------------
def _cards(faces: list[Face], around: Surroundings, view: str) -> SafeString:
    language = get_language()
    return joined(card(face, around, view, _haste(place), language) for place, face in enumerate(faces))


def _haste(place: int) -> int:
    """How early the picture of this card is wanted."""
    return 2 if place == 0 else int(place < _FIRST_ROW)


def card(
    face: Face, around: Surroundings, view: str = CARDS, haste: int = 0, language: str = ""
) -> SafeString:
    """A card, or a line of a list: by what is on it another stencil, with holes for its words.

    `language` is the active one, if it is known already.
    """
    language = language or get_language()
    words = {name: getattr(face, name) for name in _WORDS}
    words["title"] = hyphenated(face.title, face.shown_in)
    shape = (
        view,
        haste,
        language,
        around.entry,
        face.kind,
        face.state,
        face.language,
        face.shown_in,
        face.text_state,
        face.is_behind,
        face.has_image,
        face.palette,
        face.partners.stop,
        # Said for the active language: it names one only where that is another (`people.languages.said`).
        getattr(face.theme, "language", ""),
        *map(bool, words.values()),
    )
    stencil = _kept.get(shape, lambda: _card_stencil(face, around, view, haste))
    return stencil.fill(words)


def _card_stencil(face: Face, around: Surroundings, view: str, haste: int) -> Stencil:
    words = {name: hole(name) if getattr(face, name) else "" for name in _WORDS}
    words["theme"] = Said(words["theme"], language_of(face.theme))
    context = {"entry": replace(face, **words), "address": around.entry, "haste": haste}
    return Stencil.of(_CARD[view], {**context, "organisation_address": around.organisation})


# --- the map --------------------------------------------------------------------------------------
def _map(gallery: Gallery, found: dict, shape: dict) -> SafeString:
    tiles, where = tiles_of(gallery), listed(chosen_regions(gallery))
    kind = ("map", get_language(), *shape.values(), *(tile.code for tile in tiles))
    stencil = _kept.get(kind, lambda: _map_stencil(tiles, shape))
    total, rest = in_words(everywhere(gallery)), in_words(elsewhere(gallery))
    values = {**found, "where": where, "total": total, "elsewhere": rest}
    for tile in tiles:
        values |= {
            f"a{tile.code}": format_html(' href="{}#entries"', tile.address) if tile.number else "",
            f"n{tile.code}": in_words(tile.number),
            f"s{tile.code}": tile.shade,
            f"c{tile.code}": _CURRENT if tile.is_chosen else "",
        }
    return stencil.fill(values)


def _map_stencil(tiles, shape: dict) -> Stencil:
    holes = [
        {
            "code": tile.code,
            "name": tile.name,
            "words": tile.words,
            "link": hole(f"a{tile.code}"),
            "number": hole(f"n{tile.code}"),
            "shade": hole(f"s{tile.code}"),
            "current": hole(f"c{tile.code}"),
        }
        for tile in tiles
    ]
    names = ("body", "more", "beginning", "feed", "where", "total", "elsewhere")
    words = {name: hole(name) for name in names}
    return Stencil.of(f"{_PUBLIC}/map.html", {**shape, **words, "tiles": holes})
