"""A problem from plain data, such as a JSON file; docs/assignment.md describes it.

Whatever is wrong is told with the place where it stands, such as "entries[3]", counted from 0.
"""

from collections.abc import Callable

from judging.assignment.items import Item
from judging.assignment.problem import Entry, Id, Juror, LanguageRule, Need, Pair, Problem
from judging.assignment.wrong import MOST, WrongProblem


def read(data) -> Problem:
    """Build the problem that data describes, or raise WrongProblem."""
    whole = Item(data, "the problem")
    wanted = whole.number("jurors_per_entry", 3)
    spread = whole.texts("spread", ("kind", "region", "languages"))
    entries = _unique(whole.items("entries"), lambda item: _entry(item, wanted, spread))
    jurors = _unique(whole.items("jurors"), _juror)
    known = _Known({entry.id for entry in entries}, {juror.id for juror in jurors})
    tags = {tag for juror in jurors for tag in juror.tags}
    needs = [need for item in whole.items("needed") for need in _needs(item, known, tags, entries)]
    problem = Problem(
        entries=entries,
        jurors=jurors,
        conflicts=frozenset(_bare_pair(item, known) for item in whole.items("conflicts")),
        apart=frozenset(_apart(whole, known)),
        needs=tuple(needs),
        assigned=_assigned(whole.items("assigned"), known),
        language_rule=_language_rule(whole),
        balance=whole.truth("balance", True),
        spread=spread,
        move_cost=whole.number("move_cost", None),
        seed=whole.number("seed", 0),
        seconds=_seconds(whole),
    )
    whole.end()
    return problem


class _Known:
    def __init__(self, entries: set[Id], jurors: set[Id]):
        self.ids = {"entry": entries, "juror": jurors}

    def one(self, item: Item, name: str) -> Id:
        value = item.identity(name)
        if value not in self.ids[name]:
            item.fail(f"there is no {name} {value!r}")
        return value

    def pair(self, item: Item) -> Pair:
        return self.one(item, "juror"), self.one(item, "entry")


def _unique(items: list[Item], build: Callable) -> tuple:
    found: dict = {}
    for item in items:
        one = build(item)
        item.end()
        if one.id in found:
            item.fail(f"the id {one.id!r} is there twice")
        found[one.id] = one
    return tuple(found.values())


def _entry(item: Item, wanted: int, spread: tuple[str, ...]) -> Entry:
    about = {
        name: item.text(name) for name in dict.fromkeys(("kind", "region", *spread)) if name != "languages"
    }
    return Entry(item.identity(), item.number("jurors", wanted), item.texts("languages"), about)


def _juror(item: Item) -> Juror:
    return Juror(
        id=item.identity(),
        languages=item.texts("languages"),
        limit=item.number("limit", None),
        tags=frozenset(item.texts("tags")),
        available=item.truth("available", True),
    )


def _bare_pair(item: Item, known: _Known) -> Pair:
    pair = known.pair(item)
    item.end()
    return pair


def _apart(whole: Item, known: _Known) -> list[tuple[Id, Id]]:
    pairs = whole.take("apart", [])
    if not isinstance(pairs, list):
        whole.fail('"apart" must be a list')
    found = []
    for number, pair in enumerate(pairs):
        place = f"apart[{number}]"
        if not isinstance(pair, list) or len(pair) != 2 or pair[0] == pair[1]:
            raise WrongProblem(f"{place} must be a list of two different jurors")
        found.append(tuple(known.one(Item({"juror": juror}, place), "juror") for juror in pair))
    return found


def _needs(item: Item, known: _Known, tags: set[str], entries) -> list[Need]:
    """What an item demands of one entry, or without "entry" of all."""
    every = "entry" not in item.data
    where = [entry.id for entry in entries] if every else [known.one(item, "entry")]
    if ("juror" in item.data) == ("tag" in item.data):
        item.fail('either "juror" or "tag" must be given')
    juror = known.one(item, "juror") if "juror" in item.data else None
    tag = item.text("tag") or None
    if juror is None and tag not in tags:
        item.fail(f"no juror has the tag {tag!r}")
    item.end()
    return [Need(entry, juror, tag) for entry in where]


def _assigned(items: list[Item], known: _Known) -> dict[Pair, bool]:
    found: dict[Pair, bool] = {}
    for item in items:
        pair = known.pair(item)
        if pair in found:
            item.fail("the same juror and entry are there twice")
        found[pair] = item.truth("fixed", False)
        item.end()
    return found


def _language_rule(whole: Item) -> LanguageRule:
    value = whole.take("language_rule", LanguageRule.EVERY)
    if value not in list(LanguageRule):
        whole.fail('"language_rule" must be "every", "one" or "ignore"')
    return LanguageRule(value)


def _seconds(whole: Item) -> float:
    value = whole.take("seconds", 60)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= MOST:
        whole.fail(f'"seconds" must be a number above 0, at most {MOST}')
    return float(value)
