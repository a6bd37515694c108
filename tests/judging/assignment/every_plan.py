"""The best plan of a tiny problem, found by trying every one: rules and goals once more, in plain words."""

from collections import Counter
from fractions import Fraction
from itertools import combinations, product

from judging.assignment import LanguageRule, Need, Problem


class EveryPlan:
    """All plans of a problem that keep its rules, as sets of (juror, entry) pairs."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self.jurors = {juror.id: juror for juror in problem.jurors}
        self.entries = {entry.id: entry for entry in problem.entries}
        self.fixed = {pair for pair, fixed in problem.assigned.items() if fixed}
        self.movable = {pair for pair, fixed in problem.assigned.items() if not fixed}

    def may_sit(self, juror, entry) -> bool:
        one = self.jurors[juror]
        if not one.available or (juror, entry) in self.problem.conflicts:
            return False
        strict = self.problem.language_rule == LanguageRule.EVERY
        return not strict or self.reads(juror, entry)

    def reads(self, juror, entry) -> bool:
        mine, its = self.jurors[juror].languages, self.entries[entry].languages
        return not mine or not its or bool({*mine} & {*its})

    def are_apart(self, one, other) -> bool:
        return (one, other) in self.problem.apart or (other, one) in self.problem.apart

    def choices(self, entry) -> list[tuple]:
        """Jurors that an entry could get beside its fixed ones."""
        fixed = [juror for juror, its in self.fixed if its == entry]
        free = [
            juror
            for juror in self.jurors
            if juror not in fixed
            and self.may_sit(juror, entry)
            and not any(self.are_apart(juror, other) for other in fixed)
        ]
        most = max(self.entries[entry].wanted - len(fixed), 0)
        if self.problem.move_cost is None:
            most = max(most, sum((juror, entry) in self.movable for juror in free))
        return [
            some
            for number in range(most + 1)
            for some in combinations(free, number)
            if not any(self.are_apart(*pair) for pair in combinations(some, 2))
        ]

    def __iter__(self):
        choices = {entry: self.choices(entry) for entry in self.entries}
        given = Counter(juror for juror, _ in self.fixed)
        for chosen in product(*choices.values()):
            load = Counter(juror for some in chosen for juror in some)
            if all(
                one.limit is None or not load[one.id] or given[one.id] + load[one.id] <= one.limit
                for one in self.jurors.values()
            ):
                yield self.fixed | {
                    (juror, entry) for entry, some in zip(choices, chosen, strict=True) for juror in some
                }

    def value(self, plan) -> list:
        """The goals' values in their order; the fewer, the better."""
        problem = self.problem
        moves = len(self.movable - plan)
        judges = {entry: {juror for juror, its in plan if its == entry} for entry in self.entries}
        empty = [max(one.wanted - len(judges[one.id]), 0) for one in self.entries.values()]
        load = Counter(juror for juror, _ in plan if self.jurors[juror].available)
        values = [self.unmet(judges)]
        if problem.move_cost is None:
            values.append(moves)
        values += [sum(empty), sum(number * (number - 1) // 2 for number in empty)]
        if problem.balance:
            values.append(sum(n * (n + 1) // 2 for n in load.values()) + (problem.move_cost or 0) * moves)
        if problem.move_cost is not None:
            values.append(moves)
        return values + [self.spread(plan, problem.spread[: n + 1]) for n in range(len(problem.spread))]

    def unmet(self, judges) -> int:
        count = 0
        for need in set(self.problem.needs):
            wanted = {one.id for one in self.jurors.values() if one.id == need.juror or need.tag in one.tags}
            count += not wanted & judges[need.entry]
        if self.problem.language_rule == LanguageRule.ONE:
            count += sum(
                not any(self.reads(juror, one.id) for juror in judges[one.id])
                for one in self.entries.values()
                if one.languages and one.wanted
            )
        return count

    def spread(self, plan, names) -> Fraction:
        kind = {one.id: tuple(one.value(name) for name in names) for one in self.entries.values()}
        of = Counter(kind.values())
        counts = Counter((juror, kind[entry]) for juror, entry in plan if self.jurors[juror].available)
        return sum((Fraction(n * n * len(kind), of[value]) for (_, value), n in counts.items()), Fraction(0))

    def best(self) -> list:
        return min(self.value(plan) for plan in self)


__all__ = ["EveryPlan", "Need"]
