"""The faces that words on pictures are set in, and which of them has the letters of a text."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

_ASSETS = settings.ENVIRONMENT_ASSETS
_DEJAVU = _ASSETS / "dejavu-fonts-ttf" / "ttf"
_SANS = _ASSETS / "@fontsource-variable" / "source-sans-3" / "files"
# The look's own face first; the others have Greek, Cyrillic, Arabic, Hebrew and more.
HEADING = (
    _ASSETS / "@fontsource" / "young-serif" / "files" / "young-serif-latin-400-normal.woff2",
    _DEJAVU / "DejaVuSerif-Bold.ttf",
    _DEJAVU / "DejaVuSans-Bold.ttf",
)
TEXT = (_SANS / "source-sans-3-latin-wght-normal.woff2", _DEJAVU / "DejaVuSans.ttf")
# Of a face that has all weights, the thinnest comes first unless another is asked for.
WEIGHT = 500
# Joiners, marks of direction and variants: they have no letter of their own, and shape their neighbours.
_UNSEEN = {"Cf", "Mn", "Me", "Zs"}


@lru_cache(maxsize=8)
def _letters(face: Path) -> frozenset[str]:
    with TTFont(face, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def has_all_weights(face: Path) -> bool:
    return face.name.endswith("-wght-normal.woff2")


def face_for(text: str, faces: tuple[Path, ...]) -> tuple[Path, str]:
    """The first of the faces that has most of the letters, and the text without those it has not."""
    wanted = {letter for letter in text if unicodedata.category(letter) not in _UNSEEN}
    face = max(faces, key=lambda one: len(wanted & _letters(one)))
    missing = wanted - _letters(face)
    return face, " ".join("".join(letter for letter in text if letter not in missing).split())
