"""Files as people attach them, and files that only pretend to be one."""

import shutil
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
