"""Parts of office documents that say nothing but who, when and with what, and what stands in their place."""

_PROLOGUE = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OOXML = b"http://schemas.openxmlformats.org/"
# Parts that say nothing but who, when and with what: these stand in their place.
_INSTEAD = {
    "docProps/core.xml": b'<cp:coreProperties xmlns:cp="%bpackage/2006/metadata/core-properties"/>' % _OOXML,
    "docProps/app.xml": b'<Properties xmlns="%bofficeDocument/2006/extended-properties"/>' % _OOXML,
    "docProps/custom.xml": b'<Properties xmlns="%bofficeDocument/2006/custom-properties"/>' % _OOXML,
    "word/people.xml": b'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>',
    "meta.xml": b"<office:document-meta"
    b' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"/>',
}


def instead_of(name: str) -> bytes | None:
    """As little as a part of this name may hold, also one of an object inside; None for every other."""
    part = _INSTEAD.get(name) or _INSTEAD.get(name.rpartition("/")[2])
    return part and _PROLOGUE + part
