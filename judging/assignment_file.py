"""What a file of assignments would change: checked row by row, and then all of it happens or nothing."""

import hashlib
from collections import Counter, defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from judging.assignment_lines import Line, RowError
from judging.proposal import Change
from judging.seating import Seating

MOST_DOUBTS = 50


class FileChange:
    """What a file would change, the errors that forbid it, and what is worth a thought.

    A file adds to the assignments or, if it `replaces` them, what it does not list is taken away where
    nobody has begun to score. `mark` names the change: the same mark, the same change.
    """

    def __init__(self, seating: Seating, lines: list[Line], *, replaces: bool):
        self.seating, self.lines, self.replaces = seating, lines, replaces
        self.errors: list[RowError] = []
        self.first: dict[tuple[int, int], int] = {}
        for line in lines:
            self._check(line)
        listed = self.first.keys()
        self.added = [self._change(pair) for pair in sorted(listed - seating.assigned.keys())]
        idle = {pair for pair, fixed in seating.assigned.items() if not fixed}
        self.taken = [self._change(pair) for pair in sorted(idle - listed)] if replaces else []
        self.unchanged = len(listed & seating.assigned.keys())
        self.planned = self._planned()
        self._check_apart()
        self.errors.sort(key=lambda error: error.number)

    def _check(self, line: Line):
        seating, pair = self.seating, (line.juror, line.entry)
        juror, entry = seating.jurors.get(line.juror), seating.entries.get(line.entry)
        if juror is None or entry is None:
            self._fail(line.number, _("The juror or the entry is not in this panel any more."))
            return
        if pair in self.first:
            self._fail(line.number, _("The same as row %(number)d.") % {"number": self.first[pair]})
            return
        self.first[pair] = line.number
        if seating.assigned.get(pair):
            return
        facts = {"juror": juror, "entry": entry.reference}
        if pair in seating.conflicts:
            facts["why"] = seating.conflicts[pair].label
            self._fail(line.number, _("%(juror)s must not judge %(entry)s: %(why)s.") % facts)
        elif line.entry not in seating.open:
            self._fail(line.number, _("%(entry)s is decided, or not up for assessment any more.") % facts)

    def _fail(self, number: int, message: str):
        self.errors.append(RowError(number, message))

    def _change(self, pair) -> Change:
        return Change(self.seating.jurors[pair[0]], self.seating.entries[pair[1]])

    def _planned(self) -> dict[int, set[int]]:
        """Who would judge each entry."""
        taken = {(one.juror.pk, one.entry.pk) for one in self.taken}
        planned = defaultdict(set)
        for juror, entry in (self.seating.assigned.keys() - taken) | self.first.keys():
            planned[entry].add(juror)
        return planned

    def _check_apart(self):
        """Two who must not meet, where the file puts at least one of them."""
        new = {(one.juror.pk, one.entry.pk) for one in self.added}
        for one, other in sorted(self.seating.apart):
            for entry, jurors in self.planned.items():
                rows = [self.first[juror, entry] for juror in (one, other) if (juror, entry) in new]
                if rows and {one, other} <= jurors:
                    facts = {"one": self.seating.jurors[one], "other": self.seating.jurors[other]}
                    message = _("%(one)s and %(other)s must not judge the same entry.") % facts
                    self._fail(max(rows), message)

    @property
    def wrong_rows(self) -> int:
        return len({error.number for error in self.errors})

    @property
    def mark(self) -> str:
        changes = [[(one.juror.pk, one.entry.pk) for one in some] for some in (self.added, self.taken)]
        return hashlib.sha256(repr(changes).encode()).hexdigest()

    @property
    def handed_on(self) -> str:
        """The lines as `parse_lines` takes them."""
        return " ".join(map(str, self.lines))

    @property
    def changes_anything(self) -> bool:
        return bool(self.added or self.taken)

    @property
    def notes(self) -> list[str]:
        """Limits that jurors have set and that the file goes beyond; entries that it leaves short."""
        loads = Counter(juror for jurors in self.planned.values() for juror in jurors)
        room = self.seating.room
        notes = [
            _("%(juror)s would have %(number)d entries and has room for %(room)d.")
            % {"juror": juror, "number": loads[pk], "room": room[pk]}
            for pk, juror in self.seating.jurors.items()
            if room[pk] is not None and loads[pk] > room[pk]
        ]
        wanted = self.seating.panel.round.jurors_per_entry
        short = sum(len(self.planned.get(pk, ())) < wanted for pk in self.seating.open)
        if short:
            text = ngettext(
                "%(number)d entry would have fewer than %(wanted)d jurors.",
                "%(number)d entries would have fewer than %(wanted)d jurors.",
                short,
            )
            notes.append(text % {"number": short, "wanted": wanted})
        return [*self._doubts(), *notes]

    def _doubts(self) -> list[str]:
        """What speaks against new assignments without forbidding them: the first ones, and how many more."""
        pairs = [(one, self.seating.doubts.get((one.juror.pk, one.entry.pk))) for one in self.added]
        doubted = [(one, finding) for one, finding in pairs if finding]
        words = [
            _("%(juror)s – %(entry)s: %(why)s.")
            % {"juror": one.juror, "entry": one.entry.reference, "why": finding.label}
            for one, finding in doubted[:MOST_DOUBTS]
        ]
        more = len(doubted) - len(words)
        if more:
            text = ngettext("%(number)d more such doubt.", "%(number)d more such doubts.", more)
            words.append(text % {"number": more})
        return words
