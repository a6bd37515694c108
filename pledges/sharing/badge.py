"""The sign "we pledged" for an organisation's own site. It says what is true at each time it is shown."""

from django.utils.html import escape
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from campaign.patterns import palette_of, pattern

WIDTH, HEIGHT = 340, 96
LONGEST = 32  # letters of a line, at most
ROOM = 228  # beside the pattern, in the units of the drawing
BROADEST = 0.58  # of its size a letter takes on the average, in the broadest of the faces, bold
_SHAPE = (
    '<svg xmlns="http://www.w3.org/2000/svg" lang="{language}" role="img" width="{width}" height="{height}" '
    'viewBox="0 0 {width} {height}"><title>{whole}</title>'
    '<rect x=".5" y=".5" width="{inner_width}" height="{inner_height}" rx="12" fill="#fff" stroke="#dcd5c7"/>'
    '<svg x="{place}" y="12" width="72" height="72">{pattern}</svg>'
    "<g font-family=\"'Source Sans 3','Segoe UI',Roboto,Arial,sans-serif\" "
    'text-anchor="{anchor}">{words}</g></svg>'
)
_LINE = '<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{colour}">{words}</text>'
_LOOKS = ((36, 20, 700, "#1b1f2a"), (58, 15, 400, "#545b69"), (79, 15, 600, "#1a7a59"))


def badge(record, campaign, result) -> str:
    """An SVG drawing: pledge or initiative, the campaign, and what became of it as far as that is public."""
    said = _("We have made a pledge") if record.kind == "pledge" else _("We have made an initiative")
    status = (
        result.awards[0].name if result.awards else result.label if result.is_selected else record.state_label
    )
    return _drawn(record.reference, record.palette, [said, campaign.hashtag or str(campaign), status])


def spent_badge(reference: str) -> str:
    """In place of the sign of an entry that is not public any more: nothing of it but a pattern."""
    return _drawn(reference, palette_of(reference), [_("No longer public"), "", ""])


def _drawn(reference: str, palette: int, lines: list[str]) -> str:
    from_right = get_language_bidi()
    edge = WIDTH - 98 if from_right else 98
    words = "".join(
        _LINE.format(
            x=edge, y=y, size=_fitting(words, size), weight=weight, colour=colour, words=escape(words)
        )
        for words, (y, size, weight, colour) in zip(map(_short, lines), _LOOKS, strict=True)
        if words
    )
    return _SHAPE.format(
        language=get_language(),
        width=WIDTH,
        height=HEIGHT,
        inner_width=WIDTH - 1,
        inner_height=HEIGHT - 1,
        whole=escape(" – ".join(words for words in lines if words)),
        place=WIDTH - 84 if from_right else 12,
        pattern=pattern(reference, palette),
        anchor="end" if from_right else "start",
        words=words,
    )


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def _fitting(words: str, size: int) -> float:
    """The size at which the words stay within the drawing whatever face the other site's visitor has."""
    return min(size, round(ROOM / (BROADEST * len(words)), 1)) if words else size
