"""How far the jury is: one juror's own work, and the office's view of everybody's."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, F, Max, OuterRef, Q

from judging.affirming import awaiting
from judging.models import Affirmation, Assignment, Ballot, Juror, Panel, Round
from judging.permissions import readable_assignments, scoring_is_coming, scoring_is_open
from judging.standings import panel_entries
from judging.states import BallotState, DecisionState, JurorState
from judging.time_needed import Estimate, estimate
from pledges.models import Submission
from pledges.states import ASSESSABLE

# By whether a ballot is final; None is no ballot at all.
STATES = {None: BallotState.NOT_BEGUN, False: BallotState.DRAFT, True: BallotState.FINAL}


@dataclass(frozen=True)
class Task:
    """One entry that a juror has to score, as far as counting needs it; `pk` is the assignment's.

    `has_changed`: the ballot is about an older version of the entry than the one that stands.
    """

    pk: int
    juror: int
    entry: int
    state: BallotState
    is_closed: bool
    saved_at: datetime | None = None
    has_changed: bool = False


@dataclass
class Work:
    """What one juror has to score for one panel, in the juror's own order.

    `awaits_affirmation`: no entry opens before they have been asked about the organisations in it.
    """

    juror: Juror
    tasks: list[Task] = field(default_factory=list)
    awaits_affirmation: bool = False

    @property
    def panel(self) -> Panel:
        return self.juror.panel

    @property
    def round(self) -> Round:
        return self.juror.panel.round

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
    def changed(self) -> int:
        """How many entries have changed since they were judged."""
        return sum(task.has_changed for task in self.tasks)

    @property
    def time_needed(self) -> Estimate:
        """How long what is left will take."""
        given = [task.saved_at for task in self.tasks if task.state == BallotState.FINAL]
        return estimate(self.left, given)

    @property
    def is_open(self) -> bool:
        return scoring_is_open(self.round)

    @property
    def is_coming(self) -> bool:
        return scoring_is_coming(self.round)

    def _count(self, state) -> int:
        return sum(task.state == state for task in self.tasks)

    def next_after(self, pk: int | None = None) -> int | None:
        return _next(self.tasks, pk)


def _next(tasks: list[Task], pk: int | None) -> int | None:
    """The next one that is open and not final, going round; the same one only when none else is left."""
    keys = [task.pk for task in tasks]
    start = keys.index(pk) + 1 if pk in keys else 0
    order = tasks[start:] + tasks[:start]
    waiting = (task.pk for task in order if not task.is_closed and task.state != BallotState.FINAL)
    return next(waiting, None)


def own_work(user) -> list[Work]:
    """A juror's work in every jury they take part in, newest campaign first."""
    return work_and_invitations(user)[0]


def work_and_invitations(user) -> tuple[list[Work], list[Juror]]:
    """A juror's own work, and the seats that they have not answered about yet. Three queries."""
    seats = Juror.objects.filter(user=user, state__in=[JurorState.ACCEPTED, JurorState.INVITED])
    seats = seats.select_related("panel__round__campaign")
    seats = list(seats.order_by("-panel__round__campaign__opens_at", "panel__round__order", "pk"))
    works = {seat.pk: Work(seat) for seat in seats if seat.takes_part}
    for task in _tasks(readable_assignments(user)):
        works[task.juror].tasks.append(task)
    waiting = awaiting(user)
    for work in works.values():
        work.awaits_affirmation = work.juror.pk in waiting
    return list(works.values()), [seat for seat in seats if not seat.takes_part]


def next_task(user, assignment) -> int | None:
    """Where a juror goes on after an entry, by the assignment's key; None if nothing else is left."""
    own = _tasks(readable_assignments(user).filter(juror=assignment.juror_id))
    following = _next(own, assignment.pk)
    return None if following == assignment.pk else following


def _tasks(assignments) -> list[Task]:
    """In the order of the juror."""
    newer = Submission.objects.filter(
        entry=OuterRef("entry"), number__gt=OuterRef("ballot__submission__number")
    )
    rows = assignments.annotate(has_changed=Exists(newer)).values_list(
        *("pk", "juror_id", "entry_id", "ballot__is_final", "entry__state", "entry__decision__state"),
        *("ballot__saved_at", "has_changed"),
    )
    tasks = []
    for pk, juror, entry, is_final, state, decision, saved_at, has_changed in rows:
        is_closed = state not in ASSESSABLE or decision == DecisionState.RELEASED
        tasks.append(Task(pk, juror, entry, STATES[is_final], is_closed, saved_at, has_changed))
    return sorted(tasks, key=_place)


def _place(task: Task) -> bytes:
    """Each juror meets the entries in another order, which stays when entries come and go.

    Whoever is read first is judged differently from whoever is read last: so nobody is first for all.
    """
    return hashlib.sha256(f"{task.juror}:{task.entry}".encode()).digest()


def jurors_progress(panel, *, viewer):
    """The panel's jurors with what they have `given`, `final`, `drafts` and `not_begun`; `is_affirmed`.

    Only entries that the viewer may see in the panel are counted.
    """
    visible = Q(assignments__in=Assignment.objects.standing().filter(entry__in=_seen(panel, viewer)))
    begun = visible & Q(assignments__ballot__isnull=False)
    return (
        panel.jurors.select_related("user")
        .annotate(
            given=Count("assignments", filter=visible),
            final=Count("assignments", filter=begun & Q(assignments__ballot__is_final=True)),
            drafts=Count("assignments", filter=begun & Q(assignments__ballot__is_final=False)),
            not_begun=Count("assignments", filter=visible & Q(assignments__ballot__isnull=True)),
            is_affirmed=Exists(Affirmation.objects.filter(juror=OuterRef("pk"))),
        )
        .order_by("state", "pk")  # by the alphabet: who takes part first, who has withdrawn last
    )


def panel_progress(panel, *, viewer) -> tuple[int, int]:
    """How many of the panel's ballots are final, of how many; withdrawn jurors left out."""
    visible = Assignment.objects.in_panel(panel).standing().of_jurors_taking_part()
    visible = visible.filter(entry__in=_seen(panel, viewer))
    counts = visible.aggregate(final=Count("pk", filter=Q(ballot__is_final=True)), given=Count("pk"))
    return counts["final"], counts["given"]


def _seen(panel, viewer):
    return panel_entries(panel, viewer=viewer).values("pk")


def older_versions(panel, *, viewer):
    """Ballots on entries that have changed since, with the version `judged` and the one that stands `now`."""
    found = Ballot.objects.of_older_versions().in_panel(panel)
    found = found.filter(assignment__in=Assignment.objects.standing().of_jurors_taking_part())
    found = found.filter(assignment__entry__in=_seen(panel, viewer)).defer("notes")
    found = found.annotate(judged=F("submission__number"), now=Max("assignment__entry__submissions__number"))
    return found.select_related("assignment__entry", "assignment__juror__user")
