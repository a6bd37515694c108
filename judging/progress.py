"""How far the jury is: one juror's own work, and the office's view of everybody's."""

import hashlib
from dataclasses import dataclass, field

from django.db.models import Count, Q

from judging.models import Assignment, Juror, Panel
from judging.permissions import involved_entries, readable_assignments, scoring_is_open
from judging.states import BallotState
from pledges.states import ASSESSABLE

# By whether a ballot is final; None is no ballot at all.
STATES = {None: BallotState.NOT_BEGUN, False: BallotState.DRAFT, True: BallotState.FINAL}


@dataclass(frozen=True)
class Task:
    """One entry that a juror has to score, as far as counting needs it; `pk` is the assignment's."""

    pk: int
    juror: int
    entry: int
    state: BallotState
    is_closed: bool


@dataclass
class Work:
    """What one juror has to score for one panel, in the juror's own order."""

    juror: Juror
    tasks: list[Task] = field(default_factory=list)

    @property
    def panel(self) -> Panel:
        return self.juror.panel

    @property
    def total(self) -> int:
        return len(self.tasks)

    @property
    def final(self) -> int:
        return self._count(BallotState.FINAL)

    @property
    def drafts(self) -> int:
        return self._count(BallotState.DRAFT)

    @property
    def left(self) -> int:
        return self.total - self.final

    @property
    def is_open(self) -> bool:
        return scoring_is_open(self.panel)

    def _count(self, state) -> int:
        return sum(task.state == state for task in self.tasks)

    def next_after(self, pk: int | None = None) -> int | None:
        """The next one that is open and not final, going round; the same one only when none else is left."""
        keys = [task.pk for task in self.tasks]
        start = keys.index(pk) + 1 if pk in keys else 0
        order = self.tasks[start:] + self.tasks[:start]
        waiting = (task.pk for task in order if not task.is_closed and task.state != BallotState.FINAL)
        return next(waiting, None)


def own_work(user) -> list[Work]:
    """A juror's work in every jury they sit in, newest campaign first. Two queries."""
    seats = Juror.objects.filter(user=user, active=True).select_related("panel__campaign")
    works = {seat.pk: Work(seat) for seat in seats.order_by("-panel__campaign__opens_at", "pk")}
    rows = readable_assignments(user).values_list(
        "pk", "juror_id", "entry_id", "ballot__is_final", "entry__state", "entry__decision"
    )
    for pk, juror, entry, is_final, state, decision in rows:
        is_closed = state not in ASSESSABLE or decision is not None
        works[juror].tasks.append(Task(pk, juror, entry, STATES[is_final], is_closed))
    for work in works.values():
        work.tasks.sort(key=_place)
    return list(works.values())


def _place(task: Task) -> bytes:
    """Each juror meets the entries in another order, which stays when entries come and go.

    Whoever is read first is judged differently from whoever is read last: so nobody is first for all.
    """
    return hashlib.sha256(f"{task.juror}:{task.entry}".encode()).digest()


def jurors_progress(panel, *, viewer):
    """The panel's jurors with what they have `given`, `final`, `drafts` and `not_begun`.

    Entries that the viewer is involved in are not counted.
    """
    visible = Q(assignments__in=Assignment.objects.standing().exclude(entry__in=_hidden_from(viewer)))
    begun = visible & Q(assignments__ballot__isnull=False)
    return (
        panel.jurors.select_related("user")
        .annotate(
            given=Count("assignments", filter=visible),
            final=Count("assignments", filter=begun & Q(assignments__ballot__is_final=True)),
            drafts=Count("assignments", filter=begun & Q(assignments__ballot__is_final=False)),
            not_begun=Count("assignments", filter=visible & Q(assignments__ballot__isnull=True)),
        )
        .order_by("-active", "pk")
    )


def panel_progress(panel, *, viewer) -> tuple[int, int]:
    """How many of the panel's ballots are final, of how many; withdrawn jurors left out."""
    visible = Assignment.objects.in_panel(panel).standing().filter(juror__active=True)
    visible = visible.exclude(entry__in=_hidden_from(viewer))
    counts = visible.aggregate(final=Count("pk", filter=Q(ballot__is_final=True)), given=Count("pk"))
    return counts["final"], counts["given"]


def _hidden_from(viewer):
    return involved_entries(viewer).values("pk")
