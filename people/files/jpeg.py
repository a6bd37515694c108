"""A JPEG without its description, of which not a point is decoded."""

import re

BEGINS = b"\xff\xd8"
# What tells how to read the colours: JFIF, ICC and Adobe's. Everything else of its kind only describes.
_TOLD = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_START_OF_SCAN, _COMMENT, _END = 0xDA, 0xFE, 0xD9
_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.S)  # what follows the points of a scan


def cleaned(picture: bytes) -> bytes:
    kept, place = [BEGINS], 2
    while place + 4 <= len(picture) and picture[place] == 0xFF and picture[place + 1] != _END:
        marker = picture[place + 1]
        end = place + 2 + int.from_bytes(picture[place + 2 : place + 4], "big")
        if marker == _START_OF_SCAN:
            found = _NEXT.search(picture, end)
            end = found.start() if found else len(picture)
        if not _describes(marker, picture[place + 4 : end]):
            kept.append(picture[place:end])
        place = end
    return b"".join([*kept, b"\xff\xd9"])  # cameras put further pictures behind the end


def _describes(marker: int, segment: bytes) -> bool:
    is_application = 0xE0 <= marker <= 0xEF
    return marker == _COMMENT or (is_application and not segment.startswith(_TOLD.get(marker, b"\0none")))
