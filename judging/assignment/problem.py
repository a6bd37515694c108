"""What is to be assigned: entries, jurors, and the rules between them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

Id = int | str
Pair = tuple[Id, Id]  # a juror and an entry, in this order


class LanguageRule(StrEnum):
    """Who of an entry's jurors has to read one of the languages it stands in."""

    EVERY = "every"
    ONE = "one"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Entry:
    """`wanted` is how many jurors it should get; `about` holds what spreading asks for, such as its kind.

    Without languages anybody can read it.
    """

    id: Id
    wanted: int
    languages: tuple[str, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        return "+".join(self.languages) if name == "languages" else self.about.get(name, "")


@dataclass(frozen=True, slots=True)
class Juror:
    """`limit` is the most entries they take, None is no limit; without languages they read everything.

    Somebody who is not available gets nothing new and loses what is not fixed.
    """

    id: Id
    languages: tuple[str, ...] = ()
    limit: int | None = None
    tags: frozenset[str] = frozenset()
    available: bool = True

    def reads(self, languages: tuple[str, ...]) -> bool:
        return not languages or not self.languages or not set(self.languages).isdisjoint(languages)


@dataclass(frozen=True, slots=True)
class Need:
    """An entry must have a certain juror, or one of the jurors with a tag."""

    entry: Id
    juror: Id | None = None
    tag: str | None = None


@dataclass(frozen=True)
class Problem:
    """`assigned` maps the (juror, entry) pairs that exist to whether they are fixed: those never move.

    `move_cost` None keeps the others too, except where a rule forces them away. A number lets one go
    to a juror who has at least `move_cost` + 2 fewer, so 0 balances as well as can be.
    """

    entries: tuple[Entry, ...]
    jurors: tuple[Juror, ...]
    conflicts: frozenset[Pair] = frozenset()
    apart: frozenset[tuple[Id, Id]] = frozenset()
    needs: tuple[Need, ...] = ()
    assigned: Mapping[Pair, bool] = field(default_factory=dict)
    language_rule: LanguageRule = LanguageRule.EVERY
    balance: bool = True
    spread: tuple[str, ...] = ("kind", "region", "languages")
    move_cost: int | None = None
    seed: int = 0
    seconds: float = 60.0

    @property
    def fingerprint(self) -> str:
        """Differs whenever anything differs that a plan follows from; the order of things is nothing."""
        parts = [
            sorted(map(repr, self.entries)),
            sorted(repr(replace(one, tags=frozenset())) + repr(sorted(one.tags)) for one in self.jurors),
            sorted(map(repr, self.conflicts)),
            sorted(map(repr, self.apart)),
            sorted(map(repr, self.needs)),
            sorted(map(repr, self.assigned.items())),
            (self.language_rule, self.balance, self.spread, self.move_cost, self.seed),
        ]
        return hashlib.sha256(repr(parts).encode()).hexdigest()
