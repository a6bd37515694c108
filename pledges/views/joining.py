"""We want to join: registered by a visitor who acts for an organisation, answered by the submitter."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from campaign.lifecycle import IllegalMove
from people.doors import personal, personal_form
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
    if request.method == "POST" and form.is_valid():
        try:
            joining.register(entry, **form.cleaned_data, language=get_language(), by=request.user)
        except tuple(REFUSED) as refused:
            form.add_error(None, REFUSED[type(refused)])
        else:
            messages.success(
                request, _("The submitter has been told by letter. It decides whether to invite you.")
            )
            return redirect(f"{reverse('pledges:my_entries')}#interests")
    context = {"entry": public_record(entry), "campaign": entry.campaign, "form": form, "own": own}
    return render(request, "pledges/join.html", context)


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
