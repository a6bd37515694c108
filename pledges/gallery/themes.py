"""The themes of a campaign as tiles, with the numbers that its gallery says of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

from people.languages import said
from pledges.gallery.chosen import Gallery


@dataclass(frozen=True)
class ThemeTile:
    """`number` of its public entries; None before they are published, and where nobody has counted."""

    slug: str
    label: str
    palette: int
    address: str
    number: int | None = None
    description: str = ""


def tiles_of(campaign, address: Callable[[str], str], stamp: int | None = None) -> list[ThemeTile]:
    """In the campaign's order. `address` is where a theme leads to, by its slug."""
    gallery = Gallery(campaign, QueryDict(), stamp)
    theme = next(one for one in gallery.every_filter if one.name == "theme")
    themes, numbers = gallery.catalogue.themes.values(), gallery.numbers(theme)
    return [
        ThemeTile(
            slug=one.slug,
            label=said(one.label),
            description=said(one.description),
            palette=one.palette,
            address=address(one.slug),
            number=number if gallery.is_published else None,
        )
        for one, number in zip(themes, numbers, strict=True)
    ]
