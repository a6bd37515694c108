"""Verbs about late passes. Packages above hear of them through the hook `late_pass_changed` (a LatePass)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.log_actions import log

from campaign import permissions
from campaign.models import LatePass


@transaction.atomic
def give(campaign, organisation, until, reason: str, *, by) -> LatePass:
    """Let one organisation write and send until a moment of its own."""
    if by is not None and not permissions.can_give_late_pass(by, campaign):
        raise PermissionDenied
    if not campaign.closes_at < until < campaign.announces_at or until <= timezone.now():
        raise ValidationError(_("A late pass ends after closing and before the results, and in the future."))
    if not organisation.is_claimed:
        raise ValidationError(_("Nobody acts for this organisation here yet, so nobody could use the pass."))
    try:
        with transaction.atomic():
            made = LatePass.objects.create(
                campaign=campaign, organisation=organisation, until=until, reason=reason, given_by=by
            )
    except IntegrityError:
        raise ValidationError(
            _("This organisation has a late pass already. Take that one back first.")
        ) from None
    log(instance=made, action="campaign.latepass.give", user=by, data={"until": until.isoformat()})
    _tell(made)
    return made


@transaction.atomic
def take_back(late_pass: LatePass, *, by) -> bool:
    """From now on the pass counts no more; False if that was so already. What was sent with it stays."""
    if by is not None and not permissions.can_give_late_pass(by, late_pass.campaign):
        raise PermissionDenied
    now = timezone.now()
    if not LatePass.objects.filter(pk=late_pass.pk, taken_back_at=None).update(taken_back_at=now):
        return False
    late_pass.taken_back_at = now
    log(instance=late_pass, action="campaign.latepass.take_back", user=by)
    _tell(late_pass)
    return True


def _tell(late_pass) -> None:
    for tell in hooks.get_hooks("late_pass_changed"):
        tell(late_pass)
