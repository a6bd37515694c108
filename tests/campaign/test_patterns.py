import re
from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from xml.etree import ElementTree

import numpy
import pytest
from fontTools.svgLib.path import parse_path
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from campaign.patterns import CELL, MOTIFS, PALETTES, SIDE, band, palette_of, pattern, shapes
from campaign.weaving import Outlines

REFERENCES = [f"KOTO-2015-{number:04d}" for number in range(100)]


def test_a_reference_always_gives_the_same_tile():
    assert pattern("KOTO-2015-0042", 2) == pattern(" koto-2015-0042 ", 2) == pattern("KOTO-2015-0042", 7)
    assert sha256(pattern("KOTO-2015-0042", 2).encode()).hexdigest() == (
        "976f861b3d014d83a483a74d233f94691d4fd73bb3199460a831b2200afcf51e"
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


@pytest.mark.parametrize("palette", [1, 2, 4])
def test_no_smaller_figure_lies_upon_a_larger_one_whose_edge_would_shine_through(palette):
    for reference in REFERENCES[:20]:
        _, _, larger, smaller, *_ = shapes(reference, palette)
        both = ImageChops.darker(*(_covered(path) for _, path in (larger, smaller)))
        # Their edges meet: only what is wider than an edge counts.
        assert both.filter(ImageFilter.MinFilter(5)).getbbox() is None


@pytest.mark.parametrize("motif", MOTIFS)
@pytest.mark.parametrize("variant", range(2, 4))
def test_a_turned_figure_is_the_same_figure(motif, variant):
    for layer in range(3):
        drawn = [_cell(MOTIFS[motif](0, 0, turn, variant)[layer]) for turn in range(4)]
        turned = [cell.rotate(90 * turn) for turn, cell in enumerate(drawn)]
        apart = [ImageChops.difference(turned[0], cell).filter(ImageFilter.MinFilter(5)) for cell in turned]
        # What is told of their edges by dots differs by a dot.
        assert [cell.getbbox() for cell in apart] == [None] * 4


@pytest.mark.parametrize("finer", [1, 1.5, 2])
def test_no_line_is_drawn_where_two_figures_of_one_colour_meet(chromium, finer):
    tab = chromium.new_page(viewport={"width": 720, "height": 240}, device_scale_factor=finer)
    # As wide as a card on a phone, so that the edges of cells fall between dots.
    tiles = [b64encode(pattern(f"KOTO-2015-{number:04d}", 4).encode()).decode() for number in (2, 4)]
    drawn = (f'<img width="358" height="238" src="data:image/svg+xml;base64,{tile}">' for tile in tiles)
    tab.set_content(f'<body style="margin:0;font-size:0">{"".join(drawn)}')
    dots = numpy.asarray(Image.open(BytesIO(tab.screenshot())).convert("RGB")).astype(int)
    tab.close()
    assert [_longest_line(dots), _longest_line(dots.swapaxes(0, 1))] == [0, 0]


def _longest_line(dots) -> int:
    """Of lines of dots between two of one colour, which is another: the longest, if it is a long one."""
    above, middle, below = dots[:-2], dots[1:-1], dots[2:]
    is_line = (abs(above - below).sum(-1) <= 12) & (abs(middle - above).sum(-1) > 30)
    longest = max(len(run) for row in is_line for run in "".join("01"[int(dot)] for dot in row).split("0"))
    return longest if longest > 20 else 0


def _cell(path):
    return _covered(path).crop((0, 0, 3 * CELL + 1, 3 * CELL + 1))


def _covered(path):
    pen = Outlines(scale=3)
    parse_path(path, pen)
    covered = Image.new("L", (3 * SIDE, 3 * SIDE))
    for outline in pen.outlines:
        ImageDraw.Draw(covered).polygon(outline, fill=255)
    return covered
