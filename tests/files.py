"""Files as people attach them, and files that only pretend to be one."""

import shutil
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from people.files.formats import FORMATS
from tests.pictures import encoded


def pdf(*extra: bytes, end=b"%%EOF\n") -> bytes:
    """A page with nothing on it; `extra` are further objects."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        *extra,
    ]
    body, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, written in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + trailer + end


def packed_objects(content: bytes) -> bytes:
    """An object stream of a PDF."""
    packed = zlib.compress(content)
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>" % len(packed)
    return head + b"\nstream\n" + packed + b"\nendstream"


def pdf_with_packed_action(head: bytes, packed: bytes) -> bytes:
    """A PDF whose fourth object, done when it opens, lies in an object stream with this head."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        5: b"<<%b/N 1/First 4/Length %d>>\nstream\n%b\nendstream" % (head, len(packed), packed),
    }
    body, rows = b"%PDF-1.7\n", {0: (0, 0, 65535), 4: (2, 5, 0)}
    for number, written in objects.items():
        rows[number] = (1, len(body), 0)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    rows[6] = (1, len(body), 0)
    table = b"".join(struct.pack(">BLH", *rows[number]) for number in range(7))
    said = b"<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>" % len(table)
    return body + b"6 0 obj\n%b\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        said,
        table,
        len(body),
    )


def archive(parts: dict, *, packed=True) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def office(extension="docx", **more) -> bytes:
    """An office document with as little in it as there can be; `more` are further parts."""
    if extension in MAIN:
        return archive({"[Content_Types].xml": "<Types/>", MAIN[extension]: "<document/>"} | more)
    return archive({"mimetype": FORMATS[extension].content_type, "content.xml": "<content/>"} | more)


def one_of_each() -> dict[str, bytes]:
    """A sound file of every format, by its extension."""
    pictures = {"jpg": encoded("JPEG"), "png": encoded("PNG"), "webp": encoded("WEBP")}
    documents = {name: office(name) for name in ("docx", "xlsx", "pptx", "odt", "ods", "odp")}
    return {"pdf": pdf(), **pictures, **documents, "txt": "Aikataulu: ma 9–11\n".encode()}


def upload(content: bytes | None = None, name="suunnitelma.pdf", kind="text/html") -> SimpleUploadedFile:
    """`kind` is what the browser says, which nobody believes."""
    return SimpleUploadedFile(name, pdf() if content is None else content, content_type=kind)


def forget_all() -> None:
    """Begin with a private folder in which no other test has kept anything."""
    shutil.rmtree(Path(storages["private"].location) / "attachments", ignore_errors=True)


def all_kept() -> list[str]:
    """Names of all attached files that lie in the private folder."""
    folder = Path(storages["private"].location) / "attachments"
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def packed_under_another_name(number: int, size: int) -> bytes:
    """A PDF with so many streams of packed objects, each of which is unpacked to so many bytes."""
    parts = {
        1: b"<</Type/Catalog/Pages 2 0 R/X[%s]>>" % b" ".join(b"%d 0 R" % (100 + i) for i in range(number)),
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>",
    }
    for i in range(number):
        inside = b"%d 0 " % (100 + i)
        packed = zlib.compress(inside + b"(x)" + b" " * size, 9)
        head = b"<</Type/Obj#53tm/N 1/First %d/Filter/FlateDecode/Length %d>>" % (len(inside), len(packed))
        parts[10 + i] = head + b"\nstream\n" + packed + b"\nendstream"
    written, places = b"%PDF-1.5\n", {}
    for key, part in parts.items():
        places[key] = len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (key, part)
    last = 100 + number
    rows = [(1, places[key], 0) if key in places else (0, 0, 65535) for key in range(100)]
    rows += [(2, 10 + i, 0) for i in range(number)] + [(1, len(written), 0)]
    table = zlib.compress(b"".join(struct.pack(">BIH", *row) for row in rows))
    head = b"<</Type/XRef/Size %d/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>" % (last + 1, len(table))
    place = len(written)
    written += b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (last, head, table)
    return written + b"startxref\n%d\n%%%%EOF\n" % place
