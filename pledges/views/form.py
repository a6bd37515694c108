"""The form of an entry: the step table drives one view."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from campaign.deadlines import allows
from campaign.lifecycle import IllegalMove
from campaign.states import Right
from campaign.templatetags.moments import clock
from people import pictures
from people.doors import personal, personal_form
from pledges import partnership, permissions, steps
from pledges.actions import StaleVersion
from pledges.completeness import gaps, publication_allowed
from pledges.guidance import ahead
from pledges.models import Partner
from pledges.open_data import public_record, submitted_content
from pledges.receipt import received
from pledges.states import EDITABLE, State
from pledges.views.mine import own_entry


@personal_form
def edit(request, uuid, step):
    entry, here = own_entry(request, uuid), steps.get(step)
    if request.method == "POST" and "X-Autosave" in request.headers and here.saves_itself:
        return _save_quietly(request, entry, here)
    if request.method == "POST" and here.form:
        return _save(request, entry, here)
    if not permissions.can_edit(request.user, entry):
        return redirect("pledges:entry_status", entry.uuid)
    form = here.form(request.typed, entry=entry) if here.form else None
    return _screen(request, entry, here, form)


def _save(request, entry, here):
    form = here.form(request.POST, request.FILES, entry=entry)
    if not permissions.can_edit(request.user, entry):
        return _locked(request, entry, here, form)
    if not form.is_valid():
        return _screen(request, entry, here, form)
    try:
        saved = form.save(by=request.user)
    except StaleVersion as stale:
        if stale.entry.state not in EDITABLE:
            return _locked(request, stale.entry, here, form)
        return _screen(request, stale.entry, here, here.form.again(request.POST, stale.entry), conflict=True)
    except PermissionDenied:
        return _locked(request, entry, here, form)
    if not saved:
        return _screen(request, entry, here, form)
    if here.done:
        messages.success(request, here.done)
    return redirect("pledges:edit", entry.uuid, _next(request, here))


def _save_quietly(request, entry, here):
    """For the script that saves while somebody types: whatever is wrong is told at the next press of Save."""
    form = here.form(request.POST, entry=entry)
    if not form.is_valid():
        return JsonResponse({}, status=422)
    try:
        saved = form.save(by=request.user)
    except (StaleVersion, PermissionDenied):
        return JsonResponse({}, status=409)
    words = _("Saved %(time)s") % {"time": clock(saved.updated_at, saved.campaign)}
    return JsonResponse({"version": saved.version, "words": words})


def _next(request, here) -> str:
    """The step whose button was pressed: this one, the one after it, or any in the progress list."""
    wanted = request.POST.get("then")
    if wanted == "next":
        return steps.after(here).slug
    return wanted if wanted in steps.SLUGS else here.slug


def _screen(request, entry, here, form, **more):
    missing = gaps(entry)
    right = Right.RESUBMIT if entry.state == State.RETURNED else Right.SUBMIT
    context = {
        "entry": entry,
        "campaign": entry.campaign,
        "here": here,
        "form": form,
        "gaps": missing,
        "progress": steps.progress(entry, here, missing),
        "saves": here.keeps_text,
        "until": entry.campaign.announces_at if entry.state == State.RETURNED else entry.campaign.closes_at,
        "may_send": allows(entry.campaign, right, request.arrived_at),
        "typed_before_sign_in": request.typed is not None,
        "picture_again": bool(request.FILES),
        **more,
    }
    if here.slug == "check":
        context |= _to_check(entry)
    return render(request, here.template, context)


def _to_check(entry) -> dict:
    return {
        "rows": received(submitted_content(entry), entry.campaign),
        "record": public_record(entry),
        "is_permitted": publication_allowed(entry),
        "ahead": ahead(entry),
    }


def _locked(request, entry, here, form):
    """The entry left the submitter's hands while the form was open: nothing is saved, and nothing lost."""
    typed = [
        (field.label, field.value()) for field in form.visible_fields() if field.name in form.changed_data
    ]
    context = {"entry": entry, "campaign": entry.campaign, "here": here, "typed": typed}
    return render(request, "pledges/locked.html", context, status=409)


@personal
def remove_partner(request, uuid, partner):
    entry = own_entry(request, uuid)
    if request.method == "POST":
        taking_part = get_object_or_404(Partner, entry=entry, pk=partner)
        try:
            partnership.remove(taking_part, by=request.user)
            words = _("%(organisation)s was removed.") % {"organisation": taking_part.organisation}
            messages.success(request, words)
        except IllegalMove as refused:
            messages.error(request, refused.message)
    return redirect("pledges:edit", entry.uuid, "partners")


@personal
def own_picture(request, uuid):
    """The picture of an own entry, whatever its state."""
    return picture_of(own_entry(request, uuid))


def picture_of(entry, width=960) -> FileResponse:
    if not entry.image:
        raise Http404
    try:
        return FileResponse(pictures.read(entry.image, width), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
