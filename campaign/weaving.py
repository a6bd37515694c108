"""Woven patterns as pictures of dots, for what cannot show a drawing: share cards and papers."""

from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from PIL import Image, ImageDraw

from campaign.patterns import SIDE, shapes

# Drawn so many times larger and then reduced, which makes the edges smooth.
FINER = 3
POINTS_OF_A_CURVE = 12


class Outlines(BasePen):
    """Straight lines from point to point, in place of curves."""

    def __init__(self, scale: float):
        super().__init__()
        self.scale, self.outlines = scale, []

    def _moveTo(self, point):  # noqa: N802
        self.outlines.append([self._scaled(point)])

    def _lineTo(self, point):  # noqa: N802
        self.outlines[-1].append(self._scaled(point))

    def _curveToOne(self, first, second, end):  # noqa: N802
        start = self._getCurrentPoint()
        for step in range(1, POINTS_OF_A_CURVE + 1):
            t = step / POINTS_OF_A_CURVE
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            corners = zip(weights, (start, first, second, end), strict=True)
            x, y = (sum(parts) for parts in zip(*((w * px, w * py) for w, (px, py) in corners), strict=True))
            self.outlines[-1].append(self._scaled((x, y)))

    def _scaled(self, point):
        return point[0] * self.scale, point[1] * self.scale


def woven(reference: str, palette: int, width: int, height: int, tile: int) -> Image.Image:
    """The pattern of a reference, `tile` dots to the tile, laid over a picture of `width` x `height` dots."""
    side = tile * FINER
    drawn = Image.new("RGB", (side, side))
    draw = ImageDraw.Draw(drawn)
    for colour, path in shapes(reference, palette):
        pen = Outlines(side / SIDE)
        parse_path(path, pen)
        for outline in pen.outlines:
            draw.polygon(outline, fill=colour)
    drawn = drawn.resize((tile, tile), Image.Resampling.LANCZOS)
    laid = Image.new("RGB", (width, height))
    for x in range(0, width, tile):
        for y in range(0, height, tile):
            laid.paste(drawn, (x, y))
    return laid
