"""Editors' documents: taken as what they are, without those who wrote them, as files of entries are."""

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.forms import BaseDocumentForm

from people.files.arriving import MEGABYTE, examine
from people.files.formats import FileKind, format_of

CLEANED = (FileKind.PDF, FileKind.OFFICE)


class DocumentForm(BaseDocumentForm):
    def clean_file(self):
        upload = self.cleaned_data["file"]
        known = format_of(upload.name) if upload and "file" in self.changed_data else None
        if known is None or known.kind not in CLEANED:
            return upload
        arrived = examine(upload, CLEANED, settings.LARGEST_REQUEST // MEGABYTE)
        return SimpleUploadedFile(upload.name, arrived.content, content_type=known.content_type)
