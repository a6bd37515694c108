"""Taking a file in: what it is, whether it may be, and what of it is kept."""

import threading
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from people import pictures
from people.files import office, office_cleaning, pdf, plain
from people.files.formats import FileKind, Format, format_of, formats_of
from people.files.names import safe_name
from people.files.refusal import Refused
from people.text import listed

MEGABYTE = 1024 * 1024
# In each process: what is unpacked of a document takes up to a quarter of a gigabyte.
_one_document_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Arrival:
    """A file that may be kept: under this name, with this content."""

    name: str
    format: Format
    content: bytes


def examine(upload, kinds: Collection[str], most_megabytes: int) -> Arrival:
    """Read an upload; raise ValidationError with what is wrong, in words, naming the file."""
    format = format_of(upload.name or "")
    name = safe_name(upload.name or "", format.extension if format else "")
    try:
        if format is None or format.kind not in kinds:
            raise Refused("unknown", possible=listed(known.extension.upper() for known in formats_of(kinds)))
        if not upload.size:
            raise Refused("empty")
        if upload.size > most_megabytes * MEGABYTE:
            raise Refused("too_large", most=most_megabytes)
        return Arrival(name, format, _content(upload, format))
    except Refused as refused:
        raise refused.named(name) from None
    except ValidationError as refused:
        raise ValidationError(
            _("“%(name)s”: %(fault)s"), refused.code, {"name": name, "fault": refused.messages[0]}
        ) from None


def _content(upload, format: Format) -> bytes:
    if format.kind == FileKind.PICTURE:
        return pictures.rewritten(upload, format.extension)
    upload.seek(0)
    content = upload.read()
    if format.kind == FileKind.TEXT:
        return plain.cleaned(content)
    with _one_document_at_a_time:
        if format.kind == FileKind.PDF:
            return _pdf(content, format.extension)
        office.check(content, format.extension)
        return office_cleaning.cleaned(content)


def _pdf(content: bytes, extension: str) -> bytes:
    from people.files import pdf_cleaning  # large, and wanted only here

    pdf.check(content, extension)
    kept = pdf_cleaning.cleaned(content)
    pdf.check(kept, extension)  # in the copy stands openly what the file had packed in an unusual way
    return kept
