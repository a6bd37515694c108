"""Contrast of text on a campaign's accent colour.

Relative luminance and contrast ratio as defined by WCAG 2.2 (w3.org/TR/WCAG22, "contrast ratio").
"""

READABLE = 4.5
# What is read at length, links within it included.
AT_LENGTH = 7
# The style sheet's light grounds are lighter, also the one that a tenth of any accent colour darkens.
DARKEST_GROUND = "#e6e6e6"


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """Contrast ratio of two colours such as "#12245e": 1 (none) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def on_accent(accent: str) -> str | None:
    """White when it can be read on the accent colour, else None."""
    return "#ffffff" if ratio(accent, "#ffffff") >= READABLE else None


def as_text(accent: str) -> str:
    """The accent colour, as much darker as it must be for text on a light ground to be read at length."""
    channels = [int(accent[i : i + 2], 16) for i in (1, 3, 5)]
    darker = ("#" + "".join(f"{c * part // 100:02x}" for c in channels) for part in range(100, -1, -1))
    return next(colour for colour in darker if ratio(colour, DARKEST_GROUND) >= AT_LENGTH)
