"""Pictures inside of documents: what a camera or a program wrote beside the picture is left out.

Not a point of the picture is decoded, so that a document looks exactly as it did.
"""

import struct

from people.files import jpeg

_PNG = b"\x89PNG\r\n\x1a\n"
_DESCRIBING = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}


def cleaned(picture: bytes) -> bytes:
    """The same picture without its description; what is no JPEG, PNG or WebP comes back as it is."""
    if picture.startswith(jpeg.BEGINS):
        return jpeg.cleaned(picture)
    if picture.startswith(_PNG):
        return _png(picture)
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return _webp(picture)
    return picture


def _png(picture: bytes) -> bytes:
    kept, place = [_PNG], len(_PNG)
    while place + 12 <= len(picture):
        (size,) = struct.unpack_from(">L", picture, place)
        kind, end = picture[place + 4 : place + 8], place + 12 + size
        if kind not in _DESCRIBING:
            kept.append(picture[place:end])
        place = end
        if kind == b"IEND":
            break
    return b"".join(kept)


def _webp(picture: bytes) -> bytes:
    kept, place = [], 12
    while place + 8 <= len(picture):
        (size,) = struct.unpack_from("<L", picture, place + 4)
        end = place + 8 + size + size % 2
        if picture[place : place + 4] not in (b"EXIF", b"XMP "):
            kept.append(picture[place:end])
        place = end
    content = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<L", len(content)) + content
