"""The jury office's list of jurors: who sits in a panel, and how far each is."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from campaign.lifecycle import IllegalMove
from judging import seats
from judging.forms import SeatsForm
from judging.models import Juror, Panel
from judging.pace import with_pace
from judging.progress import jurors_progress, older_versions, panel_progress
from judging.views.reached import in_reach
from judging.views.screen import screen


def office_only(view):
    """For the jury office, about what is in the person's reach."""
    return permission_required("judging.run_judging")(in_reach(view))


CHANGES = {"withdraw": seats.withdraw, "bring_back": seats.bring_back}


@office_only
def jurors(request, pk):
    panel = get_object_or_404(Panel.objects.select_related("round__campaign"), pk=pk)
    form = SeatsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        emails = form.cleaned_data["emails"]
        for email in emails:
            seats.invite(panel, email, by=request.user)
        text = ngettext("%(number)d person is invited.", "%(number)d people are invited.", len(emails))
        messages.success(request, text % {"number": len(emails)})
        return redirect("judging:jurors", pk)
    final, given = panel_progress(panel, viewer=request.user)
    return screen(
        request,
        "jurors.html",
        _("Jurors: %(panel)s") % {"panel": panel},
        path=rounds_path(),
        icon="group",
        panel=panel,
        campaign=panel.campaign,
        jurors=with_pace(jurors_progress(panel, viewer=request.user), panel.round),
        final=final,
        given=given,
        older=older_versions(panel, viewer=request.user),
        form=form,
    )


@office_only
@require_POST
def change_seat(request, pk, seat):
    juror = get_object_or_404(Juror.objects.select_related("panel", "user"), pk=seat, panel=pk)
    change = CHANGES.get(request.POST.get("change"))
    try:
        if change:
            change(juror, by=request.user)
    except IllegalMove as error:
        messages.error(request, error.message)
    return redirect("judging:jurors", pk)


def rounds_path():
    return [(_("Rounds"), reverse("judging_rounds:index"))]
