"""The picture that networks show beside a link to an entry: 1200 x 630 dots, in the active language."""

from io import BytesIO

from django.conf import settings
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageOps

from campaign.weaving import woven
from pledges.sharing.faces import HEADING, TEXT
from pledges.sharing.lettering import fitted

WIDTH, HEIGHT = 1200, 630
PANEL = 394  # dots of pattern or photograph
TILE = 315
RIBBON = 42  # of pattern, beside a photograph
EDGE, BESIDE = 64, 60
PAPER, INK, SOFT = "#fbf8f2", "#1b1f2a", "#545b69"


def share_card(record, campaign, picture: Image.Image | None = None) -> bytes:
    """A PNG file: the pattern or permitted `picture` of a public entry, its words and who says them."""
    card, from_right = Image.new("RGB", (WIDTH, HEIGHT), PAPER), get_language_bidi()
    card.paste(_panel(record, picture), (WIDTH - PANEL if from_right else 0, 0))
    draw, width = ImageDraw.Draw(card), WIDTH - PANEL - BESIDE - EDGE
    edge = WIDTH - PANEL - BESIDE if from_right else PANEL + BESIDE

    def put(lines, top, colour):
        return lines.draw(draw, edge, top, colour, from_right=from_right)

    above = " · ".join(part for part in (record.kind_label, str(campaign), campaign.hashtag) if part)
    top = put(fitted(above, TEXT, width, 1, (28, 26, 24)), 56, campaign.accent)
    put(fitted(record.title, HEADING, width, 5, (64, 56, 48, 42)), top + 26, INK)
    who = fitted(record.organisation or record.organisation_kind, TEXT, width, 2, (34, 30))
    small = [fitted(words, TEXT, width, 1, (26,)) for words in (_together(record), _site())]
    below = HEIGHT - 50 - sum(len(one.lines) * one.height for one in (who, *small))
    for lines, colour in ((who, INK), *((one, SOFT) for one in small)):
        below = put(lines, below, colour)
    written = BytesIO()
    card.save(written, "PNG")
    return written.getvalue()


def _site() -> str:
    return settings.PUBLIC_ADDRESS.partition("//")[2]


def _panel(record, picture) -> Image.Image:
    weave = woven(record.reference, record.palette, PANEL, HEIGHT, TILE)
    if picture:
        shown = ImageOps.fit(picture.convert("RGB"), (PANEL, HEIGHT - RIBBON), Image.Resampling.LANCZOS)
        weave.paste(shown, (0, 0))
    return weave


def _together(record) -> str:
    number = len(record.partners)
    if not number:
        return _("Will you join in?")
    words = ngettext("Together with %(others)s partner", "Together with %(others)s partners", number)
    return words % {"others": number}
