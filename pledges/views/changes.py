"""Changing what was sent, and reading what each version changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from campaign.lifecycle import IllegalMove
from people.doors import personal
from pledges import changing, versions
from pledges.receipt import received
from pledges.states import EDITABLE
from pledges.steps import STEPS
from pledges.views.mine import own_entry


@personal
def change(request, uuid):
    """One press opens what was received for changes, where the campaign lets it be."""
    entry = own_entry(request, uuid)
    if request.method == "POST":
        try:
            changing.begin(entry, by=request.user, at=request.arrived_at)
        except (IllegalMove, PermissionDenied):
            if entry.state not in EDITABLE:  # else: pressed twice
                messages.error(request, _("This is not possible any more."))
    if entry.state in EDITABLE:
        return redirect("pledges:edit", entry.uuid, STEPS[0].slug)
    return redirect("pledges:entry_status", entry.uuid)


@personal
def leave_as_it_was(request, uuid):
    entry = own_entry(request, uuid)
    if request.method == "POST":
        try:
            changing.leave_as_it_was(entry, by=request.user)
            messages.success(request, _("Nothing was changed: what we received before stands."))
        except IllegalMove as refused:
            messages.error(request, refused.message)
    return redirect("pledges:entry_status", entry.uuid)


@personal
def version(request, uuid, number: int):
    """One version as it was received, with what it changed."""
    entry = own_entry(request, uuid)
    submission = get_object_or_404(entry.submissions, number=number)
    before = entry.submissions.filter(number=number - 1).first()
    context = {
        "entry": entry,
        "campaign": entry.campaign,
        "submission": submission,
        "before": before,
        "changes": versions.changes(before, submission, entry.campaign) if before else [],
        "received": received(submission.content, entry.campaign, submission.redacted),
    }
    return render(request, "pledges/version.html", context)
