"""An office document without its authors: a new archive of the same parts, each as far as it may stay."""

import re
import zipfile
from io import BytesIO

from people.files import office, office_words, pictures_within
from people.files.refusal import Refused

_WITHOUT = re.compile(
    r"docProps/thumbnail\.|Thumbnails/|_xmlsignatures/|META-INF/(document|macro)signatures\.xml$"
    r"|VersionList\.xml$|Versions/",
    re.I,
)
_PICTURE = re.compile(r"\.(jpe?g|png|webp)$", re.I)
_TEXT = re.compile(r"\.(xml|rels|svg|rdf)$", re.I)
_DOCUMENT = re.compile(r"\.(docx|xlsx|pptx|odt|ods|odp)$", re.I)
_LISTS = {"[Content_Types].xml", "_rels/.rels", "META-INF/manifest.xml"}
MOST_WITHIN = 40  # documents inside of a document, such as the tables behind its charts


def cleaned(content: bytes, *, depth=0) -> bytes:
    """`office.check` has passed it, and is asked about the documents inside of it."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _written_anew(archive, depth)
    except Refused:
        raise
    except Exception as broken:  # a damaged archive makes the reader stumble in any way it likes
        raise Refused("not_what_it_says") from broken


def _written_anew(archive, depth) -> bytes:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    within = [name for name in names if _DOCUMENT.search(name)]
    if len(set(names)) < len(names):
        raise Refused("not_what_it_says")
    if len(within) > MOST_WITHIN or (within and depth):
        raise Refused("too_much_inside")
    _check_within(archive, within)
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in archive.read(manifest):
        raise Refused("locked")
    gone = {name for name in names if _WITHOUT.match(name)}
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as anew:
        for part in parts:
            if part.filename not in gone:
                anew.writestr(_named(part), _part(archive, part, gone, depth))
    return written.getvalue()


def _check_within(archive, within: list[str]) -> None:
    """The documents inside of a document, which together with it have the room of one."""
    total = office.unpacked(archive)
    for name in within:
        content = archive.read(name)
        office.check(content, _extension(name))
        with zipfile.ZipFile(BytesIO(content)) as inner:
            total += office.unpacked(inner)
        if total > office.MOST_UNPACKED:
            raise Refused("too_much_inside")


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _named(part) -> zipfile.ZipInfo:
    """Without the times, comments and owners that archives keep of each part."""
    new = zipfile.ZipInfo(part.filename)
    new.compress_type = part.compress_type
    return new


def _part(archive, part, gone, depth) -> bytes:
    name, content = part.filename, archive.read(part)
    if _DOCUMENT.search(name):
        return cleaned(content, depth=depth + 1)
    if _PICTURE.search(name):
        return pictures_within.cleaned(content)
    if not _TEXT.search(name):
        return content
    text = office_words.without_authors(name, content)
    return office_words.without_parts(text, gone) if name in _LISTS else text
