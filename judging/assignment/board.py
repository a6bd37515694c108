"""A problem as tables: entries in rows, jurors in columns, both in an order drawn by the seed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from judging.assignment.problem import Entry, Id, Juror, LanguageRule, Need, Problem

UNLIMITED = 10**9


@dataclass(frozen=True, slots=True)
class Demand:
    """Entry (row) must have one of some jurors (columns): a must-have, a tag, or (None) a reader."""

    entry: int
    jurors: frozenset[int]
    need: Need | None


class Board:
    """Who may sit where, who sits there already, and how much is left to fill.

    `fixed`, `existing` and `allowed` are (entries × jurors) truth tables: seats that stay, seats that
    exist and may stay, and seats that may be given – `existing` within `allowed`, `fixed` outside.
    `seats` is how many more each entry wants beside its fixed ones, `top` the most it may get; `load` is
    each juror's fixed seats, `room` how many more they take. `lost` are existing seats that a rule on the
    pair forbids, `stuck` those that were made fixed because every best plan keeps them.
    """

    def __init__(self, problem: Problem):
        self.problem = problem
        self.random = np.random.default_rng(problem.seed)
        self.entries: list[Entry] = self._drawn(problem.entries)
        self.jurors: list[Juror] = self._drawn(problem.jurors)
        self.row = {entry.id: row for row, entry in enumerate(self.entries)}
        self.column = {juror.id: column for column, juror in enumerate(self.jurors)}
        self.shape = (len(self.entries), len(self.jurors))
        self.available = np.array([juror.available for juror in self.jurors], bool)
        self.wanted = np.array([entry.wanted for entry in self.entries], int)
        self.limit = np.array([UNLIMITED if j.limit is None else j.limit for j in self.jurors], int)
        self._kinds: dict[tuple[str, ...], tuple[np.ndarray, np.ndarray]] = {}
        self.apart = self._apart()
        self.fixed = self._table(pair for pair, fixed in problem.assigned.items() if fixed)
        standing = self._table(pair for pair, fixed in problem.assigned.items() if not fixed)
        self.allowed = self._open() & ~self.fixed
        self.existing = standing & self.allowed
        self.lost = [(int(row), int(column)) for row, column in np.argwhere(standing & ~self.allowed)]
        self.stuck = np.zeros(self.shape, bool)
        if problem.move_cost is None:
            self._keep_what_no_rule_touches()
        self.load = self.fixed.sum(axis=0)
        self.room = np.maximum(self.limit - self.load, 0)
        self.seats = np.maximum(self.wanted - self.fixed.sum(axis=1), 0)
        # Only where nothing moves, an entry may keep more than it wants.
        self.top = self.seats if problem.move_cost is not None else self._kept_or_wanted()

    def _drawn(self, things: Iterable) -> list:
        """In an order that depends on the seed, not on how the things came in."""
        ordered = sorted(things, key=lambda thing: (isinstance(thing.id, str), thing.id))
        return [ordered[place] for place in self.random.permutation(len(ordered))]

    def _table(self, pairs: Iterable[tuple[Id, Id]]) -> np.ndarray:
        table = np.zeros(self.shape, bool)
        places = [(self.row[entry], self.column[juror]) for juror, entry in pairs]
        if places:
            table[tuple(np.array(places).T)] = True
        return table

    def _apart(self) -> np.ndarray:
        table = np.zeros((len(self.jurors), len(self.jurors)), bool)
        for one, other in self.problem.apart:
            one, other = self.column[one], self.column[other]
            table[one, other] = table[other, one] = True
        return table

    @cached_property
    def conflicts(self) -> np.ndarray:
        return self._table(self.problem.conflicts)

    @cached_property
    def readable(self) -> np.ndarray:
        """Which entries each juror can read, whatever the rule is."""
        of = {languages: [j.reads(languages) for j in self.jurors] for languages in self.language_sets}
        return np.array([of[entry.languages] for entry in self.entries], bool).reshape(self.shape)

    @property
    def language_sets(self) -> set[tuple[str, ...]]:
        return {entry.languages for entry in self.entries}

    @cached_property
    def kept_apart(self) -> np.ndarray:
        """Where a fixed juror keeps another one away."""
        return self._beside(self.fixed)

    def _beside(self, table: np.ndarray) -> np.ndarray:
        """Where somebody sits, in a truth table of entries × jurors, whom a juror must not meet."""
        found = np.zeros(self.shape, bool)
        for one, other in np.argwhere(self.apart):
            found[:, one] |= table[:, other]
        return found

    def _open(self) -> np.ndarray:
        table = self.available & ~self.conflicts & ~self.kept_apart
        return table & self.readable if self.problem.language_rule == LanguageRule.EVERY else table

    def why_closed(self, row: int, column: int) -> str:
        """The first rule on the pair itself that forbids the seat, or nothing."""
        if not self.available[column]:
            return "unavailable"
        if self.conflicts[row, column]:
            return "conflict"
        if self.problem.language_rule == LanguageRule.EVERY and not self.readable[row, column]:
            return "language"
        return "apart" if self.kept_apart[row, column] else ""

    def kinds(self, names: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
        """The kind (a number) of every entry by some of its values, and each kind's share of the entries."""
        if names not in self._kinds:
            values: dict[tuple, int] = {}
            of = [values.setdefault(tuple(map(entry.value, names)), len(values)) for entry in self.entries]
            self._kinds[names] = np.array(of, int), np.bincount(of) / max(len(of), 1)
        return self._kinds[names]

    def counts(self, table: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
        """How many entries of each kind every juror has in a truth table: (kinds × jurors)."""
        kind_of, share = self.kinds(names)
        rows = np.arange(len(kind_of))
        is_of = sparse.csr_array((np.ones(len(rows), int), (kind_of, rows)), shape=(len(share), len(rows)))
        return is_of @ table.astype(int)

    # --- what is left ---------------------------------------------------------------------------
    def _kept_or_wanted(self) -> np.ndarray:
        return np.maximum(self.seats, self.existing.sum(axis=1))

    @cached_property
    def all_demands(self) -> list[Demand]:
        tagged: dict[str, frozenset[int]] = {}
        for column, juror in enumerate(self.jurors):
            for tag in juror.tags:
                tagged[tag] = tagged.get(tag, frozenset()) | {column}
        demands = [
            Demand(
                self.row[need.entry],
                tagged.get(need.tag, frozenset()) if need.tag else frozenset({self.column[need.juror]}),
                need,
            )
            for need in dict.fromkeys(self.problem.needs)
        ]
        if self.problem.language_rule == LanguageRule.ONE:
            readers = [frozenset(np.flatnonzero(readable).tolist()) for readable in self.readable]
            demands += [
                Demand(row, readers[row], None)
                for row, entry in enumerate(self.entries)
                if entry.languages and entry.wanted
            ]
        return demands

    @cached_property
    def demands(self) -> list[Demand]:
        """What fixed seats do not meet yet."""
        return [one for one in self.all_demands if not self.fixed[one.entry, list(one.jurors)].any()]

    def _keep_what_no_rule_touches(self):
        """Make fixed what stays in every best plan, which leaves only what is new to be found.

        An existing seat can be forced away only where its juror has too many, or is demanded elsewhere,
        or where its entry has two who must not meet, or lacks somebody it must have.
        """
        lacking = [one for one in self.demands if not self.existing[one.entry, list(one.jurors)].any()]
        meeting = self._beside(self.existing) & self.existing
        entries = meeting.any(axis=1)
        jurors = (self.fixed | self.existing).sum(axis=0) > self.limit
        entries[[one.entry for one in lacking]] = True
        jurors[[column for one in lacking for column in one.jurors]] = True
        self.stuck = self.existing & ~entries[:, None] & ~jurors
        self.fixed |= self.stuck
        del self.kept_apart, self.demands
        self.existing &= ~self.stuck
        self.allowed &= ~self.fixed & ~self.kept_apart
