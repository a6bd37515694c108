"""A plan before it is carried out: what would change, and how it leaves every juror."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy

from judging.assignment import Plan, assign
from judging.seating import Seating, Wishes
from judging.shortfall_words import breach_words, shortfall_words


@dataclass(frozen=True)
class Load:
    """One juror's number of entries now and by the plan; `share` is the plan's in per cent of the largest."""

    juror: object
    now: int
    planned: int
    limit: int | None
    share: int
    share_now: int


REASONS = {
    "conflict": gettext_lazy("conflict of interest"),
    "language": gettext_lazy("does not read its language"),
    "apart": gettext_lazy("must not sit together with another juror of the entry"),
    "goals": gettext_lazy("so that loads, limits and rules come out for all"),
}


@dataclass(frozen=True)
class Change:
    """An entry given to, or taken from, a juror; `why` is a key of REASONS."""

    juror: object
    entry: object
    why: str = ""

    @property
    def reason(self) -> str:
        return str(REASONS.get(self.why, ""))


class Proposal:
    """What a plan would change in a panel, for whoever may see it.

    `mark` names the state that it was made from and what it would do: the same mark, the same change.
    """

    def __init__(self, seating: Seating, wishes: Wishes):
        self.seating, self.wishes = seating, wishes
        self.problem = seating.problem(wishes)
        self.plan: Plan = assign(self.problem)

    @cached_property
    def added(self) -> list[Change]:
        return [
            Change(self.seating.jurors[seat.juror], self.seating.entries[seat.entry])
            for seat in self.plan.seats
            if seat.status == "new"
        ]

    @cached_property
    def taken(self) -> list[Change]:
        return [
            Change(self.seating.jurors[move.juror], self.seating.entries[move.entry], move.why)
            for move in self.plan.moves
        ]

    @cached_property
    def mark(self) -> str:
        changes = [
            sorted((one.juror.pk, one.entry.pk) for one in changes) for changes in (self.added, self.taken)
        ]
        return hashlib.sha256(f"{self.problem.fingerprint} {changes}".encode()).hexdigest()

    @cached_property
    def loads(self) -> list[Load]:
        """The jurors with the most entries first."""
        now = dict.fromkeys(self.seating.jurors, 0)
        for juror, _entry in self.seating.assigned:
            now[juror] += 1
        planned = self.plan.loads
        most = max([*planned.values(), *now.values(), 1])
        limits = {juror.id: juror.limit for juror in self.problem.jurors}
        loads = [
            Load(
                juror,
                now[pk],
                planned[pk],
                limits[pk],
                share=round(100 * planned[pk] / most),
                share_now=round(100 * now[pk] / most),
            )
            for pk, juror in self.seating.jurors.items()
        ]
        return sorted(loads, key=lambda load: (-load.planned, str(load.juror)))

    @cached_property
    def shortfalls(self) -> list[str]:
        """What cannot be done, in words."""
        return [shortfall_words(one, self.seating) for one in self.plan.shortfalls]

    @cached_property
    def breaches(self) -> list[str]:
        """What has been scored although a rule speaks against it, in words."""
        return [
            breach_words(one, self.seating)
            for one in self.plan.breaches
            if self.seating.open.issuperset(one.entries)
        ]

    @property
    def changes_anything(self) -> bool:
        return bool(self.added or self.taken)
