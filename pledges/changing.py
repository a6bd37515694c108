"""Verbs of changing what was sent, as far as the campaign allows it: begin, leave as it was, end in time.

Sending the changes is `actions.submit`, as for every entry.
"""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from campaign.lifecycle import IllegalMove, move
from campaign.middleware import LONGEST_WAIT
from campaign.states import Changes
from people.models import Letter
from pledges import letters, permissions, snapshots
from pledges.models import Entry
from pledges.states import State

REMIND_BEFORE = timedelta(days=2)


@transaction.atomic
def begin(entry, *, by, at=None) -> Entry:
    """Open what was received for changes: recalled, or with what was received standing meanwhile.

    Raises PermissionDenied, also when the campaign or the moment (`at`, default now) does not allow it.
    """
    entry.refresh_from_db(from_queryset=Entry.objects.select_for_update())
    if by is not None and not permissions.can_change(by, entry, at):
        raise PermissionDenied
    if entry.campaign.changes_after_sending == Changes.RECALL:
        move(entry, State.RECALLED, by=by)
        letters.outcome(entry, State.RECALLED)
        return entry
    move(entry, State.CHANGING, by=by)
    snapshots.take(entry)
    return entry


@transaction.atomic
def leave_as_it_was(entry, *, by) -> Entry:
    """What was received last stands again, and what was changed since is gone."""
    if by is not None and not permissions.can_see_own(by, entry):
        raise PermissionDenied
    undo(entry, State.SUBMITTED)
    return move(entry, State.SUBMITTED, by=by)


def undo(entry, target) -> None:
    """Put back what was received last, on the way to another state; call in a transaction."""
    entry.refresh_from_db(from_queryset=Entry.objects.select_for_update())
    if entry.state != State.CHANGING:
        raise IllegalMove(entry, target)
    snapshots.put_back(entry)


def end_changes(at: datetime) -> None:
    """The chore: changes that were not sent in time are undone, and whoever made them is told.

    Later by as long as a request may have waited for us: one that arrived in time still finds its changes.
    """
    for entry in Entry.objects.filter(state=State.CHANGING).select_related("campaign", "organisation"):
        if permissions.ground_to_send(entry, at - LONGEST_WAIT) is None:
            try:
                leave_as_it_was(entry, by=None)
            except IllegalMove:
                continue  # sent, or undone by another process, in the same moment
            event = f"changes_not_sent:{entry.pk}:{entry.version}"
            letters.to_submitters("changes_not_sent", entry, event, submission=entry.submissions.last())


def remind_recalled(at: datetime) -> None:
    """The chore: before closing, whoever took an entry back is told once that it is not received."""
    for entry in Entry.objects.filter(state=State.RECALLED).select_related("campaign", "organisation"):
        sent = entry.submissions.count()
        told = Letter.objects.filter(key__startswith=f"recalled_waits:{entry.pk}:{sent}:").exists()
        is_soon = permissions.ground_to_send(entry, at + REMIND_BEFORE) is None
        if is_soon and not told and permissions.ground_to_send(entry, at) is not None:
            letters.outcome(entry, "recalled_waits")
