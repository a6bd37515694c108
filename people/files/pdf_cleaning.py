"""A PDF without its authors: written anew from what its pages reach, so that earlier versions go too."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter, apply_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from people.files import pictures_within
from people.files.refusal import Refused

# Of a document, a page, a layer or a picture; the last two belong to signatures.
_DESCRIBING = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/CreatorInfo", "/Perms", "/DSS")
_AUTHOR, _WIDGET = "/T", "/Widget"
# Bytes of one stream, and of all those together in which objects are packed.
MOST_UNPACKED = 30_000_000
_PACKINGS = ("zlib", "lzw", "run_length", "brotli", "jbig2")
_LIMITS = {f"{packing}_maximum_output_length": MOST_UNPACKED for packing in _PACKINGS}


def cleaned(content: bytes) -> bytes:
    """Raises Refused when it cannot be read well enough to be written anew."""
    try:
        with apply_configuration(**_LIMITS):
            reader = PdfReader(BytesIO(content))
            if reader.is_encrypted:
                raise Refused("locked")
            _refuse_too_much(reader)
            # Twice, because what was cut off in the first round is not reached in the second.
            written = _written_anew(PdfReader(BytesIO(_written_anew(reader))))
            is_whole = len(PdfReader(BytesIO(written)).pages) == len(reader.pages)
    except Refused:
        raise
    except LimitReachedError:
        raise Refused("too_much_inside") from None
    except Exception as broken:  # a damaged file makes the reader stumble in any way it likes
        raise Refused("not_what_it_says") from broken
    if not is_whole:
        raise Refused("not_what_it_says")
    return written


def _refuse_too_much(reader) -> None:
    """All packed objects stay in memory once one of each stream has been asked for."""
    left = MOST_UNPACKED
    for stream in {stream for stream, _place in reader.xref_objStm.values()}:
        left -= len(reader.get_object(stream).get_data())
        if left < 0:
            raise Refused("too_much_inside")


def _written_anew(reader) -> bytes:
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    writer.metadata = None
    for held in writer._objects:
        _clean(held)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _clean(held) -> None:
    """What an object says itself; others that it only points at come in their own turn."""
    waiting = [held]
    while waiting:
        one = waiting.pop()
        if isinstance(one, ArrayObject):
            waiting.extend(list.__iter__(one))
        elif isinstance(one, DictionaryObject):
            _forget_authors(one)
            waiting.extend(dict.values(one))


def _forget_authors(one) -> None:
    for name in _DESCRIBING:
        one.pop(name, None)
    if "/Subtype" in one and "/Rect" in one and one["/Subtype"] != _WIDGET:
        one.pop(_AUTHOR, None)  # of a comment; of a field of a form it is the name
    if one.get("/FT") == "/Sig":
        one.pop("/V", None)  # a signature says who signed, and holds for the file as it was
    if isinstance(one, StreamObject) and one.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        one._data = pictures_within.cleaned(one._data)
