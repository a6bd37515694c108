"""A panel as a problem of assignment: who could judge what, what is given already, and by which rules."""

from dataclasses import dataclass
from functools import cached_property

from judging.assignment import Entry, Juror, LanguageRule, Need, Problem
from judging.conflicts import findings
from judging.models import ApartRule, Assignment, NeededRule
from judging.standings import number_of_own, panel_entries
from pledges.origins import TextState
from pledges.states import ASSESSABLE

# What a page may take to find a plan; a panel of a few hundred entries needs a fraction of one second.
SECONDS = 30.0


@dataclass(frozen=True)
class Wishes:
    """What the office asks of a plan. `move_cost` None lets nothing move that no rule forces to."""

    wanted: int
    language_rule: LanguageRule = LanguageRule.EVERY
    balance: bool = True
    spread: tuple[str, ...] = ("kind", "region")
    move_cost: int | None = None


class Seating:
    """One panel's entries, jurors who take part, and assignments, as far as the viewer may see them.

    Entries that the viewer (None: the system) is involved in are left out. For each of them every juror has
    room for one less: a limit lowered for whoever has it would tell who that is. Who has been invited and
    has not accepted is not counted on. The number of queries is fixed.
    """

    def __init__(self, panel, *, viewer=None):
        self.panel = panel
        entries = panel_entries(panel, viewer=viewer).select_related("decision", "municipality")
        entries = entries.prefetch_related("partners", "writers", "translations").order_by("pk")
        self.entries = {entry.pk: entry for entry in entries}
        self.jurors = {one.pk: one for one in panel.jurors.taking_part().select_related("user")}
        found = findings(self.jurors.values(), self.entries.values(), viewer=viewer)
        self.conflicts = {pair: one for pair, one in found.items() if one.blocks}
        # What only warns is never planned, but stays where it is, and the office may give it by itself.
        self.doubts = {pair: one for pair, one in found.items() if not one.blocks}
        self.assigned: dict[tuple[int, int], bool] = {}
        self.own = number_of_own(panel, viewer)
        self._read_assignments()

    @cached_property
    def open(self) -> set[int]:
        """Entries that can be given to jurors: up for assessment, and undecided."""
        return {
            pk
            for pk, entry in self.entries.items()
            if entry.state in ASSESSABLE and not hasattr(entry, "decision")
        }

    def _read_assignments(self):
        given = Assignment.objects.filter(juror__in=self.jurors).order_by("pk")
        standing = set(given.standing().values_list("pk", flat=True))
        rows = given.values_list("pk", "juror_id", "entry_id", "ballot__pk")
        for pk, juror, entry, ballot in rows:
            if entry not in self.entries:
                continue
            if ballot is None and entry in self.open:
                self.assigned[juror, entry] = False
            elif pk in standing:
                self.assigned[juror, entry] = True

    def problem(self, wishes: Wishes) -> Problem:
        """What is to be solved for these wishes."""
        needs, tags = self._needs()
        return Problem(
            entries=tuple(self._entry(entry, wishes.wanted) for entry in self.entries.values()),
            jurors=tuple(self._juror(juror, tags.get(pk, ())) for pk, juror in self.jurors.items()),
            conflicts=frozenset(self.conflicts) | (self.doubts.keys() - self.assigned.keys()),
            apart=self.apart,
            needs=tuple(needs),
            assigned=self.assigned,
            language_rule=wishes.language_rule,
            balance=wishes.balance,
            spread=wishes.spread,
            move_cost=wishes.move_cost,
            seed=self.panel.pk,
            seconds=SECONDS,
        )

    def _entry(self, entry, wanted: int) -> Entry:
        region = entry.municipality.region_id if entry.municipality else entry.region_id
        about = {"kind": entry.kind, "region": region or ""}
        return Entry(entry.pk, wanted if entry.pk in self.open else 0, languages_of(entry), about)

    @cached_property
    def room(self) -> dict[int, int | None]:
        """How many of these entries each juror takes at most; None is no limit."""
        return {
            pk: None if juror.most_entries is None else max(juror.most_entries - self.own, 0)
            for pk, juror in self.jurors.items()
        }

    def _juror(self, juror, tags) -> Juror:
        return Juror(juror.pk, tuple(sorted(juror.languages)), self.room[juror.pk], frozenset(tags))

    @cached_property
    def apart(self) -> frozenset[tuple[int, int]]:
        pairs = ApartRule.objects.in_panel(self.panel).values_list("one_id", "other_id")
        return frozenset(pair for pair in pairs if self.jurors.keys() >= {*pair})

    @cached_property
    def needed(self) -> dict[str, NeededRule]:
        """The rules that somebody must be there, by the tags that they have in the problem."""
        rules = self.panel.needed_rules.prefetch_related("jurors__user").order_by("pk")
        return {f"rule {rule.pk}": rule for rule in rules}

    def _needs(self) -> tuple[list[Need], dict[int, list[str]]]:
        """What entries must have, and the tags of jurors by which that is told."""
        needs, tags = [], {}
        for tag, rule in self.needed.items():
            jurors = [juror.pk for juror in rule.jurors.all() if juror.pk in self.jurors]
            for juror in jurors:
                tags.setdefault(juror, []).append(tag)
            for pk in sorted(self.open):
                entry = self.entries[pk]
                if rule.entry_id == pk or (rule.entry_id is None and rule.kind in ("", entry.kind)):
                    alone = len(jurors) == 1
                    needs.append(Need(pk, juror=jurors[0]) if alone else Need(pk, tag=tag))
        return needs, tags


def languages_of(entry) -> tuple[str, ...]:
    """The languages in which an entry can be judged: its own, and whole translations made by people."""
    translated = {
        one.language for one in entry.translations.all() if one.is_complete and one.origin == TextState.HUMAN
    }
    return tuple(sorted({entry.language, *translated}))
