"""After the form: sending, the receipt, permissions, taking an entry back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from campaign.lifecycle import IllegalMove
from people.doors import personal
from people.models import Consent, ConsentText, Purpose
from pledges import actions
from pledges import permissions as rules
from pledges.guidance import ahead, guidance, past, visibility
from pledges.receipt import received
from pledges.views.mine import own_entry


@personal
def submit(request, uuid):
    entry = own_entry(request, uuid)
    if request.method != "POST":
        return redirect("pledges:edit", entry.uuid, "check")
    try:
        actions.submit(entry, by=request.user, at=request.arrived_at)
    except actions.Incomplete:
        return redirect("pledges:edit", entry.uuid, "check")
    except actions.NotAllowedNow:
        return render(
            request, "pledges/too_late.html", {"entry": entry, "campaign": entry.campaign}, status=403
        )
    except IllegalMove:
        pass  # pressed twice, or sent from another window: the receipt is the answer
    else:
        messages.success(request, _("Thank you! We have received it, and a receipt is on its way by e-mail."))
    return redirect("pledges:entry_status", entry.uuid)


@personal
def entry_status(request, uuid):
    entry = own_entry(request, uuid)
    submission = entry.submissions.last()
    context = {
        "entry": entry,
        "campaign": entry.campaign,
        "submission": submission,
        "received": received(submission.content, entry.campaign) if submission else [],
        "guidance": guidance(entry),
        "ahead": ahead(entry),
        "past": past(entry),
        "visibility": visibility(entry),
        "permissions": _permission_rows(entry),
        "may_give": rules.can_give_permission(request.user, entry),
        "may_withdraw": rules.can_withdraw(request.user, entry),
    }
    return render(request, "pledges/entry_status.html", context)


def _permission_rows(entry) -> list[tuple[ConsentText, Consent | None]]:
    """Each wording in force with the permission that stands for its purpose, if any."""
    standing = Consent.objects.in_force().about(entry.uuid).by_purpose()
    return [(text, standing.get(text.purpose)) for text in ConsentText.objects.in_force()]


@personal
def permissions(request, uuid):
    """Give or withdraw one permission: one press, no question, effective at once."""
    entry = own_entry(request, uuid)
    if request.method == "POST" and "withdraw" in request.POST:
        actions.withdraw_permission(entry, _purpose(request.POST["withdraw"]), by=request.user)
        messages.success(request, _("The permission is withdrawn. This takes effect at once."))
    elif request.method == "POST":
        _give(request, entry)
    return redirect(f"{reverse('pledges:entry_status', args=[entry.uuid])}#permissions")


def _purpose(value: str) -> str:
    if value not in Purpose.values:
        raise Http404
    return value


def _give(request, entry) -> None:
    """Only the wording that the person had before their eyes can be agreed to."""
    purpose, _separator, version = request.POST.get("give", "").rpartition("_")
    text = get_object_or_404(ConsentText.objects.in_force(), purpose=_purpose(purpose))
    if str(text.version) != version:
        messages.error(request, _("The wording has changed meanwhile. Please read it and press again."))
        return
    try:
        actions.give_permission(entry, text.purpose, by=request.user)
    except PermissionDenied:
        messages.error(request, _("This is not possible any more."))
    else:
        messages.success(request, _("Thank you. The permission is given."))


@personal
def withdraw(request, uuid):
    """Take the whole entry back: one page that says what that means, one button."""
    entry = own_entry(request, uuid)
    if not rules.can_withdraw(request.user, entry):
        return redirect("pledges:entry_status", entry.uuid)
    if request.method != "POST":
        return render(request, "pledges/withdraw.html", {"entry": entry, "campaign": entry.campaign})
    try:
        actions.withdraw(entry, by=request.user)
        messages.success(request, _("The entry is withdrawn. Nothing of it is public."))
    except IllegalMove as refused:
        messages.error(request, refused.message)
    return redirect("pledges:entry_status", entry.uuid)
