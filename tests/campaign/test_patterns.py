import re
from hashlib import sha256
from xml.etree import ElementTree

import pytest

from campaign.patterns import PALETTES, band, palette_of, pattern

REFERENCES = [f"KOTO-2015-{number:04d}" for number in range(100)]


def test_a_reference_always_gives_the_same_tile():
    assert pattern("KOTO-2015-0042", 2) == pattern(" koto-2015-0042 ", 2) == pattern("KOTO-2015-0042", 7)
    assert sha256(pattern("KOTO-2015-0042", 2).encode()).hexdigest() == (
        "c619631819bfd62f5fced51a3181518b4baa53c7139062755dcf60f03b085c0f"
    )


@pytest.mark.parametrize("palette", PALETTES)
def test_tiles_are_small_well_formed_and_keep_to_their_palette(palette):
    for reference in REFERENCES:
        tile = pattern(reference, palette)
        ElementTree.fromstring(tile)  # noqa: S314 - our own drawing
        assert len(tile) <= 2600
        assert set(re.findall("#[0-9a-f]{6}", tile)) <= set(PALETTES[palette])


def test_different_references_look_different():
    assert len({pattern(reference, 3) for reference in REFERENCES}) == len(REFERENCES)


def test_a_band_repeats_the_tile_of_its_reference():
    tile = pattern("KOTO-2015-0042", 4).split(">", 1)[1].removesuffix("</svg>")
    assert tile in band("KOTO-2015-0042", 4)
    ElementTree.fromstring(band("KOTO-2015-0042", 4))  # noqa: S314 - our own drawing


def test_what_has_no_theme_gets_one_palette_for_good_and_together_they_use_them_all():
    assert [palette_of(reference) for reference in REFERENCES[:3]] == [
        palette_of(reference) for reference in REFERENCES[:3]
    ]
    assert {palette_of(reference) for reference in REFERENCES} == set(PALETTES)
