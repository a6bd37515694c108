"""A poster to print: one page of A4 with the pattern, the promise, who gives it and a code for cameras.

To draw one takes most of a second. Hence one is drawn at a time, and again only when it would look different.
"""

import threading
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos

from campaign.weaving import woven
from pledges.sharing.code import code
from pledges.sharing.faces import HEADING, TEXT, WEIGHT, face_for, has_all_weights

# Millimetres, and dots of pattern to the millimetre.
PAGE, BAND, TILE, EDGE, CODE, DOTS = (210, 297), 92, 69, 22, 42, 8
INK, SOFT = (27, 31, 42), (84, 91, 105)
# The longer the promise, the smaller its letters, in points.
SIZES = ((40, 44), (80, 36), (140, 30), (10_000, 24))
# Whoever waits keeps a thread from other visitors: one is drawn, two wait.
AT_ONCE = 3
_places = threading.Semaphore(AT_ONCE)
_one_at_a_time = threading.Lock()


class TooManyAtOnceError(Exception):
    """Others wait for their posters already."""


@dataclass(frozen=True)
class _Shown:
    """All that can be seen on a poster, in its language."""

    language: str
    reference: str
    palette: int
    accent: str
    above: str
    title: str
    who: str
    together: str
    invitation: str
    address: str


class _Sheet(FPDF):
    def __init__(self, title: str):
        super().__init__()
        self.faces: set[str] = set()
        self.align = Align.R if get_language_bidi() else Align.L
        self.set_text_shaping(use_shaping_engine=True)
        self.set_margins(EDGE, EDGE, EDGE)
        self.set_auto_page_break(False)
        self.set_lang(get_language())
        self.set_title(title)
        self.add_page()

    def put(self, text: str, faces, size: float, colour, *, width: float = 0):
        """A text in the first of the faces that has its letters, below what was put before."""
        text = self._set_face(text, faces, size)
        self.set_text_color(colour)
        self.multi_cell(width, size * 0.43, text, align=self.align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def put_on_a_line(self, text: str, faces, size: float, colour, *, width: float):
        """The same in letters so small that it needs no second line: an address must not be torn apart."""
        needed = self.get_string_width(self._set_face(text, faces, size)) + 2 * self.c_margin
        self.put(text, faces, size * min(1, 0.99 * width / needed), colour, width=width)

    def close(self):
        """The files of the faces, which stay open otherwise until Python happens to tidy up."""
        for face in self.fonts.values():
            face.ttfont.close()

    def _set_face(self, text: str, faces, size: float) -> str:
        face, text = face_for(text, faces)
        if face.stem not in self.faces:
            self.faces.add(face.stem)
            weight = {"": {"wght": WEIGHT}} if has_all_weights(face) else None
            self.add_font(face.stem, "", face, variations=weight)
        self.set_font(face.stem, "", size)
        return text


def poster(record, campaign, address: str) -> bytes:
    """The PDF file of a public entry in the active language."""
    names = _("Together with %(names)s") % {"names": _names(record.partners)}
    return _drawn(
        _Shown(
            language=get_language(),
            reference=record.reference,
            palette=record.palette,
            accent=campaign.accent,
            above=" · ".join(part for part in (record.kind_label, str(campaign), campaign.hashtag) if part),
            title=record.title,
            who=record.organisation or record.organisation_kind,
            together=names if record.partners else "",
            invitation=_("Read more and join in:"),
            address=address,
        )
    )


@lru_cache(maxsize=32)
def _drawn(shown: _Shown) -> bytes:
    if not _places.acquire(blocking=False):
        raise TooManyAtOnceError
    try:
        with _one_at_a_time:
            return _draw(shown)
    finally:
        _places.release()


def _draw(shown: _Shown) -> bytes:
    with closing(_Sheet(shown.title)) as sheet:
        _fill(sheet, shown)
        return bytes(sheet.output())


def _fill(sheet: _Sheet, shown: _Shown) -> None:
    width, height = PAGE
    weave = woven(shown.reference, shown.palette, width * DOTS, BAND * DOTS, TILE * DOTS)
    sheet.image(weave, 0, 0, width, BAND)
    sheet.set_y(BAND + 16)
    sheet.put(shown.above, TEXT, 15, tuple(bytes.fromhex(shown.accent.lstrip("#"))))
    sheet.ln(4)
    size = next(size for longest, size in SIZES if len(shown.title) <= longest)
    sheet.put(shown.title, HEADING, size, INK)
    sheet.ln(5)
    sheet.put(shown.who, TEXT, 18, INK)
    if shown.together:
        sheet.put(shown.together, TEXT, 14, SOFT)
    from_right = sheet.align == Align.R
    sheet.image(
        code(shown.address, "png"),
        width - EDGE - CODE if not from_right else EDGE,
        height - EDGE - CODE,
        CODE,
        CODE,
    )
    sheet.set_y(height - EDGE - 22)
    sheet.set_x(EDGE + CODE + 6 if from_right else EDGE)
    room = width - 2 * EDGE - CODE - 6
    sheet.put(shown.invitation, TEXT, 14, INK, width=room)
    sheet.set_x(EDGE + CODE + 6 if from_right else EDGE)
    sheet.put_on_a_line(shown.address, TEXT, 11, SOFT, width=room)


def _names(partners, most: int = 6) -> str:
    names = [partner.name for partner in partners[:most]]
    return ", ".join(names) + (" …" if len(partners) > most else "")
