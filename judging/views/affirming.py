"""A juror looks through the organisations that take part, and says which they are involved with."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from judging import affirming
from judging.forms import AffirmationForm
from judging.models import Juror
from judging.views.juror import juror_only, list_path
from judging.views.screen import screen


@juror_only
def affirm(request, pk):
    juror = _own_seat(request.user, pk)
    listed = affirming.organisations_of(juror)
    known = [tie.organisation for tie in juror.ties.select_related("organisation").order_by("pk")]
    form = AffirmationForm(request.POST or None, listed=[one for one in listed if one not in known])
    seen = affirming.digest(listed)
    if request.method == "POST" and request.POST.get("seen") != seen:
        messages.warning(request, _("The list has changed meanwhile. Please look through it once more."))
    elif request.method == "POST" and form.is_valid():
        named = form.cleaned_data["organisations"]
        affirming.affirm(juror, listed, named, form.cleaned_data["reason"], by=request.user)
        messages.success(request, _said(len(named)))
        return redirect("judging:my_entries")
    return screen(
        request,
        "affirm.html",
        _("Conflicts of interest"),
        path=list_path(),
        icon="warning",
        round=juror.panel.round,
        known=known,
        listed=listed,
        form=form,
        seen=seen,
    )


def _own_seat(user, pk):
    seats = Juror.objects.taking_part().select_related("panel__round__campaign")
    return get_object_or_404(seats, pk=pk, user=user)


def _said(number) -> str:
    if not number:
        return _("Thank you. You have affirmed that you are not involved with any of them.")
    return ngettext(
        "Thank you. You will not be given entries of this %(number)d organisation.",
        "Thank you. You will not be given entries of these %(number)d organisations.",
        number,
    ) % {"number": number}
