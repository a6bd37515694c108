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
from pledges.models import Entry
from pledges.steps import STEPS


def start(request, slug):
    """Whoever comes too early or too late learns when the call opens or closed, without signing in."""
    campaign = get_object_or_404(Campaign.objects.select_related("owner"), slug=slug)
    if campaign.phase != Phase.CALL:
        return render(request, "pledges/not_open.html", {"campaign": campaign})
    return _start(request, campaign)


@personal_form
def _start(request, campaign):
    data = request.POST if request.method == "POST" else request.typed
    organisations = Organisation.objects.filter(representatives__user=request.user).order_by("pk")
    form = StartForm(data, campaign=campaign, organisations=organisations, wanted=request.GET)
    new = NewOrganisationForm(data if data is not None and form.registers else None, prefix="new")
    if request.method == "POST" and form.is_valid():
        entry = _begun(form, by=request.user) or _begin(campaign, form, new, by=request.user)
        if entry:
            return redirect("pledges:edit", entry.uuid, STEPS[0].slug)
    return render(request, "pledges/start.html", {"campaign": campaign, "form": form, "new": new})


def _begun(form, *, by) -> Entry | None:
    """What the first press of this form began, if this is the second."""
    return Entry.objects.of(by).filter(uuid=form.cleaned_data["token"]).first()


def _begin(campaign, form, new, *, by) -> Entry | None:
    """The new draft, or None with an error in `new`. Draft and organisation come together."""
    chosen, language = form.cleaned_data, get_language()
    if new.is_bound and not new.is_valid():
        return None
    try:
        with transaction.atomic():
            organisation = chosen["organisation"] or register_organisation(
                by=by, **new.fields_to_register(language)
            )
            return actions.start(
                campaign, chosen["kind"], organisation, by=by, language=language, uuid=chosen["token"]
            )
    except (ValidationError, IntegrityError):
        begun = _begun(form, by=by)
        if begun is None:
            new.refuse_registered()
        return begun
