"""Giving and withdrawing permissions to publish: one press, no question, effective at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from people.doors import personal
from people.models import Consent, ConsentText, Purpose
from pledges import actions, tokens
from pledges.models import Entry
from pledges.views.mine import own_entry
from pledges.views.partner import secret


@personal
def permissions(request, uuid):
    """Give or withdraw one permission: one press, no question, effective at once."""
    entry = own_entry(request, uuid)
    if request.method == "POST" and request.POST.get("withdraw") == "all":
        actions.withdraw_permissions(entry, by=request.user)
        messages.success(
            request, _("All permissions are withdrawn. Nothing of the entry is public any more.")
        )
    elif request.method == "POST" and "withdraw" in request.POST:
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


# Nobody is signed in here: the address is the authority, as on the partner's page.
@csrf_exempt
@secret
def withdraw_by_link(request, uuid, proof):
    """The link in a receipt. Opening it only shows what stands: mail programs open links by themselves."""
    entry = Entry.objects.filter(uuid=uuid).select_related("campaign").first()
    if entry is None or not tokens.is_of_withdrawal(proof, entry):
        raise Http404
    if request.method == "POST":
        actions.withdraw_permissions(entry, by=None, how=Consent.How.LINK)
        return redirect(request.path)
    standing = Consent.objects.in_force().about(entry.uuid).select_related("text").order_by("text__purpose")
    context = {"entry": entry, "campaign": entry.campaign, "standing": standing}
    return render(request, "pledges/withdraw_permissions.html", context)
