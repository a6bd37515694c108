"""Files that people attach: what is taken, what is kept of it, what is refused and why."""

import base64
import bz2
import io
import lzma
import struct
import time
import tracemalloc
import zipfile
import zlib
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from people.files.arriving import examine
from people.files.formats import FORMATS, FileKind
from tests import files
from tests.people.test_pictures import exif
from tests.pictures import SCRIPT, bomb, encoded

GOOD = files.one_of_each()
WEB_PAGE = b"<!doctype html><title>x</title>" + SCRIPT
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FORMULA = b'<math xmlns="http://www.w3.org/1998/Math/MathML"><maction href="javascript:alert(1)"/></math>'


def taken(content: bytes, name: str):
    return examine(files.upload(content, name), FileKind.values, 10)


def refusal(content: bytes, name="tiedosto.pdf") -> str:
    with pytest.raises(ValidationError) as refused:
        taken(content, name)
    return refused.value.code


# --- what is taken ------------------------------------------------------------------------------
@pytest.mark.parametrize("extension", FORMATS)
def test_a_sound_file_of_every_format_is_taken_as_what_it_is(extension):
    arrived = taken(GOOD[extension], f"Suunnitelma.{extension.upper()}")
    assert (arrived.name, arrived.format) == (f"Suunnitelma.{extension}", FORMATS[extension])


def test_a_text_is_kept_as_it_came():
    assert taken(GOOD["txt"], "a.txt").content == GOOD["txt"]


def test_a_text_loses_its_byte_order_mark():
    assert taken("\ufeffÄiti\r\n".encode(), "a.txt").content == "Äiti\r\n".encode()


@pytest.mark.parametrize("extension", ["jpg", "png", "webp"])
def test_nothing_of_place_camera_or_person_stays_in_a_picture(extension):
    """checks.md I05"""
    kind = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[extension]
    more = {"comment": b"Maija Malli"} if kind == "JPEG" else {}
    content = encoded(kind, exif=exif(), icc_profile=b"Kameramalli" * 20, xmp=b"<x:xmpmeta>Maija", **more)
    kept = taken(content, f"kuva.{extension}").content
    read = Image.open(io.BytesIO(kept))
    hidden = {"exif", "xmp", "icc_profile", "comment"} & set(read.info)
    assert (read.format, dict(read.getexif()), hidden) == (kind, {}, set())
    assert [word in kept for word in (b"Maija", b"Kameramalli", b"EXIF", b"Exif", b"XMP ")] == [False] * 5


def test_a_picture_is_turned_upright_and_no_side_is_longer_than_four_thousand_points():
    content = encoded("JPEG", size=(5000, 100), exif=exif(turn=6))
    assert Image.open(io.BytesIO(taken(content, "a.jpg").content)).size == (80, 4000)


# --- checks.md I01, I04: what only pretends -----------------------------------------------------
def polyglots() -> dict[str, tuple[str, bytes]]:
    """Sixty files that are something else than they say, or something else as well."""
    found = {}
    for extension, content in GOOD.items():
        others = [name for name in GOOD if name != extension]
        for other in (others[0], others[-1]):
            found[f"{extension} named {other}"] = (other, content)
    for extension in ("pdf", "jpg", "png", "webp", "docx", "odt"):
        for what, pretender in {"page": WEB_PAGE, "drawing": DRAWING, "formula": FORMULA}.items():
            found[f"{what} named {extension}"] = (extension, pretender)
    for extension in ("pdf", "docx", "odt"):
        found[f"page before {extension}"] = (extension, WEB_PAGE + GOOD[extension])
        found[f"gif before {extension}"] = (extension, b"GIF89a" + GOOD[extension])
    found |= {
        "page after pdf": ("pdf", GOOD["pdf"] + WEB_PAGE),
        "zip after pdf": ("pdf", GOOD["pdf"] + files.archive({"a.class": "x"})),
        "zip after pdf that ends well": (
            "pdf",
            GOOD["pdf"] + files.archive({"a": "x"})[:-2] + b"\x06\x00%%EOF\n",
        ),
        "page named txt": ("txt", WEB_PAGE),
        "drawing named txt": ("txt", b"\n  " + DRAWING),
        "formula named txt": ("txt", FORMULA),
        "pdf named txt": ("txt", b"%PDF-1.7 text"),
        "bytes named txt": ("txt", bytes(range(256))),
        "latin text": ("txt", "Äiti".encode("latin-1")),
        "script named txt": ("txt", b"#!/bin/sh\nrm -rf /"),
        "empty archive named docx": ("docx", files.archive({})),
        "archive named odt": ("odt", files.archive({"content.xml": "<a/>"})),
        "text document named spreadsheet": ("ods", GOOD["odt"]),
        "word named excel": ("xlsx", GOOD["docx"]),
        "program in a document": ("docx", files.office("docx", **{"word/setup.exe": "MZ"})),
    }
    return found


POLYGLOTS = polyglots()


def test_there_are_sixty_of_them():
    assert len(POLYGLOTS) >= 60


@pytest.mark.parametrize("case", POLYGLOTS)
def test_what_is_not_what_it_says_is_refused(case):
    """checks.md I01, I04"""
    extension, content = POLYGLOTS[case]
    assert refusal(content, f"a.{extension}") in {"not_what_it_says", "not_a_picture", "not_utf8", "active"}


@pytest.mark.parametrize("extension", ["jpg", "png", "webp"])
def test_what_is_hidden_behind_a_picture_is_left_behind(extension):
    """checks.md I01"""
    kept = taken(GOOD[extension] + WEB_PAGE + files.archive({"a.class": "x"}), f"a.{extension}").content
    assert (b"script" in kept, zipfile.is_zipfile(io.BytesIO(kept))) == (False, False)


@pytest.mark.parametrize(
    "name", ["sivu.html", "kuva.svg", "kaava.mml", "ohjelma.exe", "a.docm", "a.pdf.html", "nimi", ""]
)
def test_other_formats_are_refused_by_name_and_told_which_are_possible(name):
    with pytest.raises(ValidationError) as refused:
        examine(files.upload(GOOD["pdf"], name or "x"), ["pdf", "text"], 10)
    assert refused.value.messages == [f"“{name or 'x'}” cannot be attached. Possible are: PDF, TXT."]


def test_a_format_that_the_campaign_does_not_take_is_refused():
    with pytest.raises(ValidationError) as refused:
        examine(files.upload(GOOD["docx"], "a.docx"), ["pdf"], 10)
    assert refused.value.code == "unknown"


# --- what acts by itself ------------------------------------------------------------------------
@pytest.mark.parametrize(
    "objects",
    [
        b"<</S/JavaScript/JS(app.alert(1))>>",
        b"<</S /J#61vaScript /JS (app.alert\\(1\\))>>",
        b"<</S/Launch/F(cmd.exe)>>",
        b"<</Names<</EmbeddedFiles 5 0 R>>>>",
        b"<</Type/Annot/Subtype/RichMedia>>",
        b"<</AcroForm<</XFA[(x)5 0 R]>>>>",
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_pdf_that_does_things_is_refused(objects, packed):
    """checks.md I01"""
    assert refusal(files.pdf(files.packed_objects(objects) if packed else objects)) == "active"


PREDICTED = b"/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>"


def rows_of_four(content: bytes) -> bytes:
    """As a predictor reads it: a byte before each row says that the row is as it stands."""
    content += b" " * (-len(content) % 4)
    return b"".join(b"\0" + content[place : place + 4] for place in range(0, len(content), 4))


@pytest.mark.parametrize(
    ("head", "pack"),
    [
        (b"/Type/ObjStm/Filter/ASCIIHexDecode", bytes.hex),
        (b"/Type/ObjStm/Filter/ASCII85Decode", lambda objects: base64.a85encode(objects) + b"~>"),
        (b"/Type/Obj#53tm/Filter/FlateDecode", zlib.compress),
        (b"/Type/ObjStm/Astream(x)/Filter/FlateDecode", zlib.compress),
        (b"/Type/ObjStm/Filter" + PREDICTED, lambda objects: zlib.compress(rows_of_four(objects))),
    ],
)
def test_what_a_pdf_does_is_found_however_it_is_packed(head, pack):
    """checks.md I01: the copy that is kept says openly what the file hid."""
    packed = pack(b"4 0 <</S/JavaScript/JS(app.alert(1))>>")
    packed = packed.encode() if isinstance(packed, str) else packed
    assert refusal(files.pdf_with_packed_action(head, packed)) == "active"


def test_words_in_a_pdf_that_resemble_actions_are_no_actions():
    assert taken(files.pdf(b"<</Title(JavaScript and Launch)/JavaScripture 1>>"), "a.pdf").name == "a.pdf"


def test_a_locked_file_is_refused():
    locked = bytearray(GOOD["docx"])
    place = locked.index(b"PK\x01\x02")
    locked[place + 8] |= 1
    assert refusal(files.pdf(b"<</Encrypt 5 0 R>>")) == "locked"
    assert refusal(bytes(locked), "a.docx") == "locked"


@pytest.mark.parametrize(
    ("extension", "part"),
    [
        ("docx", "word/vbaProject.bin"),
        ("xlsx", "xl/activeX/activeX1.xml"),
        ("odt", "Basic/Standard/a.xml"),
        ("odt", "Scripts/a.py"),
    ],
)
def test_a_document_with_macros_is_refused(extension, part):
    assert refusal(files.office(extension, **{part: "x"}), f"a.{extension}") == "active"


PACKAGE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("extension", "part"),
    [
        ("docx", "word/embeddings/oleObject1.bin"),
        ("docx", "word/media/image1.png"),
        ("xlsx", "xl/renamed.bin"),
        ("odt", "Object 1"),
    ],
)
def test_a_document_with_a_package_of_other_files_is_refused_whatever_it_is_called(extension, part):
    """checks.md I01: programs and macros come in these."""
    assert refusal(files.office(extension, **{part: PACKAGE}), f"a.{extension}") == "active"


def relation(kind: str, target: str) -> dict:
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    said = f"<Relationship Id='r1' Type=\"{kind}\" TargetMode='External' Target=\"{target}\"/>"
    return {"word/_rels/settings.xml.rels": f"<Relationships>{said}</Relationships>"}


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://example.org/a.dotm"),
        ("attachedTempl&#97;te", "&#104;ttp://example.org/a.dotm"),
        ("attachedTemplate", "\\\\example.org\\a.dotm"),
        ("attachedTemplate", "file://example.org/a.dotm"),
        ("oleObject", "https://example.org/a.hta"),
        ("frame", "https://example.org/?a>b"),
        ("subDocument", "https://example.org/a.docx"),
    ],
)
def test_a_document_that_would_fetch_and_run_something_is_refused(kind, target):
    """checks.md I01: a template from elsewhere brings its macros along."""
    assert refusal(files.office(**relation(kind, target)), "a.docx") == "active"


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("hyperlink", "https://example.org/"),
        ("attachedTemplate", "file:///C:\\Users\\Maija\\Normal.dotm"),
        ("attachedTemplate", "C:\\Mallit\\a.dotx"),
    ],
)
def test_a_document_may_link_and_have_a_template_of_its_writers_machine(kind, target):
    assert taken(files.office(**relation(kind, target)), "a.docx").name == "a.docx"


@pytest.mark.parametrize("part", ["../../etc/passwd", "/etc/passwd", "C:\\windows\\a", "a/../../b"])
def test_a_document_that_would_unpack_outside_of_itself_is_refused(part):
    """checks.md I06"""
    assert refusal(files.office(**{part: "x"}), "a.docx") == "not_what_it_says"


# --- checks.md I03: bombs -----------------------------------------------------------------------
def directory_of(number: int) -> bytes:
    """A small archive that lists very many parts."""
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<HHH", 1, 0, 0) + bytes(12) + b"a"
    directory = entry * number
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 65535, 65535, len(directory), 4, 0)
    return b"PK\x03\x04" + directory + end


def packed_otherwise(method: int, content: bytes) -> bytes:
    """A document with a part packed in a way that archives know and documents do not."""
    packed = bytearray(
        files.archive({"[Content_Types].xml": "", MAIN: "", "word/a.xml": content}, packed=False)
    )
    for head, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", packed, packed.rindex(head) + place, method)
    return bytes(packed)


def zeros(packer) -> bytes:
    return b"".join([*(packer.compress(bytes(1_000_000)) for _ in range(200)), packer.flush()])


def lzma_zeros() -> bytes:
    """As archives carry it: version and size of its properties, the properties, the content."""
    how = {"id": lzma.FILTER_LZMA1, "preset": 0}
    properties = lzma._encode_filter_properties(how)
    return (
        struct.pack("<BBH", 9, 4, len(properties))
        + properties
        + zeros(lzma.LZMACompressor(lzma.FORMAT_RAW, filters=[how]))
    )


def nested() -> bytes:
    return files.office(**{"word/a.bin": bytes(30_000_000)})


MAIN = "word/document.xml"
LAUGHS = b'<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><lolz>&lol2;</lolz>'
BOMBS = {
    "zeros": lambda: ("docx", files.office(**{"word/a.bin": bytes(151_000_000)})),
    "ten thousand parts": lambda: ("docx", files.office(**{f"a{number}": "" for number in range(10_000)})),
    "a hundred thousand parts listed": lambda: ("docx", directory_of(100_000)),
    "packed by bzip2": lambda: ("docx", packed_otherwise(zipfile.ZIP_BZIP2, zeros(bz2.BZ2Compressor()))),
    "packed by lzma": lambda: ("docx", packed_otherwise(zipfile.ZIP_LZMA, lzma_zeros())),
    "laughs": lambda: ("docx", files.office(**{"word/a.xml": LAUGHS})),
    "wide laughs": lambda: ("xlsx", files.office("xlsx", **{"xl/a.xml": LAUGHS.decode().encode("utf-16")})),
    "pages": lambda: ("pdf", files.pdf(files.packed_objects(bytes(40_000_000)))),
    "documents within": lambda: ("docx", files.office(**{f"word/d{n}.docx": nested() for n in range(3)})),
    "packed objects by another name": lambda: ("pdf", files.packed_under_another_name(2, 20_000_000)),
    "many packed objects": lambda: ("pdf", files.pdf(b"/ObjStm" * 1_000_000)),
    "pixels": lambda: ("png", bomb(30_000, 30_000)),
}


@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_is_refused_at_once_and_unopened(what):
    """checks.md I03"""
    extension, content = BOMBS[what]()
    arriving = files.upload(content, f"a.{extension}")
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(ValidationError) as refused:
        examine(arriving, FileKind.values, 10)
    took, (_, most) = time.process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.code in {"too_much_inside", "too_many_pixels", "not_what_it_says"}
    assert (took < 3, most < 100_000_000) == (True, True)


# --- checks.md I02: what is damaged -------------------------------------------------------------
@pytest.mark.parametrize("extension", [extension for extension in FORMATS if extension != "txt"])
@pytest.mark.parametrize("part", [0, 0.5, 0.7])
def test_a_file_cut_short_is_refused_in_words(extension, part):
    """checks.md I02"""
    content = GOOD[extension]
    kept = max(1, int(len(content) * part))
    assert refusal(content[:kept], f"a.{extension}") in {"not_what_it_says", "not_a_picture"}


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    extension=st.sampled_from(list(FORMATS)),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8),
    kept=st.floats(0, 1),
)
def test_a_damaged_file_is_taken_or_refused_and_never_an_error(extension, changes, kept):
    """checks.md I02"""
    content = bytearray(GOOD[extension])
    for place, byte in changes:
        content[int(place * (len(content) - 1))] = byte
    with suppress(ValidationError):
        taken(bytes(content[: max(1, int(kept * len(content)))]), f"a.{extension}")


# --- size ---------------------------------------------------------------------------------------
def test_nothing_and_too_much_are_refused():
    assert refusal(b"") == "empty"
    with pytest.raises(ValidationError) as refused:
        examine(files.upload(bytes(1024 * 1024 + 1), "a.pdf"), ["pdf"], 1)
    assert refused.value.messages == ["“a.pdf” is larger than 1 MB."]


def test_a_picture_that_cannot_be_read_is_named():
    with pytest.raises(ValidationError) as refused:
        taken(b"\xff\xd8\xff\xe0" + SCRIPT, "kesä.jpg")
    assert refused.value.messages == [
        "“kesä.jpg”: This file is not a picture that we can read. Please choose a JPEG, PNG or WebP picture."
    ]
