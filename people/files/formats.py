"""The formats that can be attached."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."


class FileKind(models.TextChoices):
    PDF = "pdf", _("PDF")
    PICTURE = "picture", _("Pictures (JPEG, PNG, WebP)")
    OFFICE = "office", _("Office documents (Word, Excel, PowerPoint, OpenDocument)")
    TEXT = "text", _("Plain text")


@dataclass(frozen=True)
class Format:
    extension: str
    content_type: str
    kind: FileKind


FORMATS = {
    format.extension: format
    for format in (
        Format("pdf", "application/pdf", FileKind.PDF),
        Format("jpg", "image/jpeg", FileKind.PICTURE),
        Format("png", "image/png", FileKind.PICTURE),
        Format("webp", "image/webp", FileKind.PICTURE),
        Format("docx", f"{_OOXML}wordprocessingml.document", FileKind.OFFICE),
        Format("xlsx", f"{_OOXML}spreadsheetml.sheet", FileKind.OFFICE),
        Format("pptx", f"{_OOXML}presentationml.presentation", FileKind.OFFICE),
        Format("odt", f"{_ODF}text", FileKind.OFFICE),
        Format("ods", f"{_ODF}spreadsheet", FileKind.OFFICE),
        Format("odp", f"{_ODF}presentation", FileKind.OFFICE),
        Format("txt", "text/plain; charset=utf-8", FileKind.TEXT),
    )
}


def format_of(name: str) -> Format | None:
    """The format that a file's name says it has."""
    extension = name.rpartition(".")[2].strip().lower()
    return FORMATS.get("jpg" if extension == "jpeg" else extension)


def formats_of(kinds) -> list[Format]:
    return [format for format in FORMATS.values() if format.kind in kinds]
