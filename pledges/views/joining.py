"""We want to join: registered by a visitor who acts for an organisation, answered by the submitter."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from campaign.lifecycle import IllegalMove
from people.actions import TooManyOrganisations, register_organisation
from people.doors import personal, personal_form
from people.forms import NewOrganisationForm
from people.models import Organisation
from pledges import joining
from pledges.forms import DecliningForm, JoinForm
from pledges.hosting import open_to
from pledges.models import Entry, Interest
from pledges.open_data import public_record
from pledges.refusals import AlreadyPartner, TooManyInvitations
from pledges.views.mine import own_entry

REFUSED = {
    AlreadyPartner: gettext_lazy("This organisation takes part already, or has told that it would like to."),
    TooManyInvitations: gettext_lazy(
        "You have written to very many initiatives today. Please go on tomorrow."
    ),
}


@personal_form
def join(request, reference: str):
    """One form, one letter: nobody but the submitter learns of it."""
    welcoming = Entry.objects.welcoming().filter(open_to(request))
    entry = get_object_or_404(welcoming.for_reading(), reference=reference)
    own = Organisation.objects.filter(representatives__user=request.user).order_by("pk")
    data = request.POST if request.method == "POST" else request.typed
    form = JoinForm(data, organisations=own, user=request.user)
    new = None if own else NewOrganisationForm(data, prefix="new")
    if request.method == "POST" and _is_told(entry, form, new, by=request.user):
        messages.success(
            request, _("The submitter has been told by letter. It decides whether to invite you.")
        )
        return redirect(f"{reverse('pledges:my_entries')}#interests")
    context = {"entry": public_record(entry), "campaign": entry.campaign, "form": form, "new": new}
    return render(request, "pledges/join.html", context)


def _is_told(entry, form, new, *, by) -> bool:
    """Tell the submitter; a new organisation and its wish come together. Otherwise a form says why not."""
    valid = [one.is_valid() for one in (form, new) if one]  # both, so that both say what is wrong
    if not all(valid):
        return False
    told = {"language": get_language(), "by": by}
    try:
        with transaction.atomic():
            if new:
                told["organisation"] = register_organisation(by=by, **new.fields_to_register(get_language()))
            joining.register(entry, **form.cleaned_data, **told)
    except tuple(REFUSED) as refused:
        form.add_error(None, REFUSED[type(refused)])
    except TooManyOrganisations:
        new.refuse_another()
    except (ValidationError, IntegrityError):
        new.refuse_registered()
    else:
        return True
    return False


@personal
def take_back_interest(request, interest: int):
    mine = Interest.objects.filter(organisation__representatives__user=request.user)
    one = get_object_or_404(mine, pk=interest)
    if request.method == "POST":
        joining.take_back(one, by=request.user)
        messages.success(request, _("You have taken it back. The submitter does not see it any more."))
    return redirect(f"{reverse('pledges:my_entries')}#interests")


@personal
def decline_interest(request, uuid, interest: int):
    """The submitter says no: one page with room for a word, one button."""
    entry = own_entry(request, uuid)
    one = get_object_or_404(entry.interests.select_related("organisation"), pk=interest)
    form = DecliningForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            joining.decline(one, form.cleaned_data["answer"], by=request.user)
            messages.success(
                request, _("%(organisation)s has got your answer.") % {"organisation": one.organisation}
            )
        except IllegalMove:
            pass  # pressed twice: it has the answer
        return redirect(f"{reverse('pledges:entry_status', args=[entry.uuid])}#interests")
    context = {"entry": entry, "campaign": entry.campaign, "interest": one, "form": form}
    return render(request, "pledges/decline_interest.html", context)
