"""The statistics of a campaign: drawn, with the numbers beside them, and as a table to take away."""

import csv
import io

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from people.languages import within_a_sentence
from people.spreadsheets import neutral
from people.text import listed
from pledges.charts import charts
from pledges.statistics import FEWEST, statistics
from pledges.views.public import Place


def figures(request, page):
    told = statistics([page.campaign])[0]
    drawn = [] if told.is_suppressed else charts(told.tables)
    context = {
        "page": page,
        "campaign": page.campaign,
        "trail": [Place(page.said_title, page.address), Place(_("Statistics"))],
        "told": told,
        "charts": [chart for chart in drawn if chart.says_something],
        "silent": listed(within_a_sentence(chart.label) for chart in drawn if not chart.says_something),
        "fewest": FEWEST,
    }
    return render(request, "pledges/public/statistics.html", context)


def figures_table(request, page):
    """The same numbers as CSV. A number that is not told is left empty, and said to be so."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["campaign", "table", "group", "label", "entries", "too_few_to_tell"])
    for told in statistics([page.campaign]):
        writer.writerow([told.campaign, "total", "", "", told.total, int(told.is_suppressed)])
        for table in [] if told.is_suppressed else told.tables:
            for cell in table.cells:
                row = (
                    table.name,
                    neutral(cell.key),
                    neutral(cell.label),
                    cell.count,
                    int(cell.is_suppressed),
                )
                writer.writerow([told.campaign, *row])
    return HttpResponse("\ufeff" + file.getvalue(), "text/csv; charset=utf-8")
