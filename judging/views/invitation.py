"""An invitation to a jury: the person invited accepts it, or declines."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from campaign.lifecycle import IllegalMove
from judging import seats
from judging.forms import DeclineForm, SeatForm
from judging.models import Juror
from judging.states import JurorState
from judging.views.juror import juror_only, list_path
from judging.views.screen import screen


@juror_only
def invitation(request, pk):
    juror = _own(request.user, pk)
    form = SeatForm(request.POST or None, initial={"languages": [request.user.language]})
    if request.method == "POST" and form.is_valid():
        try:
            seats.accept(juror, **form.cleaned_data, by=request.user)
        except IllegalMove as error:
            messages.error(request, error.message)
            return redirect("judging:invitation", pk)
        messages.success(request, _("Thank you! You are now a member of the jury."))
        return redirect("judging:my_entries")
    this = juror.panel.round
    return screen(
        request,
        "invitation.html",
        _("Invitation to the jury of %(campaign)s") % {"campaign": this.campaign},
        path=list_path(),
        icon="mail",
        juror=juror,
        round=this,
        campaign=this.campaign,
        is_waiting=juror.state == JurorState.INVITED,
        form=form,
    )


@juror_only
def decline(request, pk):
    juror = _own(request.user, pk)
    form = DeclineForm(request.POST or None)
    back = reverse("judging:invitation", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            seats.decline(juror, form.cleaned_data["reason"], by=request.user)
        except IllegalMove as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("You have declined the invitation. The jury office sees it."))
        return redirect(back)
    path = [*list_path(), (_("Invitation"), back)]
    return screen(request, "decline.html", _("Decline the invitation"), path=path, form=form, back=back)


def _own(user, pk):
    return get_object_or_404(Juror.objects.select_related("panel__round__campaign"), pk=pk, user=user)
