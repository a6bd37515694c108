"""The map: how many entries each region has under everything else that is chosen, and where that leads."""

import re
from dataclasses import dataclass

from people.lemmas.hyphens import SOFT_HYPHEN
from pledges.gallery.choices import Filter
from pledges.gallery.chosen import Gallery

SHADES = 4
# A tile is narrower than many a name of one word; phones divide neither Finnish nor, mostly, Swedish, and no
# dictionary (`people.lemmas.hyphens`) knows the parts of such names.
_SEAM = re.compile(r"(?<=\w{4})(?=(?:land|botten|dalen|maa|laakso|kunta)\b)")


@dataclass(frozen=True)
class Tile:
    """A region. `shade` is 0 for none and up to SHADES for the most entries; the number says it exactly."""

    code: str
    name: str
    number: int
    shade: int
    address: str
    is_chosen: bool

    @property
    def words(self) -> list[str]:
        """Of its name, with places to break where one of them is long: "Kymmene-dalen"."""
        return _SEAM.sub(SOFT_HYPHEN, self.name).split()


def tiles_of(gallery: Gallery) -> list[Tile]:
    """All regions, by name. Each leads to its entries, without leaving the map."""
    options = gallery.options(_region(gallery))
    most = max((option.number for option in options), default=0)
    return [
        Tile(
            option.value,
            option.label,
            option.number,
            -(-SHADES * option.number // most) if most else 0,
            gallery.address(region=option.value, municipality=""),
            option.is_chosen,
        )
        for option in options
    ]


def chosen_regions(gallery: Gallery) -> list[str]:
    return [choice.label for choice in _region(gallery).chosen]


def everywhere(gallery: Gallery) -> int:
    """How many match in whatever region."""
    return gallery.total_but_for(_region(gallery))


def elsewhere(gallery: Gallery) -> int:
    """How many match that name no region."""
    return everywhere(gallery) - sum(gallery.numbers(_region(gallery)))


def _region(gallery: Gallery) -> Filter:
    return next(one for one in gallery.every_filter if one.name == "region")
