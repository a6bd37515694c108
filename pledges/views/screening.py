"""The screening desk: one page per entry, three verbs, then the next in the queue."""

from django.db import transaction
from django.db.models import Q
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
from people.models import Organisation
from pledges import actions, desk
from pledges.as_received import as_received, was_received
from pledges.forms.decision import AcceptForm, DecisionForm
from pledges.models import Entry
from pledges.permissions import can_read_received, can_screen, is_concerned
from pledges.states import State
from pledges.views.attachment import download

_readers = user_passes_test(can_read_received)
_screeners = user_passes_test(can_screen)


def _received(request, pk, entries=None) -> Entry:
    entries = _readable(request.user, entries).for_reading()
    return get_object_or_404(entries.select_related("created_by"), pk=pk)


def _readable(user, entries=None):
    entries = Entry.objects.all() if entries is None else entries
    return entries.received().in_reach_of(user)


@_readers
@require_safe
def entry(request, pk):
    return _page(request, as_received(_received(request, pk)))


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


@transaction.atomic
def _decide(request, pk, form_class, act, done):
    # Partners answer under the same lock: between reading and deciding nothing changes unread.
    entry = _received(request, pk, Entry.objects.select_for_update(of=("self",)))
    form = form_class(request.POST, stands=desk.fingerprint(entry))
    if not form.is_valid():
        reasons = [error for errors in form.errors.values() for error in errors]
        messages.error(request, " ".join([_("Nothing was decided."), *reasons]))
        return _page(request, entry, form)
    try:
        act(entry, form)
    except IllegalMove as stopped:
        messages.error(request, _("Nothing was decided.") + " " + stopped.message)
        return _page(request, entry, form)
    messages.success(request, done % {"entry": entry.reference} + " " + _what_waits(request.user))
    following = desk.next_waiting(entry, request.user)
    # The form's address names its place on the page; without an own "#" the next page would open there.
    return redirect(f"{_address(following)}#")


def _address(following) -> str:
    return reverse("entries:entry", args=[following.pk]) if following else reverse("screening:index")


def _what_waits(user) -> str:
    number = Entry.objects.in_reach_of(user).waiting_for_screening().count()
    if not number:
        return _("Nothing waits any more.")
    return ngettext("%(number)d entry waits.", "%(number)d entries wait.", number) % {"number": number}


def _part_of(user, entry) -> dict:
    """Whether the reader decides on what waits, or has to leave it to somebody else."""
    waits = can_screen(user) and entry.state == State.SUBMITTED
    is_own = waits and is_concerned(user, entry)
    return {"decides": waits and not is_own, "is_own": is_own}


def _page(request, entry, form=None):
    screens = can_screen(request.user)
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    listing = (
        {"url": reverse("screening:index"), "label": _("Screening")}
        if screens
        else {"url": reverse("entries:index"), "label": _("Entries")}
    )
    following = desk.next_waiting(entry, request.user) if screens else None
    buttons = [HeaderButton(_("History"), reverse("entries:history", args=[entry.pk]), icon_name="history")]
    if following:
        url = reverse("entries:entry", args=[following.pk])
        buttons.insert(0, HeaderButton(_("Next in the queue"), url, icon_name="arrow-right"))
    sheet = desk.sheet(entry)
    context = {
        **sheet,
        "form": form or AcceptForm(None, stands=sheet["stands"]),
        **_part_of(request.user, entry),
        "typed": form.data.get("reason", "") if form else "",
        "header_title": f"{entry.reference} {sheet['title']}".strip(),
        "header_icon": "doc-full",
        "breadcrumbs_items": [home, listing, {"url": "", "label": entry.reference}],
        "header_buttons": buttons,
    }
    return render(request, "pledges/admin/entry.html", context)


@_readers
@require_safe
def picture(request, pk, width):
    """Pictures lie outside the public media folder; staff see them before anybody permits publishing."""
    entry = as_received(get_object_or_404(_readable(request.user), pk=pk))
    try:
        return FileResponse(pictures.read(entry.image, width), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None


@_readers
@require_safe
def logo(request, pk, organisation):
    """Of the entry's own organisation or a partner, before the public sees it."""
    entry = get_object_or_404(_readable(request.user), pk=pk)
    involved = Q(pk=entry.organisation_id) | Q(pk__in=entry.partners.values("organisation"))
    found = get_object_or_404(Organisation, involved, pk=organisation)
    try:
        return FileResponse(pictures.read(found.logo, 480), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None


@_readers
@require_safe
def attachment(request, pk, file):
    entry = get_object_or_404(_readable(request.user), pk=pk)
    found = get_object_or_404(entry.attachments, pk=file)
    if not was_received(found):
        raise Http404
    return download(found)
