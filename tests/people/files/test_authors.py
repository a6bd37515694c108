"""checks.md I05: whose a document is stays with whoever sent it; what it says stays as it was.

Everything that must go holds the canary, in parts as Word, Excel, PowerPoint and LibreOffice write them.
"""

import io
import time
import zipfile

import fpdf
import openpyxl
import pypdf
import pytest
from defusedxml import ElementTree
from openpyxl.comments import Comment
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from tests import files
from tests.people.files.test_arriving import refusal, taken
from tests.pictures import encoded

CANARY = b"kanaria"
NAME = CANARY.decode()
PICTURE = encoded("JPEG", comment=CANARY, xmp=b"<x:xmpmeta>kanaria")
PICTURES = {
    "jpg": PICTURE + PICTURE,  # cameras put a second picture behind the first
    "png": encoded("PNG", xmp=b"<x:xmpmeta>kanaria"),
    "webp": encoded("WEBP", xmp=b"<x:xmpmeta>kanaria"),
}
CORE = f"<cp:coreProperties xmlns:cp='c' xmlns:dc='d'><dc:creator>{NAME}</dc:creator></cp:coreProperties>"
RELATIONS = (
    '<Relationships><Relationship Id="r1" Type="officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="r2" Type="thumbnail" Target="docProps/thumbnail.jpeg"/></Relationships>'
)
TYPES = '<Types><Override PartName="/_xmlsignatures/sig1.xml" ContentType="x"/></Types>'
OF_ALL = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": RELATIONS,
    "docProps/core.xml": CORE,
    "docProps/app.xml": f"<Properties><Company>{NAME}</Company><Manager>{NAME}</Manager></Properties>",
    "docProps/custom.xml": f'<Properties><property name="Owner">{NAME}</property></Properties>',
    "docProps/thumbnail.jpeg": PICTURE,
    "_xmlsignatures/sig1.xml": f"<X509SubjectName>{NAME}</X509SubjectName>",
    "customXml/item1.xml": f"<p xmlns:t='t'><t:User><t:DisplayName>{NAME}</t:DisplayName></t:User></p>",
}
DOCX = OF_ALL | {
    "word/document.xml": f'<w:document xmlns:w="w"><w:ins w:id="1" w:author="{NAME}" w:date="d"><w:t>Sisältö '
    "author=&quot;x&quot;</w:t></w:ins></w:document>",
    "word/comments.xml": f"<w:comments xmlns:w='w'><w:comment w:id='0' w:author='{NAME}' w:initials='{NAME}'>"
    "<w:t>Huomio</w:t></w:comment></w:comments>",
    "word/people.xml": f"<w15:people xmlns:w15='w'><w15:person w15:author='{NAME}'/></w15:people>",
    "word/_rels/settings.xml.rels": f'<Relationships><Relationship Id="r1" TargetMode="External" '
    f'Target="file:///C:\\Users\\{NAME}\\Normal.dotm"/></Relationships>',
    "word/media/image1.svg": f"<svg xmlns:d='d'><metadata><d:creator>{NAME}</d:creator></metadata></svg>",
    **{f"word/media/image.{kind}": picture for kind, picture in PICTURES.items()},
    "word/utf16.xml": f'<?xml version="1.0" encoding="UTF-16"?><a author="{NAME}">ä</a>'.encode("utf-16"),
}
XLSX = OF_ALL | {
    "xl/workbook.xml": f'<workbook><fileSharing userName="{NAME}"/>'
    f'<absPath url="C:\\Users\\{NAME}\\"/><sheets/></workbook>',
    "xl/comments1.xml": f"<comments><authors><author>{NAME}</author><author>tc={{1}}</author></authors>"
    f"<text><r><t>{NAME}:</t></r><r><t>Huomio</t></r></text></comments>",
    "xl/persons/person.xml": f'<people><person displayName="{NAME}" id="{{1}}" userId="{NAME}"/></people>',
}
PPTX = OF_ALL | {
    "ppt/presentation.xml": "<p:presentation xmlns:p='p'/>",
    "ppt/commentAuthors.xml": f'<l><cmAuthor id="0" name="{NAME}" initials="{NAME}"/></l>',
    "ppt/authors.xml": f'<l><author id="{{1}}" name="{NAME}" initials="{NAME}" userId="{NAME}"/></l>',
}
META = f"<m xmlns:meta='m' xmlns:dc='d'><meta:initial-creator>{NAME}</meta:initial-creator></m>"
OF_OPEN_DOCUMENTS = {
    "content.xml": f"<c xmlns:dc='d' xmlns:loext='l'><dc:creator>{NAME}</dc:creator>"
    f"<loext:sender-initials>{NAME}</loext:sender-initials><p>Sisältö</p></c>",
    "meta.xml": META,
    "Object 1/meta.xml": META,
    "settings.xml": f"<s xmlns:config='c'><i config:name=\"PrinterName\" type='s'>{NAME}</i></s>",
    "Thumbnails/thumbnail.png": PICTURES["png"],
    "META-INF/documentsignatures.xml": f"<s>{NAME}</s>",
    "META-INF/manifest.xml": '<m xmlns:manifest="m"><manifest:file-entry manifest:full-path="content.xml"/>'
    '<manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png" manifest:media-type=""/></m>',
    **{f"Pictures/a.{kind}": picture for kind, picture in PICTURES.items()},
}
WITHIN = {"docx": "word/embeddings/a.xlsx", "pptx": "ppt/embeddings/a.xlsx", "odt": "Object 2/a.xlsx"}
PARTS = {"docx": DOCX, "xlsx": XLSX, "pptx": PPTX} | dict.fromkeys(("odt", "ods", "odp"), OF_OPEN_DOCUMENTS)


def written(extension: str) -> bytes:
    table = {WITHIN[extension]: files.office("xlsx", **XLSX)} if extension in WITHIN else {}
    return files.office(extension, **PARTS[extension], **table)


def kept_of(extension: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(taken(written(extension), f"a.{extension}").content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def unpacked(content: bytes) -> bytes:
    """A document with the documents inside of it, as far as a search would look."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(unpacked(archive.read(name)) for name in archive.namelist())


@pytest.mark.parametrize("extension", PARTS)
def test_no_author_stays_in_any_part_of_an_office_document(extension):
    assert unpacked(written(extension)).count(CANARY) > 8
    parts = kept_of(extension)
    assert [name for name, part in parts.items() if CANARY in unpacked(part)] == []
    for name, part in parts.items():
        if name.endswith((".xml", ".rels", ".svg")):
            ElementTree.fromstring(part)


def test_what_a_document_says_stays_and_so_do_its_pictures():
    parts = kept_of("docx")
    assert parts["word/document.xml"] == DOCX["word/document.xml"].replace(NAME, "Author").encode()
    assert (
        parts["word/utf16.xml"].decode() == '<?xml version="1.0" encoding="UTF-8"?><a author="Author">ä</a>'
    )
    assert {kind: parts[f"word/media/image.{kind}"] for kind in PICTURES} == {
        "jpg": encoded("JPEG"),
        "png": encoded("PNG"),
        "webp": parts["word/media/image.webp"],
    }
    assert "Normal.dotm" in parts["word/_rels/settings.xml.rels"].decode()
    gone = {"docProps/thumbnail.jpeg", "_xmlsignatures/sig1.xml"}
    assert set(DOCX) - set(parts) == gone
    assert parts["[Content_Types].xml"] == b"<Types></Types>"
    assert b"thumbnail" not in parts["_rels/.rels"]


def test_a_table_opens_again_with_its_comments():
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = NAME
    book.active["A1"], book.active["A1"].comment = "Sisältö", Comment(f"{NAME}:\nHuomio", NAME)
    sent = io.BytesIO()
    book.save(sent)

    kept = taken(sent.getvalue(), "a.xlsx").content

    read = openpyxl.load_workbook(io.BytesIO(kept))
    cell = read.active["A1"]
    assert (cell.value, cell.comment.author) == ("Sisältö", "Author")
    assert cell.comment.text.endswith("\nHuomio")
    assert CANARY not in unpacked(kept)


def pdf() -> bytes:
    """Somebody's document: two pages, a picture, a comment, and an earlier version of itself."""
    made = fpdf.FPDF()
    made.set_author(NAME)
    made.set_title(NAME)
    made.set_xmp_metadata(f"<rdf:Description><dc:creator>{NAME}</dc:creator></rdf:Description>")
    for _ in range(2):
        made.add_page()
        made.set_font("helvetica")
        made.cell(text="Content")
    made.image(io.BytesIO(PICTURE), w=20)
    made.text_annotation(10, 10, "Note", title=NAME)
    first = bytes(made.output())
    writer = pypdf.PdfWriter(io.BytesIO(first), incremental=True)
    private = DictionaryObject({NameObject("/LastUser"): TextStringObject(NAME)})
    writer.pages[0][NameObject("/PieceInfo")] = private
    thumbnail = DecodedStreamObject()
    thumbnail.set_data(CANARY)
    writer.pages[1][NameObject("/Thumb")] = writer._add_object(thumbnail)
    writer.add_metadata({"/Author": f"{NAME} again"})
    later = io.BytesIO()
    writer.write(later)
    return later.getvalue()


def everything(read) -> bytes:
    """All objects of a PDF, unpacked."""
    found = []
    for number in range(1, read.trailer["/Size"]):
        held = read.get_object(number)
        found.append(repr(held).encode())
        if hasattr(held, "get_data"):
            found += [held._data, held.get_data()]
    return b"\n".join(found)


def test_no_author_stays_in_a_pdf_and_its_pages_do():
    sent = pdf()
    assert CANARY in sent
    kept = taken(sent, "a.pdf").content
    read = pypdf.PdfReader(io.BytesIO(kept))
    assert [page.extract_text().strip() for page in read.pages] == ["Content"] * 2
    note = next(one.get_object() for one in read.pages[1]["/Annots"])
    assert (note["/Contents"], "/T" in note, read.metadata, read.xmp_metadata) == ("Note", False, None, None)
    assert [CANARY in kept, CANARY in everything(read)] == [False, False]
    assert kept.partition(b"\n")[0] == sent.partition(b"\n")[0]


def test_a_form_keeps_its_fields_and_what_was_typed():
    field = b"<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/FT/Tx/T(nimi)/V(arvo)>>"
    sent = files.pdf(field).replace(b"/MediaBox", b"/Annots[4 0 R]/MediaBox")
    read = pypdf.PdfReader(io.BytesIO(taken(sent, "a.pdf").content))
    widget = read.pages[0]["/Annots"][0].get_object()
    assert (widget["/T"], widget["/V"]) == ("nimi", "arvo")


def test_what_cannot_be_cleaned_is_refused_in_words():
    locked = files.office("odt", **{"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"})
    nested = files.office(**{"word/a.docx": files.office(**{"word/b.docx": files.office()})})
    many = files.office(**{f"word/{number}.docx": files.office() for number in range(41)})
    broken = files.pdf().replace(b"/Pages 2 0 R", b"/Pages 9 0 R")
    found = [refusal(locked, "a.odt"), refusal(nested, "a.docx"), refusal(many, "a.docx"), refusal(broken)]
    assert found == ["locked", "too_much_inside", "too_much_inside", "not_what_it_says"]


STRANGE = {
    "a tag without an end": "<a" + " author" * 1_000_000,
    "tags without names": "<" * 3_000_000 + " author=",
    "names of many parts": "<" + "a." * 1_000_000 + " author",
    "metadata without an end": "<metadata>" * 200_000,
    "creators without an end": "<dc:creator>" * 200_000,
    "long creators": "<meta:" + "creator-" * 500_000,
    "many creators": "".join(f"<dc:creator>{number}</dc:creator>" for number in range(100_000)),
    "a path without an end": ' Target="file:' + "/" * 3_000_000,
    "spaces": "<a" + " " * 3_000_000 + "author",
    "quotes": "<a author='" + "' author='" * 300_000,
}


@pytest.mark.parametrize("what", STRANGE)
def test_strange_words_take_no_time(what):
    """checks.md I03"""
    content = files.office(**{"word/a.svg": STRANGE[what], "word/b.xml": STRANGE[what]})
    began = time.process_time()
    assert taken(content, "a.docx").format.extension == "docx"
    assert time.process_time() - began < 5
