"""How far the jury is: one juror's own work, and the office's view of everybody's."""

import hashlib
from dataclasses import dataclass, field

from django.db.models import Count, Q

from judging.models import Assignment, Juror, Panel
from judging.permissions import involved_entries, readable_assignments, scoring_is_open
from judging.states import BallotState


@dataclass
class Work:
    """What one juror has to score for one panel, in the juror's own order."""

    juror: Juror
    assignments: list[Assignment] = field(default_factory=list)

    @property
    def panel(self) -> Panel:
        return self.juror.panel

    @property
    def total(self) -> int:
        return len(self.assignments)

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
        return sum(assignment.ballot_state == state for assignment in self.assignments)

    def next_after(self, assignment=None) -> Assignment | None:
        """The next one that is not final, going round; the same one only when none else is left."""
        keys = [own.pk for own in self.assignments]
        start = keys.index(assignment.pk) + 1 if assignment is not None and assignment.pk in keys else 0
        order = self.assignments[start:] + self.assignments[:start]
        open_ones = (own for own in order if not own.is_closed)
        return next((own for own in open_ones if own.ballot_state != BallotState.FINAL), None)


def own_work(user) -> list[Work]:
    """A juror's work in every jury they sit in, newest campaign first."""
    seats = Juror.objects.filter(user=user, active=True).select_related("panel__campaign")
    works = {seat.pk: Work(seat) for seat in seats.order_by("-panel__campaign__opens_at", "pk")}
    assignments = readable_assignments(user).select_related(
        "ballot", "entry__organisation", "entry__decision"
    )
    for assignment in assignments.prefetch_related("entry__themes", "entry__partners__organisation"):
        if assignment.juror_id in works:
            works[assignment.juror_id].assignments.append(assignment)
    for work in works.values():
        work.assignments.sort(key=_place)
    return list(works.values())


def _place(assignment) -> bytes:
    """Each juror meets the entries in another order, which stays when entries come and go.

    Whoever is read first is judged differently from whoever is read last: so nobody is first for all.
    """
    return hashlib.sha256(f"{assignment.juror_id}:{assignment.entry_id}".encode()).digest()


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
