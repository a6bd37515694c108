"""The jury office says which entries a panel takes, and how much each juror can do."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from judging import seats
from judging.models import Juror, Panel
from judging.round_forms import LimitsForm, PanelEntriesForm
from judging.standings import panel_entries
from judging.views.jury import office_only, rounds_path
from judging.views.screen import screen


@office_only
def entries(request, pk):
    panel = get_object_or_404(Panel.objects.select_related("round__campaign"), pk=pk)
    form = PanelEntriesForm(request.POST or None, instance=panel)
    if request.method == "POST" and form.is_valid():
        seats.choose_entries(panel, **form.cleaned_data, by=request.user)
        messages.success(request, _("%(panel)s: saved which entries it takes.") % {"panel": panel})
        return redirect("judging:jurors", pk)
    return screen(
        request,
        "panel_entries.html",
        _("Entries of the panel %(panel)s") % {"panel": panel},
        path=[*rounds_path(), (str(panel), reverse("judging:jurors", args=[pk]))],
        icon="group",
        panel=panel,
        form=form,
        number=panel_entries(panel, viewer=request.user).count(),
    )


@office_only
def seat(request, pk, seat):
    jurors = Juror.objects.select_related("panel__round__campaign", "user")
    juror = get_object_or_404(jurors, pk=seat, panel=pk)
    now = {"most_entries": juror.most_entries, "languages": juror.languages}
    form = LimitsForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        seats.set_limits(juror, **form.cleaned_data, by=request.user)
        messages.success(request, _("%(juror)s: saved.") % {"juror": juror})
        return redirect("judging:jurors", pk)
    return screen(
        request,
        "seat.html",
        str(juror),
        path=[*rounds_path(), (str(juror.panel), reverse("judging:jurors", args=[pk]))],
        icon="user",
        juror=juror,
        campaign=juror.panel.campaign,
        affirmed=juror.affirmations.order_by("-pk").first(),
        ties=juror.ties.select_related("organisation").order_by("pk"),
        form=form,
    )
