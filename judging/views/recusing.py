"""The jury office takes a juror off an entry, and lifts a recusal."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from judging import recusals
from judging.forms import LiftForm, RecusalForm
from judging.models import Juror
from judging.views.deciding import judged_entry, path_of
from judging.views.jury import office_only
from judging.views.screen import screen


@office_only
def recuse(request, pk, seat):
    found = judged_entry(request, pk)
    juror = get_object_or_404(
        Juror.objects.select_related("user", "panel__round"), pk=seat, assignments__entry=found
    )
    form = RecusalForm(request.POST or None)
    back = reverse("judging:entry", args=[pk])
    if request.method == "POST" and form.is_valid():
        recusals.recuse(juror, found, form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("%(juror)s is recused from the entry.") % {"juror": juror})
        return redirect(back)
    title = _("Recuse %(juror)s") % {"juror": juror}
    path = [*path_of(found.campaign), (found.reference, back)]
    return screen(request, "recuse.html", title, path=path, form=form, back=back, juror=juror)


@office_only
def lift(request, pk, recusal):
    found = judged_entry(request, pk)
    recused = get_object_or_404(found.recusals.standing().select_related("juror__user"), pk=recusal)
    form = LiftForm(request.POST or None)
    back = reverse("judging:entry", args=[pk])
    if request.method == "POST" and form.is_valid():
        recusals.lift(recused, form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("%(juror)s may judge the entry again.") % {"juror": recused.juror})
        return redirect(back)
    title = _("Lift the recusal of %(juror)s") % {"juror": recused.juror}
    path = [*path_of(found.campaign), (found.reference, back)]
    return screen(request, "lift.html", title, path=path, form=form, back=back, recusal=recused)
