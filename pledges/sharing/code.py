"""An address as a square that cameras read."""

from io import BytesIO

import segno


def code(address: str, kind: str) -> BytesIO:
    """The address as a code that cameras read, with the white margin they need: a file, "svg" or "png"."""
    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind=kind, scale=10, border=4, light="#fff")
    drawn.seek(0)
    return drawn
