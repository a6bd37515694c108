"""The present assignments of a panel as CSV."""

import csv

from django.http import HttpResponse
from wagtail.log_actions import log

from judging.assignment_lines import COLUMNS
from judging.seating import Seating
from judging.views.assignment_frame import panel_at
from judging.views.jury import office_only
from people.spreadsheets import neutral


@office_only
def assignment_plan(request, pk):
    """The present assignments as CSV, for whoever wants to work on them in a spreadsheet."""
    panel = panel_at(pk)
    seating = Seating(panel, viewer=request.user)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="assignments-{panel.pk}.csv"'
    rows = csv.writer(response)
    rows.writerow([*COLUMNS, "juror", "title", "begun"])
    for (juror, entry), begun in sorted(seating.assigned.items(), key=lambda one: one[0][::-1]):
        juror, entry = seating.jurors[juror], seating.entries[entry]
        cells = (entry.reference, juror.user.email, str(juror), entry.title, "yes" if begun else "no")
        rows.writerow(map(neutral, cells))
    log(
        instance=request.user,
        action="people.export",
        user=request.user,
        title=str(request.user.pk),
        data={"list": "assignments", "format": "csv", "rows": len(seating.assigned)},
    )
    return response
