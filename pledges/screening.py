"""The screening desk: one page per entry, three verbs, then the next in the queue."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test
from wagtail.admin.widgets.button import HeaderButton

from campaign.lifecycle import IllegalMove
from people import pictures
from pledges import actions, desk
from pledges.forms.decision import AcceptForm, DecisionForm
from pledges.models import Entry
from pledges.permissions import can_read_received, can_screen
from pledges.states import State

_readers = user_passes_test(can_read_received)
_screeners = user_passes_test(can_screen)


def _received(pk) -> Entry:
    return get_object_or_404(Entry.objects.received().for_reading().select_related("created_by"), pk=pk)


@_readers
@require_safe
def entry(request, pk):
    return _page(request, _received(pk))


@_screeners
@require_POST
def accept(request, pk):
    done = _("%(entry)s is accepted.")
    return _decide(request, pk, AcceptForm, lambda entry, form: actions.accept(entry, by=request.user), done)


@_screeners
@require_POST
def return_for_changes(request, pk):
    def act(entry, form):
        actions.return_for_changes(entry, form.cleaned_data["reason"], by=request.user)

    return _decide(request, pk, DecisionForm, act, _("%(entry)s went back to its submitter."))


@_screeners
@require_POST
def decline(request, pk):
    def act(entry, form):
        actions.decline(entry, form.cleaned_data["reason"], by=request.user)

    return _decide(request, pk, DecisionForm, act, _("%(entry)s is declined."))


def _decide(request, pk, form_class, act, done):
    entry = _received(pk)
    form = form_class(request.POST, entry)
    if not form.is_valid():
        reasons = [error for errors in form.errors.values() for error in errors]
        messages.error(request, " ".join([_("Nothing was decided."), *reasons]))
        return _page(request, entry, form)
    try:
        act(entry, form)
    except IllegalMove as stopped:
        messages.error(request, _("Nothing was decided.") + " " + stopped.message)
        return _page(request, entry, form)
    messages.success(request, done % {"entry": entry.reference} + " " + _what_waits())
    following = desk.next_waiting(entry)
    # The form's address names its place on the page; without an own "#" the next page would open there.
    return redirect(f"{_address(following)}#")


def _address(following) -> str:
    return reverse("entries:entry", args=[following.pk]) if following else reverse("screening:index")


def _what_waits() -> str:
    number = Entry.objects.waiting_for_screening().count()
    if not number:
        return _("Nothing waits any more.")
    return ngettext("%(number)d entry waits.", "%(number)d entries wait.", number) % {"number": number}


def _page(request, entry, form=None):
    screens = can_screen(request.user)
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    listing = (
        {"url": reverse("screening:index"), "label": _("Screening")}
        if screens
        else {"url": reverse("entries:index"), "label": _("Entries")}
    )
    following = desk.next_waiting(entry) if screens else None
    buttons = [HeaderButton(_("History"), reverse("entries:history", args=[entry.pk]), icon_name="history")]
    if following:
        url = reverse("entries:entry", args=[following.pk])
        buttons.insert(0, HeaderButton(_("Next in the queue"), url, icon_name="arrow-right"))
    context = {
        **desk.sheet(entry),
        "form": form or AcceptForm(None, entry),
        "decides": screens and entry.state == State.SUBMITTED,
        "typed": form.data.get("reason", "") if form else "",
        "header_title": str(entry),
        "header_icon": "doc-full",
        "breadcrumbs_items": [home, listing, {"url": "", "label": entry.reference}],
        "header_buttons": buttons,
    }
    return render(request, "pledges/admin/entry.html", context)


@_readers
@require_safe
def picture(request, pk, width):
    """Pictures lie outside the public media folder; staff see them before anybody permits publishing."""
    entry = get_object_or_404(Entry.objects.received().exclude(image=""), pk=pk)
    if width not in pictures.WIDTHS:
        raise Http404
    try:
        return FileResponse(pictures.read(entry.image, width), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
