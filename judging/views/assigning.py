"""Sharing entries among the jurors of a panel by hand, in a table."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from judging import seats
from judging.forms import EntryFilterForm
from judging.models import Panel
from judging.progress import jurors_progress
from judging.table import AssignmentTable, parse_boxes
from judging.views.jury import office_only, rounds_path
from judging.views.screen import screen

# Django refuses forms with more than 400 fields; a page of the table stays well below.
BOXES_PER_PAGE = 300


@office_only
def newest(request):
    panel = Panel.objects.in_reach_of(request.user).newest_first().first()
    return redirect("judging:assignments", panel.pk) if panel else redirect("judging_rounds:index")


@office_only
def assignments(request, pk):
    panel = get_object_or_404(Panel.objects.select_related("round__campaign"), pk=pk)
    if request.method == "POST":
        _save(request, panel)
        return redirect(request.get_full_path())
    filters = EntryFilterForm(request.GET or None, campaign=panel.campaign)
    jurors = list(jurors_progress(panel, viewer=request.user).taking_part())
    table = AssignmentTable(panel, jurors, viewer=request.user)
    entries = table.entries(filters.cleaned_data if filters.is_valid() else {})
    page = _page(request, entries, len(jurors))
    return screen(
        request,
        "assignments.html",
        _("Assignments: %(panel)s") % {"panel": panel},
        path=rounds_path(),
        icon="table",
        panel=panel,
        others=_others(request.user, panel),
        jurors=jurors,
        filters=filters,
        page=page,
        rows=table.rows(page.object_list),
        short=table.short(),
    )


def _others(user, panel):
    panels = Panel.objects.in_reach_of(user).newest_first()
    return panels.select_related("round__campaign").exclude(pk=panel.pk)


def _page(request, entries, columns):
    size = min(50, max(5, BOXES_PER_PAGE // max(1, columns)))
    return Paginator(entries, size).get_page(request.GET.get("p"))


def _save(request, panel):
    """Only what was ticked or unticked here changes, so that two people can work at once."""
    ticked = parse_boxes(request.POST.getlist("box"))
    shown = parse_boxes(request.POST.get("was", "").split())
    added, removed, refused = seats.reassign(panel, ticked - shown, shown - ticked, by=request.user)
    text = _("Saved: %(added)d added, %(removed)d removed.") % {"added": added, "removed": removed}
    messages.success(request, text)
    if refused:
        messages.warning(
            request,
            ngettext(
                "%(number)d change was not possible: the juror has begun to score, or must not.",
                "%(number)d changes were not possible: the jurors have begun to score, or must not.",
                refused,
            )
            % {"number": refused},
        )
