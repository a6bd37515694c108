"""Pictures as people send them, and files that only pretend to be one."""

import zlib
from io import BytesIO
from pathlib import Path
from struct import pack

from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from people.pictures import read


def encoded(kind="JPEG", *, size=(64, 48), **options) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, "#2c66dd").save(buffer, kind, **options)
    return buffer.getvalue()


def upload(content: bytes | None = None, name="kuva.jpg", kind="image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, encoded() if content is None else content, content_type=kind)


def stored(name: str, width=480) -> bytes:
    """What is kept of a picture; FileNotFoundError when nothing is."""
    with read(name, width) as file:
        return file.read()


def files_of(name: str) -> dict[str, bytes]:
    """What lies in the store of one picture, by the end of its name."""
    folder = Path(storages["private"].location) / "pictures" / name[:2]
    return {path.name.removeprefix(name): path.read_bytes() for path in folder.glob(f"{name}*")}


def all_stored() -> list[str]:
    """Names of all files kept of pictures."""
    return sorted(path.name for path in Path(storages["private"].location).glob("pictures/**/*.*"))


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))


def bomb(width=50_000, height=50_000) -> bytes:
    """A PNG of a few hundred bytes that says it has two and a half thousand million pixels."""
    head = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


SCRIPT = b"<script>alert(1)</script>"
NOT_PICTURES = {
    "empty head": b"\xff\xd8\xff\xe0" + SCRIPT,
    "page": b"<!doctype html><title>x</title>" + SCRIPT,
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "archive": b"PK\x03\x04" + bytes(100),
    "document": b"%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>",
    "animation": b"GIF89a" + bytes(40),
    "cut short": encoded()[:200],
    "bomb": bomb(),
}
