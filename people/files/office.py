"""What an office document must be: a sound zip archive with the parts of its kind, and no macros."""

import re
import struct
import zipfile
from io import BytesIO

from people.files.formats import FORMATS
from people.files.office_relations import bring_along
from people.files.refusal import Refused

MOST_PARTS = 2_000
MOST_UNPACKED = 60_000_000  # bytes, with what is packed in the documents inside of it
MOST_DIRECTORY = 1_000_000
_END = b"PK\x05\x06"
_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_ACTIVE = re.compile(
    r"vbaproject\.bin$|(^|/)activex/|^basic/|^scripts/|\.(exe|dll|js|vbs|jar|class|html?)$", re.I
)
# How macros, programs and documents of old formats are packed, whatever their part is called.
_PACKAGE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# ECMA-376 part 2 and ODF 1.3 part 2 allow no others, and Python unpacks others without a limit.
_PACKING = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_OUTSIDE = re.compile(r"^[/\\]|(^|[/\\])\.\.([/\\]|$)|^[a-z]:", re.I)


def check(content: bytes, extension: str) -> None:
    if not content.startswith(b"PK\x03\x04"):
        raise Refused("not_what_it_says")
    _check_directory(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_parts(archive, extension)
    except Refused:
        raise
    except Exception as broken:  # a damaged archive makes the reader stumble in any way it likes
        raise Refused("not_what_it_says") from broken


def _check_directory(content: bytes) -> None:
    """Before it is read: a small file can list half a million parts."""
    end = content.rfind(_END, -65_557)
    if end < 0 or len(content) < end + 22:
        raise Refused("not_what_it_says")
    (size,) = struct.unpack_from("<L", content, end + 12)
    if size > MOST_DIRECTORY or content[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        raise Refused("too_much_inside")


def _check_parts(archive: zipfile.ZipFile, extension: str) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or unpacked(archive) > MOST_UNPACKED:
        raise Refused("too_much_inside")
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused("locked")
    if any(part.compress_type not in _PACKING or _OUTSIDE.search(part.filename) for part in parts):
        raise Refused("not_what_it_says")
    if any(_ACTIVE.search(part.filename) for part in parts):
        raise Refused("active")
    _check_kind(archive, extension)
    for part in parts:
        _check_part(archive, part)


def unpacked(archive: zipfile.ZipFile) -> int:
    """The bytes that its parts take, of which no more are ever read than it says here."""
    return sum(part.file_size for part in archive.infolist())


def _check_part(archive, part) -> None:
    name, begins = part.filename.lower(), _beginning(archive, part)
    if begins.startswith(_PACKAGE) or (name.endswith(".rels") and bring_along(archive.read(part))):
        raise Refused("active")
    if name.endswith((".xml", ".rels")) and b"<!ENTITY" in begins.replace(b"\0", b""):
        raise Refused("too_much_inside")


def _check_kind(archive, extension: str) -> None:
    names = archive.namelist()
    if extension in _MAIN:
        is_it = {"[Content_Types].xml", _MAIN[extension]} <= set(names)
    else:
        wanted = FORMATS[extension].content_type.encode()
        is_it = names[:1] == ["mimetype"] and _beginning(archive, "mimetype").strip() == wanted
    if not is_it:
        raise Refused("not_what_it_says")


def _beginning(archive, part) -> bytes:
    with archive.open(part) as opened:
        return opened.read(8_192)
