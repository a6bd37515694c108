"""The one way out for attached files: as a download that no browser opens as anything else."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers

from people.doors import personal
from people.files import keeping
from people.files.formats import FORMATS
from pledges.hosting import open_to
from pledges.models import Entry
from pledges.open_data import public_record
from pledges.permissions import can_see_own
from pledges.views.mine import open_entry

POLICY = "default-src 'none'; sandbox"


def download(attachment) -> FileResponse:
    """Whoever calls this has asked whether the reader may have the file."""
    try:
        opened = keeping.read(attachment.file)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        opened,
        as_attachment=True,
        filename=attachment.name,
        content_type=FORMATS[attachment.type].content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    add_never_cache_headers(response)
    return response


@personal
def own_attachment(request, uuid, file):
    entry = open_entry(request, uuid)
    files = entry.attachments.all()
    if not can_see_own(request.user, entry):
        files = files.without_personal()
    return download(get_object_or_404(files, pk=file))


def public_attachment(request, reference: str, file: int):
    """A file of a public entry, if its record says that the public may have it."""
    entries = Entry.objects.public().filter(open_to(request))
    entry = get_object_or_404(entries.for_reading(), reference=reference)
    if file not in {shown.pk for shown in public_record(entry).attachments}:
        raise Http404
    return download(entry.attachments.get(pk=file))
