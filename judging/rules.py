"""Verbs of the rules that assignments keep to: who never meets, and who must be there."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from judging import permissions
from judging.models import ApartRule, NeededRule


@transaction.atomic
def keep_apart(one, other, *, by) -> ApartRule:
    """From now on two jurors of a panel are not given the same entry; what they have stays."""
    permissions.demand_office(by, campaign=one.panel.campaign)
    if one.panel_id != other.panel_id or one == other:
        raise PermissionDenied
    first, second = sorted((one, other), key=lambda juror: juror.pk)
    rule, created = ApartRule.objects.get_or_create(one=first, other=second)
    if created:
        data = {"jurors": [first.pk, second.pk]}
        log(instance=first.panel, action="judging.panel.keep_apart", user=by, data=data)
    return rule


@transaction.atomic
def require(panel, jurors, *, entry=None, kind: str = "", by) -> NeededRule:
    """From now on a plan gives an entry, or all of a kind (or of both kinds), one of some jurors."""
    permissions.demand_office(by, entry, campaign=panel.campaign)
    jurors = list(jurors)
    if not jurors or any(juror.panel_id != panel.pk for juror in jurors):
        raise PermissionDenied
    rule = NeededRule.objects.create(panel=panel, entry=entry, kind="" if entry else kind)
    rule.jurors.set(jurors)
    data = {"jurors": sorted(juror.pk for juror in jurors), "entry": entry and entry.pk, "kind": rule.kind}
    log(instance=panel, action="judging.panel.require", user=by, data=data)
    return rule


@transaction.atomic
def drop_rule(panel, rule: ApartRule | NeededRule, *, by) -> None:
    """A rule of a panel holds no longer."""
    entry = getattr(rule, "entry", None)
    permissions.demand_office(by, entry, campaign=panel.campaign)
    data = {"rule": rule._meta.model_name, "pk": rule.pk, "entry": entry and entry.pk}
    rule.delete()
    log(instance=panel, action="judging.panel.drop_rule", user=by, data=data)
