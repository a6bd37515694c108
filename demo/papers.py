"""Small PDF files that entries of the demonstration attach."""

from django.core.files.base import ContentFile
from fpdf import FPDF


def paper(name: str, text: str) -> ContentFile:
    """A page as somebody might send it in: the first line is its heading."""
    heading, _, rest = text.strip().partition("\n")
    sheet = FPDF()
    sheet.set_margins(25, 25)
    sheet.add_page()
    sheet.set_font("helvetica", "B", 18)
    sheet.multi_cell(0, 12, heading, new_x="LMARGIN", new_y="NEXT")
    sheet.set_font("helvetica", size=12)
    sheet.multi_cell(0, 7, rest.strip(), new_x="LMARGIN", new_y="NEXT")
    return ContentFile(bytes(sheet.output()), name=name)
