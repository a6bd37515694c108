"""In which order a meeting takes its entries so that people have to leave the room as seldom as possible.

Pure functions, no database. Whoever is in conflict with an entry leaves before it and comes back after it,
so entries that the same people must not hear follow each other. What remains is the order of these groups:
from one to the next as many people go through the door as are in one of them and not in the other. It is
the shortest way through all groups that begins and ends with everybody in the room: exact for few groups
(Held & Karp 1962), for many the nearest next one, improved by turning parts round while that helps.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

FEW = 8
EVERYBODY: frozenset = frozenset()


def in_order(first: Mapping, second: Mapping) -> tuple[list, list]:
    """The entries of two parts of a meeting in their order, from who is away during each.

    The first part ends so that the second begins well. Within a group entries keep the order given.
    """
    one, other = _groups(first), _groups(second)
    ways = []
    for following in [*other, EVERYBODY]:
        begun = way(list(one), end=following)
        ended = way(list(other), start=begun[-1] if begun else EVERYBODY)
        ways.append((doors([*begun, *ended]), begun, ended))
    _doors, begun, ended = min(ways, key=lambda found: found[0])
    return [pk for people in begun for pk in one[people]], [pk for people in ended for pk in other[people]]


def _groups(away: Mapping) -> dict[frozenset, list]:
    groups: dict[frozenset, list] = {}
    for entry, people in away.items():
        groups.setdefault(people, []).append(entry)
    return groups


def doors(sequence: Sequence[frozenset], *, start=EVERYBODY, end=EVERYBODY) -> int:
    """How often somebody goes through the door; at the end of a meeting everybody is back."""
    return sum(len(one ^ other) for one, other in pairwise([start, *sequence, end]))


def way(groups: list[frozenset], *, start=EVERYBODY, end=EVERYBODY) -> list[frozenset]:
    """The groups in the best order that is known, after and before what is given; the exact one of few."""
    if len(groups) <= FEW:
        return _shortest(groups, start, end)
    return _turned(_nearest(groups, start), start, end)


def _shortest(groups, start, end) -> list[frozenset]:
    """For every set of groups that is over, and each of them as the last: the fewest doors, and the way."""
    places = range(len(groups))
    best = {(1 << last, last): (len(start ^ groups[last]), [groups[last]]) for last in places}
    for over in range(1, 1 << len(groups)):
        for last in places:
            if (over, last) not in best:
                continue
            so_far, by = best[over, last]
            for following in places:
                if over >> following & 1:
                    continue
                state = (over | 1 << following, following)
                cost = so_far + len(groups[last] ^ groups[following])
                if state not in best or cost < best[state][0]:
                    best[state] = (cost, [*by, groups[following]])
    whole = (1 << len(groups)) - 1
    ways = [(best[whole, last][0] + len(groups[last] ^ end), best[whole, last][1]) for last in places]
    return min(ways, key=lambda found: found[0])[1] if ways else []


def _nearest(groups, here) -> list[frozenset]:
    left, found = list(groups), []
    while left:
        here = min(left, key=lambda group: len(group ^ here))
        left.remove(here)
        found.append(here)
    return found


def _turned(found, start, end) -> list[frozenset]:
    """Turn parts of the way round while fewer people go through the door for it."""
    around, better = [start, *found, end], True
    while better:
        better = False
        for first in range(1, len(around) - 1):
            for last in range(first + 1, len(around) - 1):
                before, begin, until, after = (around[at] for at in (first - 1, first, last, last + 1))
                if len(before ^ until) + len(begin ^ after) < len(before ^ begin) + len(until ^ after):
                    around[first : last + 1] = around[first : last + 1][::-1]
                    better = True
    return around[1:-1]
