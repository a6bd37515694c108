"""Saving a step: by its button, or quietly while somebody types; and what happens if two people do so."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from campaign.templatetags.moments import clock
from people.text import listed
from pledges import permissions, steps
from pledges.actions import StaleVersion
from pledges.forms.carrying import MINE, carried, is_settling, mine
from pledges.forms.differences import differences
from pledges.forms.parts import base
from pledges.forms.settling import settled
from pledges.states import EDITABLE
from pledges.views.copies import remember_copy
from pledges.views.screen import locked, screen


def save(request, entry, here):
    return _save(request, entry, here, _put_together(request, entry, here))


def _save(request, entry, here, data):
    form = here.form(data, request.FILES, entry=entry)
    if not permissions.can_edit(request.user, entry):
        return locked(request, entry, here, form)
    if here.keeps_text and is_settling(form.data):
        return both(request, entry, here, form.data)
    if not form.is_valid():
        return screen(request, entry, here, form)
    try:
        saved = form.save(by=request.user)
    except StaleVersion as stale:
        if stale.entry.state not in EDITABLE:
            return locked(request, stale.entry, here, form)
        if differences(here.form, form.data, stale.entry):
            return both(request, stale.entry, here, form.data)
        saved = stale.entry  # it says already what was typed
        if request.FILES:  # and has not yet what was chosen
            return _save(request, saved, here, _on_top_of(saved, form.data))
    except PermissionDenied:
        return locked(request, entry, here, form)
    if not saved:
        return screen(request, form.entry, here, form, picture_again=False)
    remember_copy(request, form.data)
    return redirect(_after(request, entry, here))


def _on_top_of(entry, data):
    again = data.copy()
    again["version"] = str(entry.version)
    return again


def _put_together(request, entry, here):
    """What is to be saved. Where choices between two texts are still missing, it is what came."""
    data = request.POST
    if not here.keeps_text or not is_settling(data):
        return data
    if not permissions.can_edit(request.user, entry):
        return mine(data)
    return settled(here.form, data, entry) or data


def save_quietly(request, entry, here):
    """For the script that saves while somebody types; errors are told in full at the next press of Save."""
    form = here.form(request.POST, entry=entry)
    if not form.is_valid():
        words = _("Not saved yet. Please check: %(fields)s")
        labels = listed(field.label for field in form if field.errors)
        return JsonResponse({"words": words % {"fields": labels}, "hints": form.hints()}, status=422)
    try:
        saved = form.save(by=request.user)
    except StaleVersion as stale:
        if stale.entry.state not in EDITABLE or differences(here.form, request.POST, stale.entry):
            return JsonResponse({}, status=409)
        saved = stale.entry
    except PermissionDenied:
        return JsonResponse({}, status=409)
    words = _("Saved %(time)s") % {"time": clock(saved.updated_at, saved.campaign)}
    stands = here.form(entry=saved)
    answer = {"version": saved.version, "base": base(stands), "words": words, "hints": form.hints()}
    return JsonResponse(answer)


def both(request, entry, here, data):
    """Somebody saved the step meanwhile: what was typed beside what stands, with a choice at each."""
    found, asked = differences(here.form, data, entry), is_settling(data)
    return screen(
        request,
        entry,
        here,
        here.form(entry=entry),
        template="pledges/differences.html",
        differences=found,
        undecided=[one for one in found if asked and not one.is_decided],
        carried=data[MINE] if asked else carried(data),
    )


def _after(request, entry, here) -> str:
    """The step whose button was pressed: this one, the one after it, or any in the progress list."""
    wanted = request.POST.get("then")
    known = steps.slugs_beside(here)
    slug = steps.after(here).slug if wanted == "next" else wanted if wanted in known else here.slug
    # Rows are added and removed by buttons of their own, and go on where they stand.
    place = "#measures" if "remove" in request.POST or "more" in request.POST else ""
    return reverse("pledges:edit", args=[entry.uuid, slug]) + place
