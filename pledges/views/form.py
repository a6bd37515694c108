"""The form of an entry: the step table drives one view."""

from django.http import FileResponse, Http404
from django.shortcuts import redirect

from people import pictures
from people.doors import personal, personal_form
from pledges import permissions, steps
from pledges.forms.carrying import is_settling
from pledges.views.mine import open_entry, written_entry
from pledges.views.saving import both, save, save_quietly
from pledges.views.screen import screen


@personal_form
def edit(request, uuid, step):
    entry = written_entry(request, uuid)
    here = steps.for_writer(step, request.user, entry)
    if request.method == "POST" and "X-Autosave" in request.headers and here.saves_itself:
        return save_quietly(request, entry, here)
    if request.method == "POST" and here.form:
        return save(request, entry, here)
    if not permissions.can_edit(request.user, entry):
        return (
            redirect("pledges:my_entries") if here.is_shared else redirect("pledges:entry_status", entry.uuid)
        )
    if request.typed and here.keeps_text and is_settling(request.typed):
        return both(request, entry, here, request.typed)
    form = here.form(request.typed, entry=entry) if here.form else None
    return screen(request, entry, here, form)


@personal
def own_picture(request, uuid):
    """The picture of an own entry, whatever its state."""
    return picture_of(open_entry(request, uuid))


def picture_of(entry, width=960) -> FileResponse:
    if not entry.image:
        raise Http404
    try:
        return FileResponse(pictures.read(entry.image, width), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
