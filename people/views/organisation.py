"""An organisation as its representatives see it: who acts for it, and what stands about it."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from people import pictures, representation
from people.doors import personal, personal_form
from people.forms import RepresentativeForm
from people.models import Nomination, Organisation, Proposal, Representative
from people.organisation_form import OrganisationForm
from people.permissions import can_manage_people


def _own(request, uuid) -> Organisation:
    return get_object_or_404(Organisation, uuid=uuid, representatives__user=request.user)


def _screen(request, organisation, *, facts=None, colleague=None):
    context = {
        "organisation": organisation,
        "facts": facts or OrganisationForm(organisation=organisation),
        "colleague": colleague or RepresentativeForm(),
        "representatives": organisation.representatives.select_related("user").order_by("pk"),
        "nominations": organisation.nominations.order_by("pk"),
        "may_manage": can_manage_people(request.user, organisation),
    }
    return render(request, "people/organisation.html", context)


@personal_form
def organisation(request, uuid):
    own = _own(request, uuid)
    if request.method != "POST":
        typed = request.typed and OrganisationForm(request.typed, organisation=own)
        return _screen(request, own, facts=typed)
    form = OrganisationForm(request.POST, request.FILES, organisation=own)
    if not form.is_valid():
        return _screen(request, own, facts=form)
    proposal = form.save(by=request.user)
    waits = _("Saved. We look at the new name, website or logo first; you get a letter.")
    messages.success(request, waits if proposal else _("Saved."))
    return redirect("organisation", own.uuid)


@personal
def add_colleague(request, uuid):
    own = _own(request, uuid)
    if request.method == "POST":
        form = RepresentativeForm(request.POST)
        if not form.is_valid():
            return _screen(request, own, colleague=form)
        email = form.cleaned_data["email"]
        try:
            asked = representation.nominate(own, email, by=request.user)
        except representation.TooManyNominations:
            form.add_error(None, _("You have sent very many invitations today. Please go on tomorrow."))
            return _screen(request, own, colleague=form)
        # The address as it was typed: whose it is would tell who has an account here.
        words = (
            _("%(person)s has been asked by letter and acts for %(organisation)s after saying yes.")
            if asked
            else _("%(person)s acts for %(organisation)s already.")
        )
        messages.success(request, words % {"person": email, "organisation": own})
    return redirect("organisation", own.uuid)


@personal
def remove_colleague(request, uuid, representative):
    own = _own(request, uuid)
    if request.method == "POST":
        colleague = get_object_or_404(Representative, organisation=own, pk=representative)
        try:
            representation.remove(colleague, by=request.user)
            messages.success(request, _("%(person)s was removed.") % {"person": colleague.user.email})
        except PermissionDenied:
            messages.error(request, _("An organisation keeps at least one main representative."))
    return redirect("organisation", own.uuid)


@personal
def take_back_question(request, uuid, nomination):
    own = _own(request, uuid)
    if request.method == "POST":
        asked = get_object_or_404(own.nominations, pk=nomination)
        representation.take_back(asked, by=request.user)
        messages.success(request, _("%(person)s is not asked any more.") % {"person": asked.email})
    return redirect("organisation", own.uuid)


@personal
def answer_nomination(request, uuid):
    """Whoever is asked to act for an organisation says yes or no; without an answer nothing happens."""
    asked = get_object_or_404(Nomination, organisation__uuid=uuid, email=request.user.email)
    facts = {"organisation": asked.organisation}
    answer = request.POST.get("answer")
    try:
        if answer == "yes":
            representation.accept(asked, by=request.user)
            messages.success(request, _("You act for %(organisation)s now.") % facts)
        elif answer == "no":
            representation.decline(asked, by=request.user)
            messages.success(request, _("You do not act for %(organisation)s.") % facts)
    except representation.NotAsked:
        messages.warning(request, _("This question was answered or taken back in the same moment."))
    return redirect(settings.LOGIN_REDIRECT_URL)


@personal
def logo(request, uuid):
    """The one that its people asked for while it waits, or else the one that stands."""
    own = _own(request, uuid)
    asked = Proposal.objects.filter(organisation=own).exclude(logo="").first()
    shown = asked.logo if asked else own.logo
    if not shown:
        raise Http404
    try:
        return FileResponse(pictures.read(shown, 480), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
