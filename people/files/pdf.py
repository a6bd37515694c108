"""What a PDF must be: whole, not locked, without anything that acts by itself.

Files are served as downloads in any case; this keeps from readers what their own program would run.
"""

import re
import zipfile
import zlib
from contextlib import suppress
from io import BytesIO

from people.files.refusal import Refused

MOST_UNPACKED = 30_000_000
_ACTIVE = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA)(?![A-Za-z])")
_ESCAPED = re.compile(rb"/[^\s/<>\[\]()%]*#[^\s/<>\[\]()%]*")


def check(content: bytes, extension: str) -> None:
    is_whole = content.startswith(b"%PDF-") and content[-1024:].rstrip(b"\0\t\n\r ").endswith(b"%%EOF")
    if not is_whole or zipfile.is_zipfile(BytesIO(content)):
        raise Refused("not_what_it_says")
    if b"/Encrypt" in content:
        raise Refused("locked")
    _refuse_what_acts(content)
    for objects in _packed_objects(content):
        _refuse_what_acts(objects)


def _refuse_what_acts(content: bytes) -> None:
    names = b"\n".join(_plain(name) for name in _ESCAPED.findall(content))
    if _ACTIVE.search(content) or _ACTIVE.search(names):
        raise Refused("active")


def _plain(name: bytes) -> bytes:
    """ "/J#61vaScript" is another way to write "/JavaScript"."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), name)


def _packed_objects(content: bytes):
    """Objects that are packed together; what is packed in another way than usual is found in the copy."""
    left, place = MOST_UNPACKED, 0
    while (place := content.find(b"/ObjStm", place)) >= 0:
        start = content.find(b"stream", place)
        end = content.find(b"endstream", start)
        if start < 0 or end < 0:
            raise Refused("not_what_it_says")
        with suppress(zlib.error):
            packed = content[start + len(b"stream") : end].lstrip(b"\r\n")
            unpacked = zlib.decompressobj().decompress(packed, left)
            left -= len(unpacked)
            if left <= 0:
                raise Refused("too_much_inside")
            yield unpacked
        place = end
