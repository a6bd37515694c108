"""Who wrote, changed and commented an office document, out of the words of its parts.

What is searched here was made by anybody: no pattern looks at the same place twice.
"""

import re

from people.files.office_instead import instead_of

_NOBODY = rb'\1"Author"'


def _attribute(name: bytes):
    return re.compile(rb"(<[\w:.-]++[^<>]*?\s(?:\w+:)?%b\s*=\s*)(?:\"[^\"<]*\"|'[^'<]*')" % name)


# Attributes that name people wherever they stand, and those that do in lists of people alone.
_NAMING = {name: _attribute(name) for name in (b"author", b"initials", b"userName", b"userId")}
_LISTED = {name: _attribute(name) for name in (b"name", b"displayName")}
_LISTS_OF_PEOPLE = re.compile(r"ppt/(commentAuthors|authors)\.xml$|xl/persons/")
_ELEMENT = re.compile(
    rb"(<(dc:creator|(?:meta|loext):[\w-]{0,20}(?:creator|initials|printed-by)|cp:lastModifiedBy"
    rb"|(?:\w+:)?(?:DisplayName|AccountId|author))\b[^<>]*>)((?!tc=)[^<]+)(?=</\2\s*>)"
)
_BEGINNING = re.compile(rb">([^<>:]{1,200}):")
_METADATA = re.compile(rb"<((?:\w+:)?metadata)\b[^<>]*(?<!/)>")
_PRINTER = re.compile(rb'(config:name="Printer(?:Name|Setup)"[^<>]*>)[^<]+')
_ON_A_DISK = re.compile(rb'(\b(?:Target|url)\s*=\s*")((?:file:|\w:)[^"<]*)"')
_LISTED_PART = re.compile(rb"<((?:\w+:)?(?:Override|Relationship|file-entry))\b([^<>]*?)(?:/>|></\1>)")


def without_authors(name: str, content: bytes) -> bytes:
    """One part of a document, of its kind and as valid as before."""
    instead = instead_of(name)
    if instead:
        return instead
    text = _in_utf8(content)
    naming = _NAMING | (_LISTED if _LISTS_OF_PEOPLE.match(name) else {})
    for word, attribute in naming.items():
        if word in text:
            text = attribute.sub(_NOBODY, text)
    if name.lower().endswith(".svg"):
        text = _without_metadata(text)
    return _ON_A_DISK.sub(_without_folders, _PRINTER.sub(rb"\1", _without_names(text)))


def _without_names(text: bytes) -> bytes:
    """Out of elements, and out of comments that begin with the name of who wrote them."""
    names = {found[2] for found in _ELEMENT.findall(text)}
    text = _ELEMENT.sub(rb"\1Author", text)
    if not names:
        return text
    return _BEGINNING.sub(lambda found: b">Author:" if found[1] in names else found[0], text)


def _without_metadata(text: bytes) -> bytes:
    kept, place = [], 0
    for found in _METADATA.finditer(text):
        if found.start() < place:
            continue
        end = text.find(b"</%b>" % found[1], found.end())
        if end < 0:
            break
        kept.append(text[place : found.start()])
        place = end + len(found[1]) + 3
    return b"".join([*kept, text[place:]])


def _without_folders(found) -> bytes:
    """A folder on somebody's disk is mostly named after them."""
    last = re.split(rb"[/\\]", found[2])[-1]
    return b'%b%b%b"' % (found[1], b"file:///" if found[2].startswith(b"file:") else b"", last)


def _in_utf8(content: bytes) -> bytes:
    if not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content
    text = content.decode("utf-16")
    return re.sub(r"(<\?xml[^>]*encoding=[\"'])[\w-]+", r"\1UTF-8", text, count=1).encode()


def without_parts(text: bytes, gone: set[str]) -> bytes:
    """A list of parts, or of what leads to them, without those that are gone."""
    return _LISTED_PART.sub(lambda found: b"" if _paths(found[2]) & gone else found[0], text)


def _paths(attributes: bytes) -> set[str]:
    values = re.findall(rb'"([^"]*)"', attributes)
    return {value.decode(errors="replace").removeprefix("/") for value in values}
