"""Words on pictures: where lines end, and from which side they are read."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from pledges.sharing.faces import WEIGHT, face_for, has_all_weights

_ELLIPSIS = "…"


@lru_cache(maxsize=64)
def _font(face: Path, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(face, size)
    if has_all_weights(face):
        font.set_variation_by_axes([WEIGHT])
    return font


def reads_from_right(text: str) -> bool:
    """Whether the first letter that has a direction is read from right to left."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((way for way in directions if way in ("L", "R", "AL")), "L") != "L"


@dataclass(frozen=True)
class Lines:
    """A text cut into lines that fit. `height` is that of one line in dots."""

    lines: list[str]
    font: ImageFont.FreeTypeFont
    direction: str
    height: int

    def draw(self, draw, edge: int, top: int, colour: str, *, from_right: bool) -> int:
        """Draw beside a vertical edge, to its left if `from_right`; return where the next may begin."""
        anchor = "ra" if from_right else "la"
        for number, line in enumerate(self.lines):
            place = (edge, top + number * self.height)
            draw.text(place, line, colour, self.font, anchor=anchor, direction=self.direction)
        return top + len(self.lines) * self.height


def fitted(text: str, faces, width: int, most: int, sizes: tuple[int, ...]) -> Lines:
    """The text in the largest of the sizes in which it takes at most `most` lines, else cut in the last."""
    face, text = face_for(text, faces)
    direction = "rtl" if reads_from_right(text) else "ltr"
    for size in sizes:
        font = _font(face, size)
        lines = _broken(text, font, width, direction)
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), font, width, direction)]
    return Lines(lines, font, direction, round(size * 1.22))


def _broken(text: str, font, width: int, direction: str) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer, direction=direction) <= width:
            lines[-1] = longer
            continue
        while font.getlength(word, direction=direction) > width:
            head = _longest(word, font, width, direction)
            lines.append(head)
            word = word[len(head) :]
        if word:
            lines.append(word)
    return lines


def _longest(text: str, font, width: int, direction: str) -> str:
    """As much of the beginning as fits, at least one letter."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = font.getlength(text[:middle], direction=direction) <= width
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low]


def _cut(text: str, font, width: int, direction: str) -> str:
    room = width - font.getlength(_ELLIPSIS, direction=direction)
    return _longest(text, font, int(room), direction).rstrip(" .,;:–-") + _ELLIPSIS
