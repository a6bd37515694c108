"""Beginning an entry: which kind, and in whose name."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from campaign.deadlines import allows, closing_for, phase_of
from campaign.models import Campaign
from campaign.states import Phase, Right
from people.actions import TooManyOrganisations, register_organisation
from people.doors import personal_form
from people.forms import NewOrganisationForm
from people.models import Organisation
from pledges import actions, examples
from pledges.forms import StartForm
from pledges.models import Entry
from pledges.open_data import public_record
from pledges.steps import STEPS


def start(request, slug):
    """Whoever comes too early or too late learns when the call opens or closed, without signing in.

    Late passes are for those who are signed in and hold one.
    """
    campaigns = Campaign.objects.real().select_related("owner").prefetch_related("late_passes")
    campaign = get_object_or_404(campaigns, slug=slug)
    is_open = phase_of(campaign, request.arrived_at) == Phase.CALL
    if is_open or _organisations(request, campaign):
        return _start(request, campaign, is_open)
    status = 403 if request.method == "POST" else 200
    return render(request, "pledges/not_open.html", {"campaign": campaign}, status=status)


def _organisations(request, campaign) -> list[Organisation]:
    """Those that the person acts for, and that may begin an entry now."""
    if not request.user.is_authenticated:
        return []
    own = Organisation.objects.filter(representatives__user=request.user).order_by("pk")
    at = request.arrived_at
    return [one for one in own if allows(campaign, Right.WRITE, at, organisation=one)]


@personal_form
def _start(request, campaign, is_open):
    data = request.POST if request.method == "POST" else request.typed
    organisations = _organisations(request, campaign)
    wanted = request.GET if data is None else data
    example = examples.to_follow(campaign, wanted.get("example", ""), request)
    asked = {"organisations": organisations, "wanted": request.GET, "example": example, "is_open": is_open}
    form = StartForm(data, campaign=campaign, **asked)
    is_described = form.registers or form.describes_another
    new = NewOrganisationForm(data if data is not None and is_described else None, prefix="new")
    if request.method == "POST" and form.is_valid():
        entry = _begun(form, by=request.user) or _begin(request, campaign, form, new)
        if entry:
            return redirect("pledges:edit", entry.uuid, STEPS[0].slug)
    until = campaign.closes_at if is_open else min(closing_for(campaign, one) for one in organisations)
    context = {"campaign": campaign, "form": form, "new": new, "is_open": is_open, "until": until}
    context["example"] = example and public_record(example)
    return render(request, "pledges/start.html", context)


def _begun(form, *, by) -> Entry | None:
    """What the first press of this form began, if this is the second."""
    return Entry.objects.of(by).filter(uuid=form.cleaned_data["token"]).first()


def _begin(request, campaign, form, new) -> Entry | None:
    """The new draft, or None with an error in a form. Draft and organisation come together."""
    chosen, language, by = form.cleaned_data, get_language(), request.user
    if new.is_bound and not new.is_valid():
        return None
    try:
        with transaction.atomic():
            organisation = chosen["organisation"] or register_organisation(
                by=by, **new.fields_to_register(language)
            )
            asked = {"language": language, "uuid": chosen["token"], "at": request.arrived_at}
            following = {"example": form.follows, "with_words": chosen.get("with_words", False)}
            return actions.start(campaign, chosen["kind"], organisation, by=by, **asked, **following)
    except actions.TooManyDrafts:
        form.refuse_another(actions.MOST_DRAFTS)
    except TooManyOrganisations:
        new.refuse_another()
    except (ValidationError, IntegrityError):
        begun = _begun(form, by=by)
        if begun is None:
            new.refuse_registered()
        return begun
    return None
