"""What jurors and the jury office find on their first staff screen."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaign.templatetags.moments import moment, time_left
from judging.models import Panel
from judging.permissions import can_run_judging, is_juror, scoring_is_open
from judging.progress import own_work, panel_progress
from judging.table import AssignmentTable
from people.todo import Todo


def jurors(request) -> list[Todo]:
    """One line per jury in which the person still has something to score."""
    if not is_juror(request.user):
        return []
    return [_own(work) for work in own_work(request.user) if work.is_open and work.total]


def _own(work) -> Todo:
    numbers = {"final": work.final, "total": work.total, "campaign": work.panel.campaign}
    return Todo(
        text=_("%(final)d of %(total)d scored: %(campaign)s") % numbers,
        note=_until(work.panel),
        link=reverse("judging:my_entries"),
        action=_("Go on scoring") if work.left else _("Look through your ballots"),
        order=20,
    )


def _until(panel) -> str:
    moments = {
        "moment": moment(panel.scoring_ends_at, panel.campaign),
        "left": time_left(panel.scoring_ends_at, panel.campaign),
    }
    return _("until %(moment)s – %(left)s") % moments


def office(request) -> list[Todo]:
    """Juries that score now, and decisions that can be made or released."""
    if not can_run_judging(request.user):
        return []
    panels = Panel.objects.newest_first().select_related("campaign")
    return [item for panel in panels if scoring_is_open(panel) for item in _jury(panel, request.user)]


def _jury(panel, viewer):
    final, given = panel_progress(panel, viewer=viewer)
    short = len(AssignmentTable(panel, [], viewer=viewer).short())
    if short:
        yield Todo(
            text=ngettext(
                "%(number)d entry is short of jurors: %(panel)s",
                "%(number)d entries are short of jurors: %(panel)s",
                short,
            )
            % {"number": short, "panel": panel},
            link=reverse("judging:assignments", args=[panel.pk]),
            action=_("Assign"),
            order=60,
        )
    yield Todo(
        text=_("%(final)d of %(given)d ballots are final: %(panel)s")
        % {"final": final, "given": given, "panel": panel},
        note=_until(panel),
        link=reverse("judging:jurors", args=[panel.pk]),
        action=_("See the jurors"),
        order=61,
    )
