"""Verbs of the way from round to round: mark entries as passed, by hand or by their results; pick entries.

What has passed is secret like a decision: the audit log keeps it on the round, which only the jury
office reads, and nobody marks an entry that they are involved in.
"""

from django.db import transaction
from wagtail.log_actions import log

from judging.models import Assignment, Passage, Round
from judging.permissions import demand_office, involved_entries
from judging.standings import best, judged_entries, round_entries, standings


class NotForPractice(Exception):  # noqa: N818
    """Nothing passes a calibration round."""


@transaction.atomic
def mark(this: Round, entries, *, by, how: dict | None = None) -> int:
    """Mark entries of a round as passed; return how many are new.

    Those that are not in the round, or that the person is involved in, are left out. `how` is kept in
    the audit log beside the entries: {} by hand, {"best": n} or {"at_least": points}.
    """
    demand_office(by, campaign=this.campaign)
    _hold(this)
    allowed = round_entries(this, viewer=by).filter(pk__in=entries)
    passed = set(Passage.objects.of(this).values_list("entry", flat=True))
    new = [pk for pk in allowed.order_by("pk").values_list("pk", flat=True) if pk not in passed]
    Passage.objects.bulk_create(Passage(round=this, entry_id=pk, by=by) for pk in new)
    if new:
        log(instance=this, action="judging.round.pass", user=by, data={"entries": new, **(how or {})})
    return len(new)


@transaction.atomic
def unmark(this: Round, entries, *, by) -> tuple[int, int]:
    """Take marks back; return how many were, and how many stay because a later round judges them."""
    demand_office(by, campaign=this.campaign)
    _hold(this)
    wanted = Passage.objects.of(this).filter(entry__in=entries)
    if by is not None:
        wanted = wanted.exclude(entry__in=involved_entries(by).values("pk"))
    wanted = set(wanted.values_list("entry", flat=True))
    later = Assignment.objects.filter(entry__in=wanted, juror__panel__round__in=Round.objects.after(this))
    stays = set(later.values_list("entry", flat=True))
    gone = sorted(wanted - stays)
    Passage.objects.of(this).filter(entry__in=gone).delete()
    if gone:
        log(instance=this, action="judging.round.unpass", user=by, data={"entries": gone})
    return len(gone), len(stays)


def mark_best(this: Round, number: int, *, by) -> int:
    """Mark whoever shares one of the first `number` ranks, as the person sees the ranking."""
    return mark(this, best(standings(this, viewer=by), number), by=by, how={"best": number})


def mark_from(this: Round, points: float, *, by) -> int:
    """Mark whoever has a mean of at least so many points, 0–100."""
    ranked = standings(this, viewer=by)
    reached = [one.entry for one in ranked if one.mean is not None and one.mean >= points]
    return mark(this, reached, by=by, how={"at_least": points})


def _hold(this: Round) -> None:
    """Two people who mark at once do it one after the other."""
    held = Round.objects.select_for_update().get(pk=this.pk)
    if held.is_calibration:
        raise NotForPractice


@transaction.atomic
def pick(this: Round, add, remove, *, by) -> tuple[int, int]:
    """Put entries into a round by hand, and take them out; return how many.

    Only entries of the campaign that are assessed, and that the person is not involved in.
    """
    demand_office(by, campaign=this.campaign)
    Round.objects.select_for_update().get(pk=this.pk)
    allowed = set(judged_entries(this.campaign, viewer=by).values_list("pk", flat=True))
    picked = set(this.picked.values_list("pk", flat=True))
    added, removed = (set(add) & allowed) - picked, set(remove) & allowed & picked
    this.picked.add(*added)
    this.picked.remove(*removed)
    if added or removed:
        data = {"added": sorted(added), "removed": sorted(removed)}
        log(instance=this, action="judging.round.pick", user=by, data=data)
    return len(added), len(removed)
