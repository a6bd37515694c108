"""What jurors and the jury office find on their first staff screen."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaign.templatetags.moments import moment, time_left
from judging.behind import behind_to_do
from judging.models import Panel
from judging.named import named_to_do
from judging.overtaken import overtaken_to_do
from judging.permissions import can_run_judging, is_juror, scoring_is_open
from judging.progress import panel_progress, work_and_invitations
from judging.table import AssignmentTable
from people.todo import Todo


def jurors(request) -> list[Todo]:
    """Invitations to answer, and one line per jury in which the person has something to score."""
    if not is_juror(request.user):
        return []
    works, invitations = work_and_invitations(request.user)
    asked = [_invited(seat) for seat in invitations]
    return asked + [_own(work) for work in works if work.is_open and work.total]


def _invited(seat) -> Todo:
    return Todo(
        text=_("You are invited to the jury of %(campaign)s") % {"campaign": seat.panel.round.campaign},
        link=reverse("judging:invitation", args=[seat.pk]),
        action=_("Answer the invitation"),
        order=15,
    )


def _own(work) -> Todo:
    if work.awaits_affirmation:
        return Todo(
            text=_("Say which organisations you are involved with: %(campaign)s")
            % {"campaign": work.round.campaign},
            note=_until(work.round),
            link=reverse("judging:affirm", args=[work.juror.pk]),
            action=_("Look through the organisations"),
            order=20,
        )
    numbers = {"final": work.final, "total": work.total, "campaign": work.round.campaign}
    return Todo(
        text=_("%(final)d of %(total)d scored: %(campaign)s") % numbers,
        note=_until(work.round),
        link=reverse("judging:my_entries"),
        action=_("Go on scoring") if work.left else _("Look through your ballots"),
        order=20,
    )


def _until(this) -> str:
    moments = {
        "moment": moment(this.scoring_ends_at, this.campaign),
        "left": time_left(this.scoring_ends_at, this.campaign),
    }
    return _("until %(moment)s – %(left)s") % moments


def office(request) -> list[Todo]:
    """Juries that score now, and decisions that can be made or released."""
    if not can_run_judging(request.user):
        return []
    panels = Panel.objects.in_reach_of(request.user).newest_first().select_related("round__campaign")
    real = panels.filter(round__campaign__rehearsal_of=None)
    open_panels = [panel for panel in real if scoring_is_open(panel.round)]
    return [
        *(item for panel in open_panels for item in _jury(panel, request.user)),
        *overtaken_to_do(request.user),
        *named_to_do(request.user),
        *behind_to_do(request.user),
    ]


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
        note=_until(panel.round),
        link=reverse("judging:jurors", args=[panel.pk]),
        action=_("See the jurors"),
        order=61,
    )
