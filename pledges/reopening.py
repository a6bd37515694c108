"""Verb of the submitter while the jury is at work: take an accepted entry back to change it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from campaign.lifecycle import move
from pledges import permissions
from pledges.models import Entry
from pledges.states import State


@transaction.atomic
def reopen(entry, *, by, at=None) -> Entry:
    """Give an accepted entry back to its writers; screening reads it anew once it is sent again.

    Until then it is neither public nor assessed. `at` is when the request arrived. Raises
    PermissionDenied where the jury does not let submitters edit.
    """
    entry.refresh_from_db(from_queryset=Entry.objects.select_for_update())
    if by is not None and not permissions.can_reopen(by, entry, at):
        raise PermissionDenied
    return move(entry, State.RETURNED, by=by, screening_note="")
