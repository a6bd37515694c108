"""A partner's own page, by the link in the letter that came after its confirmation."""

from django.shortcuts import redirect, render
from django.urls import reverse

from campaign.lifecycle import IllegalMove
from pledges import own_part
from pledges.forms import LeavingForm, UseForm, WriterForm
from pledges.models import Partner, Writer
from pledges.permissions import can_bring_writers
from pledges.views.partner import about, find_partner, gone, secret, who


def own(key) -> Partner | None:
    partner = find_partner(own_key=key)
    return partner if partner and partner.takes_part else None


@secret
def partnership(request, key):
    """The partner's own page about its part, for as long as it takes part."""
    partner = own(key)
    if partner is None:
        return gone(request, find_partner(own_key=key))
    return page(request, partner)


def page(request, partner, writing=None):
    may_bring = can_bring_writers(partner)
    context = about(partner) | {
        "form": UseForm(partner=partner),
        "is_saved": "saved" in request.GET,
        "writing": may_bring and (writing or WriterForm()),
        "writers": list(partner.writers.all()) if may_bring else [],
        "most": Writer.MOST,
    }
    return render(request, "pledges/partnership.html", context | _entry_of(partner))


def _entry_of(partner) -> dict:
    """The text as it was sent in last, or as it stands in a draft, and who else takes part."""
    entry = partner.entry
    submission = entry.submissions.last()
    return {
        "wording": submission.content if submission else entry,
        "submission": submission,
        "together": entry.partners.taking_part().exclude(pk=partner.pk).select_related("organisation"),
    }


@secret
def partner_use(request, key):
    """Change what may be shown in public; it takes effect at once."""
    partner = own(key)
    if partner is None:
        return gone(request, find_partner(own_key=key))
    form = UseForm(request.POST, partner=partner)
    if request.method == "POST" and form.is_valid():
        try:
            own_part.permit(partner, **form.cleaned_data, by=who(request, partner))
        except IllegalMove:
            return gone(request, partner)
    return back(key)


def back(key):
    """Told by the address and not by a message, which would need a cookie."""
    return redirect(f"{reverse('pledges:partnership', args=[key])}?saved")


@secret
def leave(request, key):
    partner = own(key)
    if partner is None:
        return gone(request, find_partner(own_key=key))
    form = LeavingForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "pledges/partner_leave.html", about(partner) | {"form": form})
    try:
        own_part.leave(partner, **form.cleaned_data, by=who(request, partner))
    except IllegalMove:
        return gone(request, find_partner(own_key=key))
    return redirect("pledges:partner_thanks", "left")
