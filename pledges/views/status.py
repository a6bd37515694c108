"""After the form: sending, the receipt, taking an entry back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from campaign.lifecycle import IllegalMove
from people.doors import personal
from people.models import Consent, ConsentText
from pledges import actions, interest_list, partner_list, reopening
from pledges import permissions as rules
from pledges.guidance import ahead, guidance, last_moment, past, visibility
from pledges.models import Entry
from pledges.receipt import received
from pledges.states import State
from pledges.views.mine import own_entry

# In the address of the page that says what was received, right after sending.
JUST_SENT = "sent"


@personal
def submit(request, uuid):
    entry = get_object_or_404(Entry.objects.of(request.user), uuid=uuid)
    if request.method != "POST":
        return redirect("pledges:edit", entry.uuid, "check")
    try:
        actions.submit(entry, by=request.user, at=request.arrived_at, seen=request.POST.get("version"))
    except actions.StaleVersion:
        messages.warning(request, _("Somebody changed the entry meanwhile. Read it once more, then send it."))
        return redirect("pledges:edit", entry.uuid, "check")
    except actions.Incomplete:
        return redirect("pledges:edit", entry.uuid, "check")
    except actions.NotAllowedNow:
        context = {"entry": entry, "campaign": entry.campaign, "until": last_moment(entry)}
        return render(request, "pledges/too_late.html", context, status=403)
    except IllegalMove:
        pass  # pressed twice, or sent from another window: the receipt is the answer
    # Said on the next page, without a second transaction that writes it into the session meanwhile.
    return redirect(f"{reverse('pledges:entry_status', args=[entry.uuid])}?{JUST_SENT}")


@personal
def entry_status(request, uuid):
    entry = own_entry(request, uuid)
    versions = list(entry.submissions.all())
    submission = versions[-1] if versions else None
    _thank(request, entry)
    context = {
        "entry": entry,
        "campaign": entry.campaign,
        "submission": submission,
        "received": received(submission.content, entry.campaign, submission.redacted) if submission else [],
        "guidance": guidance(entry),
        "ahead": ahead(entry),
        "past": past(entry),
        "visibility": visibility(entry),
        "permissions": _permission_rows(entry),
        "partner_rows": partner_list.rows(entry, request.user),
        "interests": interest_list.of_entry(entry, request.user),
        "versions": versions[::-1],
        "until": last_moment(entry),
        "may_change": rules.can_change(request.user, entry, request.arrived_at),
        "may_give": rules.can_give_permission(request.user, entry),
        "may_reopen": rules.can_reopen(request.user, entry, request.arrived_at),
        "may_withdraw": rules.can_withdraw(request.user, entry),
    }
    return render(request, "pledges/entry_status.html", context)


def _thank(request, entry) -> None:
    if JUST_SENT in request.GET and entry.state == State.SUBMITTED:
        messages.success(request, _("Thank you! We have received it, and a receipt is on its way by e-mail."))


def _permission_rows(entry) -> list[tuple[ConsentText, Consent | None]]:
    """Each wording in force with the permission that stands for its purpose, if any."""
    standing = Consent.objects.in_force().about(entry.uuid).by_purpose()
    return [(text, standing.get(text.purpose)) for text in ConsentText.objects.in_force()]


@personal
def receipt_file(request, uuid, number: int):
    """The receipt of one submission as a PDF file."""
    # What writes PDF is large, and most processes never write one.
    from pledges.receipt_pdf import receipt_pdf

    submission = get_object_or_404(own_entry(request, uuid).submissions, number=number)
    name = f"{submission.content['reference']}-{number}.pdf"
    file = HttpResponse(receipt_pdf(submission), content_type="application/pdf")
    file["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return file


@personal
def reopen(request, uuid):
    """Take an accepted entry back to change it: one page that says what that means, one button."""
    entry = own_entry(request, uuid)
    if not rules.can_reopen(request.user, entry, request.arrived_at):
        return redirect("pledges:entry_status", entry.uuid)
    if request.method != "POST":
        return render(request, "pledges/reopen.html", {"entry": entry, "campaign": entry.campaign})
    reopening.reopen(entry, by=request.user, at=request.arrived_at)
    messages.success(request, _("You can change the entry now. Send it again when it is ready."))
    return redirect("pledges:edit", entry.uuid, "about")


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
