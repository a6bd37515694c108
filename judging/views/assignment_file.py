"""Assignments by CSV: a file is tried, and then applied."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from judging import sharing
from judging.assignment_csv import read
from judging.assignment_file import FileChange
from judging.assignment_forms import AssignmentFileForm
from judging.assignment_lines import WrongFile, parse_lines
from judging.seating import Seating
from judging.views.assignment_frame import panel_at, path_to, said_of
from judging.views.jury import office_only
from judging.views.screen import screen


@office_only
def assignment_file(request, pk):
    panel = panel_at(pk)
    if "lines" in request.POST:
        return _apply(request, panel)
    form = AssignmentFileForm(request.POST or None, request.FILES or None)
    change = None
    if request.method == "POST" and form.is_valid():
        change = _tried(request, panel, form)
    return _show(request, panel, form, change)


def _tried(request, panel, form) -> FileChange | None:
    seating = Seating(panel, viewer=request.user)
    try:
        lines, errors = read(form.cleaned_data["file"].read(), seating)
    except WrongFile as wrong:
        form.add_error("file", str(wrong))
        return None
    change = FileChange(seating, lines, replaces=form.cleaned_data["replaces"])
    change.errors = sorted([*errors, *change.errors], key=lambda error: error.number)
    return change


def _apply(request, panel):
    lines, replaces = parse_lines(request.POST["lines"]), request.POST.get("replaces") == "yes"
    try:
        done = sharing.carry_out_file(
            panel, lines, replaces=replaces, mark=request.POST.get("mark", ""), by=request.user
        )
    except sharing.Overtaken:
        text = _("Something has changed meanwhile, so nothing was done. Look at it again.")
        messages.warning(request, text)
        change = FileChange(Seating(panel, viewer=request.user), lines, replaces=replaces)
        return _show(request, panel, AssignmentFileForm(), change)
    messages.success(request, said_of(done))
    return redirect("judging:assignments", panel.pk)


def _show(request, panel, form, change):
    title = _("Assign by file")
    return screen(
        request,
        "assignment_file.html",
        title,
        path=path_to(panel),
        icon="table",
        panel=panel,
        form=form,
        change=change,
    )
