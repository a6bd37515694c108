"""The jury office's list of jurors: who sits in a panel, and how far each is."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from judging import seats
from judging.forms import SeatsForm
from judging.models import Juror, Panel
from judging.progress import jurors_progress, panel_progress
from judging.views.screen import screen

office_only = permission_required("judging.run_judging")

CHANGES = {"withdraw": seats.withdraw, "bring_back": seats.bring_back}


@office_only
def jurors(request, pk):
    panel = get_object_or_404(Panel.objects.select_related("campaign"), pk=pk)
    form = SeatsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        emails = form.cleaned_data["emails"]
        for email in emails:
            seats.seat(panel, email, by=request.user)
        text = ngettext("%(number)d juror has a seat.", "%(number)d jurors have a seat.", len(emails))
        messages.success(request, text % {"number": len(emails)})
        return redirect("judging:jurors", pk)
    final, given = panel_progress(panel, viewer=request.user)
    return screen(
        request,
        "jurors.html",
        _("Jurors: %(panel)s") % {"panel": panel},
        path=panel_path(),
        icon="group",
        panel=panel,
        campaign=panel.campaign,
        jurors=jurors_progress(panel, viewer=request.user),
        final=final,
        given=given,
        form=form,
    )


@office_only
@require_POST
def change_seat(request, pk, seat):
    juror = get_object_or_404(Juror.objects.select_related("panel", "user"), pk=seat, panel=pk)
    change = CHANGES.get(request.POST.get("change"))
    if change:
        change(juror, by=request.user)
    return redirect("judging:jurors", pk)


def panel_path():
    return [(_("Panels"), reverse("judging_panels:index"))]
