"""A poster to print: one page of A4 with the pattern, the promise, who gives it and a code for cameras."""

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
    sheet = _Sheet(record.title)
    width, height = PAGE
    weave = woven(record.reference, record.palette, width * DOTS, BAND * DOTS, TILE * DOTS)
    sheet.image(weave, 0, 0, width, BAND)
    sheet.set_y(BAND + 16)
    above = " · ".join(part for part in (record.kind_label, str(campaign), campaign.hashtag) if part)
    sheet.put(above, TEXT, 15, tuple(bytes.fromhex(campaign.accent.lstrip("#"))))
    sheet.ln(4)
    size = next(size for longest, size in SIZES if len(record.title) <= longest)
    sheet.put(record.title, HEADING, size, INK)
    sheet.ln(5)
    sheet.put(record.organisation or record.organisation_kind, TEXT, 18, INK)
    if record.partners:
        sheet.put(_("Together with %(names)s") % {"names": _names(record.partners)}, TEXT, 14, SOFT)
    from_right = sheet.align == Align.R
    sheet.image(
        code(address, "png"),
        width - EDGE - CODE if not from_right else EDGE,
        height - EDGE - CODE,
        CODE,
        CODE,
    )
    sheet.set_y(height - EDGE - 22)
    sheet.set_x(EDGE + CODE + 6 if from_right else EDGE)
    room = width - 2 * EDGE - CODE - 6
    sheet.put(_("Read more and join in:"), TEXT, 14, INK, width=room)
    sheet.set_x(EDGE + CODE + 6 if from_right else EDGE)
    sheet.put_on_a_line(address, TEXT, 11, SOFT, width=room)
    return bytes(sheet.output())


def _names(partners, most: int = 6) -> str:
    names = [partner.name for partner in partners[:most]]
    return ", ".join(names) + (" …" if len(partners) > most else "")
