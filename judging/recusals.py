"""Verbs of recusal: a juror is taken off an entry, and may judge it again when the office lifts that."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from judging.models import Assignment, Panel, Recusal
from judging.permissions import demand_office


@transaction.atomic
def recuse(juror, entry, reason: str, *, by) -> Recusal:
    """Take a juror off an entry, by themselves or by the office; an own ballot on it does not count.

    Whoever declares a conflict knows best: their ballot is void for good. Where the office decides,
    the ballot is kept aside, and counts again if the recusal is lifted.
    """
    is_declared = by is not None and by == juror.user
    if not is_declared:
        demand_office(by, entry)
    _hold(juror, entry)
    recusal, created = Recusal.objects.get_or_create(
        juror=juror, entry=entry, lifted_at=None, defaults={"reason": reason, "is_declared": is_declared}
    )
    given = Assignment.objects.filter(juror=juror, entry=entry)
    void = given if is_declared else given.filter(ballot__isnull=True)
    had_ballot = given.filter(ballot__isnull=False).exists()
    void.delete()
    if created:
        data = {"declared": is_declared, "had_ballot": had_ballot}
        log(instance=recusal, action="judging.recusal.recuse", user=by, data=data)
    return recusal


@transaction.atomic
def lift(recusal, reason: str, *, by) -> bool:
    """Let a juror judge an entry again; a ballot that the office had laid aside counts again.

    Nobody lifts their own. Returns False when somebody else has lifted it in the same moment.
    """
    demand_office(by, recusal.entry)
    if by is not None and by == recusal.juror.user:
        raise PermissionDenied
    _hold(recusal.juror, recusal.entry)
    standing = Recusal.objects.standing().filter(pk=recusal.pk)
    if not standing.update(lifted_at=timezone.now(), lifted_by=by, lifted_why=reason):
        return False
    log(instance=recusal, action="judging.recusal.lift", user=by)
    return True


def _hold(juror, entry) -> None:
    """Wait until nobody else gives the juror entries or saves their ballot on this one."""
    Panel.objects.select_for_update().get(pk=juror.panel_id)
    list(Assignment.objects.select_for_update().filter(juror=juror, entry=entry))
