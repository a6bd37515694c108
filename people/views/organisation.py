"""An organisation as its representatives see it: who acts for it, and what stands about it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from people import actions, pictures
from people.doors import personal, personal_form
from people.forms import OrganisationForm, RepresentativeForm
from people.models import Organisation, Representative
from people.permissions import can_manage_people


def _own(request, uuid) -> Organisation:
    return get_object_or_404(Organisation, uuid=uuid, representatives__user=request.user)


def _screen(request, organisation, *, facts=None, colleague=None):
    context = {
        "organisation": organisation,
        "facts": facts or OrganisationForm(organisation=organisation),
        "colleague": colleague or RepresentativeForm(),
        "representatives": organisation.representatives.select_related("user").order_by("pk"),
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
    form.save()
    messages.success(request, _("Saved."))
    return redirect("pledges:organisation", own.uuid)


@personal
def add_colleague(request, uuid):
    own = _own(request, uuid)
    if request.method == "POST":
        form = RepresentativeForm(request.POST)
        if not form.is_valid():
            return _screen(request, own, colleague=form)
        email = form.cleaned_data["email"]
        try:
            actions.add_representative(own, email, by=request.user)
        except actions.TooManyColleagues:
            form.add_error(None, _("You have sent very many invitations today. Please go on tomorrow."))
            return _screen(request, own, colleague=form)
        # The address as it was typed: whose it is would tell who has an account here.
        words = _("%(person)s acts for %(organisation)s now and has been told by letter.")
        messages.success(request, words % {"person": email, "organisation": own})
    return redirect("pledges:organisation", own.uuid)


@personal
def remove_colleague(request, uuid, representative):
    own = _own(request, uuid)
    if request.method == "POST":
        colleague = get_object_or_404(Representative, organisation=own, pk=representative)
        try:
            actions.remove_representative(colleague, by=request.user)
            messages.success(request, _("%(person)s was removed.") % {"person": colleague.user.email})
        except PermissionDenied:
            messages.error(request, _("An organisation keeps at least one main representative."))
    return redirect("pledges:organisation", own.uuid)


@personal
def logo(request, uuid):
    own = _own(request, uuid)
    if not own.logo:
        raise Http404
    try:
        return FileResponse(pictures.read(own.logo, 480), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
