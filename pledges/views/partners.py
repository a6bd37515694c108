"""The step of the form about partners: who takes part, and whom to ask."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.doors import personal, personal_form
from people.models import Organisation
from pledges import partner_list, partner_search, permissions, steps
from pledges.forms import InvitationForm
from pledges.models import Partner
from pledges.views.mine import own_entry
from pledges.views.screen import locked, screen

HANDED = "link_to_hand_on"


@personal_form
def partners(request, uuid, step):
    """The list, a search in the register, and once somebody is chosen or described the invitation."""
    entry = own_entry(request, uuid)
    if not permissions.can_see_to_partners(request.user, entry):
        return redirect("pledges:entry_status", entry.uuid)
    chosen, words = _chosen(request.GET), request.GET.get("q", "")
    form = None
    if entry.campaign.are_partners_frozen:
        return _page(request, entry, form, words)
    if interest := _interest(entry, request.GET):
        said = {"contribution": interest.words, "email": interest.email, "language": interest.language}
        form = InvitationForm(entry=entry, organisation=interest.organisation, said=said)
        return _page(request, entry, form, words)
    if chosen or "new" in request.GET:
        form = InvitationForm(entry=entry, organisation=chosen, name=words)
    return _page(request, entry, form, words)


@personal_form
def invite(request, uuid):
    entry = own_entry(request, uuid)
    data = request.POST if request.method == "POST" else request.typed
    if data is None:
        return redirect("pledges:edit", entry.uuid, "partners")
    form = InvitationForm(data, entry=entry, organisation=_chosen(data))
    if not permissions.can_see_to_partners(request.user, entry):
        return locked(request, entry, steps.get("partners"), form)
    if "find" in data or "choose" in data:
        return _half_typed(request, entry, data)
    if request.method != "POST" or not form.is_valid():
        return _page(request, entry, form)
    partner = form.save(by=request.user)
    if partner is None:
        return _page(request, entry, form)
    _tell(request, partner)
    return redirect("pledges:edit", entry.uuid, "partners")


def _half_typed(request, entry, data):
    """Somebody looks for an organisation, or chooses another, beside an invitation: its words stay."""
    words = data.get("q", "")
    said = {name: data[name] for name in InvitationForm.base_fields if data.get(name)}
    if "choose" not in data:
        form = InvitationForm(entry=entry, organisation=_chosen(data), said=said)
        return _page(request, entry, form, words)
    chosen = _chosen({"organisation": data["choose"]})
    return _page(request, entry, InvitationForm(entry=entry, organisation=chosen, name=words, said=said))


def _chosen(data) -> Organisation | None:
    if not (uuid := data.get("organisation")):
        return None
    try:
        return Organisation.objects.in_register().filter(uuid=uuid).first()
    except ValidationError:
        return None


def _interest(entry, data):
    """Somebody who would like to join is asked in their own words."""
    key = data.get("interest", "")
    found = entry.interests.select_related("organisation").filter(declined_at=None)
    return found.filter(pk=key).first() if key.isdecimal() and len(key) < 18 else None


def _page(request, entry, form, words=""):
    more = {
        "rows": partner_list.rows(entry, request.user),
        "words": words,
        "found": partner_search.find(entry, words),
        "shortest": partner_search.SHORTEST,
        "handed": _handed(request, entry),
    }
    return screen(request, entry, steps.get("partners"), form, **more)


def _tell(request, partner) -> None:
    """That the letters are on their way, or, on the next page and there only, the link to hand on."""
    if partner_list.has_address(partner):
        messages.success(request, _("The invitation is on its way."))
    else:
        request.session[HANDED] = str(partner.key)


def _handed(request, entry) -> dict | None:
    """Of that invitation: the link of a later one goes by letter to those it is meant for."""
    key = request.session.pop(HANDED, None)
    partner = key and entry.partners.waiting().filter(key=key).first()
    return partner and {"partner": partner, "link": partner_list.link_of(partner)}


@personal
def find(request, uuid):
    """For the script that looks up organisations while somebody types."""
    entry = own_entry(request, uuid)
    if not permissions.can_invite(request.user, entry):
        raise Http404
    found = partner_search.find(entry, request.GET.get("q", ""))
    page = reverse("pledges:edit", args=[entry.uuid, "partners"])
    rows = [
        {
            "name": str(one.organisation),
            "details": one.details,
            "address": "" if one.takes_part else f"{page}?organisation={one.organisation.uuid}#invite",
        }
        for one in found
    ]
    words = ngettext("%(number)d organisation found", "%(number)d organisations found", len(rows))
    return JsonResponse({"rows": rows, "words": words % {"number": len(rows)}})


@personal_form
def ask_again(request, uuid, partner):
    """A fresh link: for another address or other words, or where nothing came of the first one."""
    entry = own_entry(request, uuid)
    asked = get_object_or_404(Partner.objects.select_related("organisation"), entry=entry, pk=partner)
    if asked.takes_part or not permissions.can_see_to_partners(request.user, entry):
        return redirect("pledges:entry_status", entry.uuid)
    data = request.POST if request.method == "POST" else request.typed
    form = InvitationForm(data, entry=entry, partner=asked)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        _tell(request, asked)
        return redirect("pledges:edit", entry.uuid, "partners")
    context = {"entry": entry, "campaign": entry.campaign, "partner": asked, "form": form}
    return render(request, "pledges/partner_again.html", context)
