"""The answer to an invitation: reached by the link in the letter, without an account."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from campaign.lifecycle import IllegalMove
from people.permissions import represents
from pledges.forms import AnswerForm
from pledges.models import Partner
from pledges.permissions import can_answer
from pledges.states import ENDED
from pledges.views.form import picture_of

ANSWERED = ("confirm", "unnamed", "decline", "left")


def secret(view):
    """The address is the key: it stays out of caches, search engines and the logs of other sites.

    The key is the only authority here, and no cookie adds to it. Django's check could not pass anyway:
    after "no-referrer" browsers send forms with the origin "null".
    """

    @wraps(view)
    def door(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return csrf_exempt(never_cache(door))


def find_partner(**key) -> Partner | None:
    related = ("organisation", "invited_by", "entry__campaign__owner", "entry__organisation")
    return Partner.objects.filter(**key).select_related(*related).first()


def who(request, partner):
    """Who presses, if they have signed in as a representative; whoever has the link may."""
    return request.user if represents(request.user, partner.organisation) else None


@secret
def partner_answer(request, key):
    partner = find_partner(key=key)
    if partner is None or not can_answer(partner, request.arrived_at):
        return gone(request, partner)
    form = AnswerForm(request.POST or None, request.FILES or None, partner=partner)
    if request.method == "POST" and form.is_valid():
        try:
            partner = form.save(by=who(request, partner), at=request.arrived_at)
        except IllegalMove:
            return gone(request, find_partner(key=key))
        answer = form.cleaned_data["answer"]
        unnamed = answer == "confirm" and not partner.may_use_name
        return redirect("pledges:partner_thanks", "unnamed" if unnamed else answer)
    context = about(partner) | {"form": form, "picture_again": bool(request.FILES)}
    return render(request, "pledges/partner_answer.html", context)


def about(partner) -> dict:
    return {"partner": partner, "entry": partner.entry, "campaign": partner.entry.campaign}


@secret
def partner_picture(request, key):
    partner = find_partner(key=key)
    if partner is None or not partner.entry.image or not can_answer(partner, request.arrived_at):
        return gone(request, partner)
    return picture_of(partner.entry)


@secret
def partner_thanks(request, answer):
    """Has nothing of the invitation in its address: it may be reloaded and shown to anybody."""
    if answer not in ANSWERED:
        raise Http404
    return render(request, "pledges/partner_thanks.html", {"answer": answer})


def gone(request, partner):
    """What became of the invitation, and whom to ask; of a link that we do not know, only what may have."""
    if partner is None:
        return render(request, "pledges/partner_gone.html", status=404)
    context = about(partner) | {"is_ended": partner.entry.state in ENDED}
    return render(request, "pledges/partner_gone.html", context, status=410)
