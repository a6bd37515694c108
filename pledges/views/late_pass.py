"""The link in the letter about a late pass: a shortcut. What counts is the pass of the organisation."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from campaign.models import LatePass
from people.permissions import represents
from pledges import tokens
from pledges.guidance import guidance
from pledges.models import Entry
from pledges.views.partner import secret


@secret
def late_pass(request, token):
    """Leads those who act for the organisation to their work, and tells everybody else nothing about it."""
    pk = tokens.late_pass_in(token)
    if pk is None:
        raise Http404
    found = get_object_or_404(LatePass.objects.select_related("campaign", "organisation"), pk=pk)
    if represents(request.user, found.organisation):
        return redirect(_work(found))
    return render(request, "pledges/late_pass.html", {"campaign": found.campaign})


def _work(late_pass) -> str:
    """The one unfinished entry of the organisation, or the list of them, or a new one."""
    entries = Entry.objects.in_campaign(late_pass.campaign).filter(organisation=late_pass.organisation)
    unfinished = list(entries.unfinished().for_reading()[:2])
    if not unfinished:
        return reverse("pledges:start", args=[late_pass.campaign.slug])
    return guidance(unfinished[0]).address if len(unfinished) == 1 else reverse("pledges:my_entries")
