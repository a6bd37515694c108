"""A plan for a panel's assignments: asked for, looked at, and carried out if nothing has changed."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from judging import sharing
from judging.assignment import OutOfTime
from judging.assignment_forms import WishesForm
from judging.states import JurorState
from judging.views.assignment_frame import panel_at, path_to, said_of
from judging.views.jury import office_only
from judging.views.screen import screen


@office_only
def automatic(request, pk):
    panel = panel_at(pk)
    form = WishesForm(request.POST or None, panel=panel)
    if request.method == "POST" and form.is_valid():
        try:
            return _answer(request, panel, form)
        except OutOfTime:
            messages.error(
                request, _("No plan was found in time. Ask for less, such as no spread of regions.")
            )
    return screen(
        request,
        "automatic.html",
        _("Assign automatically"),
        path=path_to(panel),
        icon="table",
        panel=panel,
        form=form,
        waiting=panel.jurors.filter(state=JurorState.INVITED).count(),
        taking_part=panel.jurors.taking_part().count(),
    )


def _answer(request, panel, form):
    """Carry the plan out if it is the one that was looked at; otherwise show it."""
    mark = request.POST.get("mark")
    if mark:
        try:
            done = sharing.carry_out(panel, form.wishes(), mark=mark, by=request.user)
        except sharing.Overtaken:
            messages.warning(
                request, _("Something has changed meanwhile, so nothing was done. This is the new plan.")
            )
        else:
            messages.success(request, said_of(done))
            return redirect("judging:assignments", panel.pk)
    proposal = sharing.propose(panel, form.wishes(), by=request.user)
    path = [*path_to(panel), (_("Assign automatically"), reverse("judging:automatic", args=[panel.pk]))]
    title = _("Proposed assignments")
    return screen(
        request, "proposal.html", title, path=path, icon="table", panel=panel, form=form, proposal=proposal
    )
