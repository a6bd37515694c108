"""The receipt as a PDF file, for those who keep papers. The same words stand on the entry's page."""

import re

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos

from campaign.templatetags.moments import moment, to_the_second
from pledges.receipt import received

FONTS = settings.ENVIRONMENT_ASSETS / "dejavu-fonts-ttf" / "ttf"
MARGIN = 20  # millimetres
SMALL, NORMAL, LARGE = 8, 10, 18  # points
LINE = 0.52  # millimetres to a point of its letters
# The library looks for the next letter one call deeper with each sign, and gives up after a thousand: so it
# meets an invisible one before.
_WITHOUT_LETTERS = re.compile(r"[\W_]{200}")
INK, SOFT = (24, 32, 40), (84, 96, 108)


class _Paper(FPDF):
    """An A4 sheet with the reference number and the page number at its foot."""

    def __init__(self, foot: str, accent: str):
        super().__init__()
        self.foot, self.accent = foot, tuple(bytes.fromhex(accent.lstrip("#")))
        self.align = Align.R if get_language_bidi() else Align.L
        self.add_font("sans", "", FONTS / "DejaVuSansCondensed.ttf")
        self.add_font("sans", "B", FONTS / "DejaVuSansCondensed-Bold.ttf")
        self.set_text_shaping(use_shaping_engine=True)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN + 5)
        self.add_page()

    def header(self):
        self.set_fill_color(self.accent)
        self.rect(0, 0, self.w, 4, style="F")

    def footer(self):
        self.set_y(-MARGIN + 4)
        self._put(f"{self.foot} · {self.page_no()}", SMALL, SOFT)

    def heading(self, text: str):
        self._put(text, LARGE, INK, style="B")
        self.ln(3)

    def row(self, label: str, value: str):
        self.ln(3)
        # No label at the foot of a page without its value.
        if self.will_page_break((SMALL + 2 * NORMAL) * LINE):
            self.add_page()
        self._put(label, SMALL, SOFT)
        self._put(value, NORMAL, INK)

    def note(self, text: str):
        self.ln(4)
        self._put(text, SMALL, SOFT)

    def _put(self, text, size, colour, *, style=""):
        self.set_font("sans", style, size)
        self.set_text_color(colour)
        text = _WITHOUT_LETTERS.sub("\\g<0>\u200e", str(text))
        self.multi_cell(0, size * LINE, text, align=self.align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def receipt_pdf(submission) -> bytes:
    """The receipt of one submission in the active language."""
    entry, content = submission.entry, submission.content
    campaign = entry.campaign
    reference = content["reference"]
    paper = _Paper(f"{campaign} · {reference}", campaign.accent)
    paper.set_lang(get_language())
    paper.set_title(f"{_('Receipt')} {reference}")
    paper.set_author(str(campaign.owner))
    paper.set_creation_date(submission.at)
    paper.heading(_("Receipt"))
    paper.row(_("Reference number"), reference)
    paper.row(_("Campaign"), f"{campaign} – {campaign.owner}")
    paper.row(_("Received"), to_the_second(submission.at, campaign))
    for label, value in received(content, campaign, submission.redacted):
        paper.row(label, value)
    paper.row(_("Fingerprint (SHA-256)"), submission.digest)
    paper.note(
        _("The fingerprint is taken of all that was received. With it you can prove later what you sent.")
    )
    if submission.redacted_at:
        words = _(
            "Personal data was erased from it on %(moment)s;"
            " the fingerprint is that of what was received before."
        )
        paper.note(words % {"moment": moment(submission.redacted_at, campaign)})
    return bytes(paper.output())
