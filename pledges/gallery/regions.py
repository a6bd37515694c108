"""The map: how many entries each region has under everything else that is chosen, and where that leads."""

from dataclasses import dataclass

from pledges.gallery.chosen import Gallery

SHADES = 4


@dataclass(frozen=True)
class Tile:
    """A region. `shade` is 0 for none and up to SHADES for the most entries; the number says it exactly."""

    code: str
    name: str
    number: int
    shade: int
    address: str
    is_chosen: bool


def tiles_of(gallery: Gallery) -> list[Tile]:
    """All regions, by name. Each leads to its entries."""
    region = next(one for one in gallery.every_filter if one.name == "region")
    options = gallery.options(region)
    most = max((option.number for option in options), default=0)
    return [
        Tile(
            option.value,
            option.label,
            option.number,
            -(-SHADES * option.number // most) if most else 0,
            gallery.address(region=option.value, municipality="", view=""),
            option.is_chosen,
        )
        for option in options
    ]


def elsewhere(gallery: Gallery) -> int:
    """How many match that name no region."""
    region = next(one for one in gallery.every_filter if one.name == "region")
    return gallery.total_but_for(region) - sum(gallery.numbers(region))
