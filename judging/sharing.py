"""Verbs of sharing entries among the jurors of a panel: by a plan, and by a file."""

from django.db import transaction
from wagtail.log_actions import log

from judging import letters, permissions
from judging.assignment_file import FileChange
from judging.assignment_lines import Line
from judging.models import Assignment, Panel, Round
from judging.proposal import Proposal
from judging.seating import Seating, Wishes


class Overtaken(Exception):  # noqa: N818
    """What was looked at is not what would happen now; nothing has been done."""


def propose(panel, wishes: Wishes, *, by) -> Proposal:
    """The best plan for a panel as it stands, for the office to look at. Raises OutOfTime."""
    permissions.demand_office(by, campaign=panel.campaign)
    return Proposal(Seating(panel, viewer=by), wishes)


def carry_out(panel, wishes: Wishes, *, mark: str | None = None, by) -> Proposal:
    """Give and take entries as the plan says, if it is the one with this mark (None: whatever it is).

    Raises Overtaken when anything it was made from has changed since, and OutOfTime.
    """
    proposal = propose(panel, wishes, by=by)
    if mark not in (None, proposal.mark):
        raise Overtaken
    with transaction.atomic():
        _hold(panel)
        if Seating(panel, viewer=by).problem(wishes).fingerprint != proposal.problem.fingerprint:
            raise Overtaken
        Round.objects.filter(pk=panel.round_id).update(jurors_per_entry=wishes.wanted)
        data = {"jurors_per_entry": wishes.wanted, "proven": proposal.plan.is_proven}
        _change(panel, proposal.added, proposal.taken, "judging.panel.assign_by_plan", data, by=by)
    return proposal


@transaction.atomic
def carry_out_file(panel, lines: list[Line], *, replaces: bool, mark: str, by) -> FileChange:
    """Give and take entries as a file lists them, all of it or nothing.

    Raises Overtaken when that is not what the mark stands for, or cannot be done any more.
    """
    permissions.demand_office(by, campaign=panel.campaign)
    _hold(panel)
    seating = Seating(panel, viewer=by)
    change = FileChange(seating, lines, replaces=replaces)
    if change.errors or change.mark != mark:
        raise Overtaken
    data = {"replaces": replaces, "against": sorted(map(list, _pairs(change.added) & seating.doubts.keys()))}
    _change(panel, change.added, change.taken, "judging.panel.assign_by_file", data, by=by)
    return change


def _hold(panel):
    """Wait until nobody else gives or takes entries of the panel, or saves a ballot on one."""
    Panel.objects.select_for_update().get(pk=panel.pk)
    list(Assignment.objects.select_for_update().in_panel(panel).order_by("pk").values_list("pk", flat=True))


def _change(panel, added, taken, action, data, *, by):
    gone = _pairs(taken)
    knowingly = {tuple(pair) for pair in data.get("against", ())}
    idle = Assignment.objects.in_panel(panel).filter(ballot__isnull=True).order_by("pk")
    rows = idle.values_list("pk", "juror_id", "entry_id") if gone else ()
    Assignment.objects.filter(pk__in=[pk for pk, *pair in rows if tuple(pair) in gone]).delete()
    Assignment.objects.bulk_create(
        Assignment(
            juror=one.juror,
            entry=one.entry,
            given_knowingly=(one.juror.pk, one.entry.pk) in knowingly,
        )
        for one in added
    )
    pairs = [[one.juror.pk, one.entry.pk] for one in added]
    log(
        instance=panel,
        action=action,
        user=by,
        data={**data, "added": pairs, "taken": sorted(map(list, gone))},
    )
    for juror in {one.juror.pk: one.juror for one in added}.values():
        letters.ballots_ready(juror)


def _pairs(changes) -> set[tuple[int, int]]:
    return {(one.juror.pk, one.entry.pk) for one in changes}
