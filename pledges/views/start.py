"""Beginning an entry: which kind, and in whose name."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from campaign.models import Campaign
from campaign.states import Phase
from people.actions import register_organisation
from people.doors import personal_form
from people.forms import NewOrganisationForm
from people.models import Organisation
from pledges import actions
from pledges.forms import StartForm
from pledges.steps import STEPS


def start(request, slug):
    """Whoever comes too early or too late learns when the call opens or closed, without signing in."""
    campaign = get_object_or_404(Campaign.objects.select_related("owner"), slug=slug)
    if campaign.phase != Phase.CALL:
        return render(request, "pledges/not_open.html", {"campaign": campaign})
    return _start(request, campaign)


@personal_form
def _start(request, campaign):
    organisations = Organisation.objects.filter(representatives__user=request.user).order_by("pk")
    data = request.POST if request.method == "POST" else request.typed
    wanted = {"kind": request.GET.get("kind") or (campaign.kinds[0] if len(campaign.kinds) == 1 else "")}
    if len(organisations) == 1:
        wanted["organisation"] = organisations[0].uuid
    form = StartForm(data, campaign=campaign, organisations=organisations, initial=wanted)
    registers = data is not None and form.registers
    new = NewOrganisationForm(data if registers else None, prefix="new")
    if request.method == "POST" and form.is_valid() and (not registers or new.is_valid()):
        try:
            entry = _begin(campaign, form, new, by=request.user)
        except (ValidationError, IntegrityError):
            new.refuse_registered()
        else:
            return redirect("pledges:edit", entry.uuid, STEPS[0].slug)
    return render(request, "pledges/start.html", {"campaign": campaign, "form": form, "new": new})


@transaction.atomic
def _begin(campaign, form, new, *, by):
    organisation = form.cleaned_data["organisation"]
    if organisation is None:
        organisation = register_organisation(by=by, **new.fields_to_register(get_language()))
    return actions.start(campaign, form.cleaned_data["kind"], organisation, by=by, language=get_language())
