"""Rules of a panel's assignments: who never sits together, and whom entries must have."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from judging import rules as verbs
from judging.apart_form import ApartForm
from judging.models import ApartRule
from judging.needed_form import NeededForm
from judging.permissions import involved_entries
from judging.states import JurorState
from judging.views.assignment_frame import panel_at, path_to
from judging.views.jury import office_only
from judging.views.screen import screen


@office_only
def rules(request, pk):
    panel = panel_at(pk)
    asked = request.POST.get("rule")
    jurors = panel.jurors.filter(state__in=(JurorState.INVITED, JurorState.ACCEPTED))
    jurors = jurors.select_related("user").order_by("user__last_name", "user__email")
    apart = ApartForm(request.POST if asked == "apart" else None, jurors=jurors)
    needed = NeededForm(
        request.POST if asked == "needed" else None, panel=panel, jurors=jurors, viewer=request.user
    )
    if apart.is_valid():
        verbs.keep_apart(apart.cleaned_data["one"], apart.cleaned_data["other"], by=request.user)
    elif needed.is_valid():
        verbs.require(panel, by=request.user, **needed.rule())
    else:
        return _show(request, panel, apart, needed)
    messages.success(request, _("The rule has been saved. The next plan keeps to it."))
    return redirect("judging:rules", pk)


def _show(request, panel, apart, needed):
    return screen(
        request,
        "rules.html",
        _("Rules of assignment"),
        path=path_to(panel),
        icon="table",
        panel=panel,
        apart_rules=ApartRule.objects.in_panel(panel)
        .select_related("one__user", "other__user")
        .order_by("pk"),
        needed_rules=_needed_rules(panel, request.user),
        apart=apart,
        needed=needed,
    )


def _needed_rules(panel, viewer):
    """Without those about entries that the viewer is involved in."""
    hidden = involved_entries(viewer).values("pk")
    visible = panel.needed_rules.exclude(entry__in=hidden)
    return visible.select_related("entry").prefetch_related("jurors__user").order_by("pk")


@office_only
@require_POST
def drop(request, pk, kind, rule):
    panel = panel_at(pk)
    of_kind = {"apart": ApartRule.objects.in_panel(panel), "needed": _needed_rules(panel, request.user)}
    if kind not in of_kind:
        raise Http404
    verbs.drop_rule(panel, get_object_or_404(of_kind[kind], pk=rule), by=request.user)
    messages.success(request, _("The rule has been removed."))
    return redirect("judging:rules", pk)
