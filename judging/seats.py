"""Verbs of the jury's make-up: seat jurors, let them withdraw, share the entries among them."""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from wagtail.log_actions import log

from campaign.lifecycle import IllegalMove
from judging import actions, letters, permissions
from judging.balance import plan
from judging.conflicts import conflicts
from judging.models import Assignment, Juror, Panel
from people.models import User


class AlreadyScored(Exception):  # noqa: N818
    """The juror has begun to score the entry; only a recusal may void a ballot."""


@transaction.atomic
def seat(panel, email: str, *, by) -> Juror:
    """Give the person behind an address a seat in the jury and tell them by letter.

    Somebody unknown gets an account; somebody who had withdrawn comes back.
    """
    permissions.demand_office(by)
    email = email.strip().lower()
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, language=by.language if by else translation.get_language())
    if not user.is_active:
        raise PermissionDenied
    user.groups.add(Group.objects.get(name="Juror"))
    juror, created = Juror.objects.get_or_create(panel=panel, user=user)
    if created:
        log(instance=juror, action="judging.juror.seat", user=by)
        letters.juror_seated(juror)
    elif not juror.active:
        bring_back(juror, by=by)
    return juror


@transaction.atomic
def withdraw(juror, *, by) -> Juror:
    """The juror leaves the jury: they score no more and their ballots do not count."""
    return _set_active(juror, False, "judging.juror.withdraw", by)


@transaction.atomic
def bring_back(juror, *, by) -> Juror:
    """The juror returns with the assignments and ballots they had."""
    return _set_active(juror, True, "judging.juror.bring_back", by)


def _set_active(juror, active, action, by):
    permissions.demand_office(by)
    if Juror.objects.filter(pk=juror.pk, active=not active).update(active=active):
        log(instance=juror, action=action, user=by)
    juror.active = active
    return juror


@transaction.atomic
def unassign(assignment, *, by) -> None:
    """Take an entry from a juror who has not begun to score it."""
    permissions.demand_office(by, assignment.entry)
    held = Assignment.objects.select_for_update().filter(pk=assignment.pk)
    if any(hasattr(found, "ballot") for found in held):
        raise AlreadyScored
    log(instance=assignment, action="judging.assignment.unassign", user=by)
    assignment.delete()


@transaction.atomic
def assign_evenly(panel, wanted: int, *, by) -> list[Assignment]:
    """Bring every entry of the panel's campaign to `wanted` jurors, evenly; return what was added."""
    permissions.demand_office(by)
    Panel.objects.select_for_update().get(pk=panel.pk)
    Panel.objects.filter(pk=panel.pk).update(jurors_per_entry=wanted)
    undecided = panel.campaign.entries.assessable().filter(decision__isnull=True)
    entries = {entry.pk: entry for entry in undecided.prefetch_related("partners")}
    jurors = {juror.pk: juror for juror in panel.jurors.filter(active=True).select_related("user")}
    standing = Assignment.objects.filter(juror__in=jurors).standing()
    pairs = plan(
        entries,
        jurors,
        wanted,
        standing=standing.values_list("juror_id", "entry_id"),
        blocked=conflicts(jurors.values(), entries.values()),
    )
    added = Assignment.objects.bulk_create(
        [Assignment(juror=jurors[juror], entry=entries[entry]) for juror, entry in pairs]
    )
    data = {"jurors_per_entry": wanted, "added": [list(pair) for pair in pairs]}
    log(instance=panel, action="judging.panel.assign_evenly", user=by, data=data)
    for juror in {assignment.juror for assignment in added}:
        letters.ballots_ready(juror)
    return added


@transaction.atomic
def reassign(panel, add, remove, *, by) -> tuple[int, int, int]:
    """Make and take back (juror, entry) pairs of a panel; return how many were added, removed, refused."""
    permissions.demand_office(by)
    jurors = panel.jurors.select_related("user", "panel__campaign").in_bulk([juror for juror, _ in add])
    entries = panel.campaign.entries.in_bulk([entry for _, entry in add])
    added = removed = refused = 0
    for juror, entry in sorted(add):
        try:
            actions.assign(jurors[juror], entries[entry], by=by)
            added += 1
        except (KeyError, IllegalMove, actions.ConflictOfInterest, PermissionDenied):
            refused += 1
    for juror, entry in sorted(remove):
        standing = Assignment.objects.in_panel(panel).filter(juror=juror, entry=entry).first()
        try:
            if standing:
                unassign(standing, by=by)
                removed += 1
        except (AlreadyScored, PermissionDenied):
            refused += 1
    return added, removed, refused
