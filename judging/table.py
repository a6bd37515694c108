"""The table of entries and jurors on the assignment screen."""

import re
from dataclasses import dataclass

from judging.conflicts import Finding, findings
from judging.models import Assignment
from judging.standings import panel_entries
from judging.states import BallotState
from pledges.states import ASSESSABLE


@dataclass(frozen=True)
class Cell:
    """One entry in one juror's column: assigned or not, how far, or why not."""

    juror: object
    entry: object
    assigned: bool
    state: BallotState | None
    finding: Finding | None

    @property
    def name(self) -> str:
        return f"{self.juror.pk}-{self.entry.pk}"

    @property
    def is_blocked(self) -> bool:
        return self.finding is not None and self.finding.blocks

    @property
    def can_change(self) -> bool:
        if self.assigned:
            return self.state == BallotState.NOT_BEGUN
        return not self.is_blocked and self.entry.is_undecided


@dataclass(frozen=True)
class Row:
    entry: object
    cells: list[Cell]
    assigned: int
    final: int
    missing: int


def parse_boxes(names) -> set[tuple[int, int]]:
    """(juror, entry) pairs from the names of boxes, "12-345"; anything else is left out."""
    matches = (re.fullmatch(r"(\d{1,18})-(\d{1,18})", name) for name in names)
    return {(int(found[1]), int(found[2])) for found in matches if found}


def parse_keys(names) -> set[int]:
    """Keys from the names of boxes; anything else is left out."""
    return {int(name) for name in names if re.fullmatch(r"\d{1,18}", name)}


class AssignmentTable:
    """Entries in rows and the panel's jurors who take part in columns, as far as the viewer may see them."""

    def __init__(self, panel, jurors, *, viewer):
        self.panel, self.jurors, self.viewer = panel, jurors, viewer
        self.judged = panel_entries(panel, viewer=viewer).select_related("decision")
        standing = Assignment.objects.in_panel(panel).standing().of_jurors_taking_part()
        standing = standing.filter(entry__in=self.judged)
        self.given: dict[int, dict[int, BallotState]] = {}
        for assignment in standing.select_related("ballot"):
            self.given.setdefault(assignment.entry_id, {})[assignment.juror_id] = assignment.ballot_state

    def entries(self, wanted: dict):
        """The entries that the filters leave."""
        entries = self.judged.order_by("pk")
        if wanted.get("theme"):
            entries = entries.filter(themes=wanted["theme"])
        if wanted.get("kind"):
            entries = entries.filter(kind=wanted["kind"])
        if wanted.get("short"):
            entries = entries.filter(pk__in=self.short())
        return entries

    def short(self) -> list[int]:
        """Undecided entries with fewer jurors than the round wants."""
        open_entries = self.judged.filter(state__in=ASSESSABLE, decision__isnull=True)
        wanted = self.panel.round.jurors_per_entry
        return [
            pk for pk in open_entries.values_list("pk", flat=True) if len(self.given.get(pk, ())) < wanted
        ]

    def rows(self, entries) -> list[Row]:
        entries = list(entries.prefetch_related("partners", "writers", "themes"))
        reasons = findings(self.jurors, entries, viewer=self.viewer)
        return [self._row(entry, reasons) for entry in entries]

    def _row(self, entry, reasons) -> Row:
        entry.is_undecided = entry.state in ASSESSABLE and not hasattr(entry, "decision")
        given = self.given.get(entry.pk, {})
        cells = [
            Cell(juror, entry, juror.pk in given, given.get(juror.pk), reasons.get((juror.pk, entry.pk)))
            for juror in self.jurors
        ]
        missing = max(0, self.panel.round.jurors_per_entry - len(given)) if entry.is_undecided else 0
        final = sum(state == BallotState.FINAL for state in given.values())
        return Row(entry, cells, len(given), final, missing)
