"""How far two words are from each other: letters more, less, other, or two that changed places."""

from collections import Counter


def distance(one: str, other: str, most: int) -> int:
    """Damerau's and Levenshtein's (each stretch is changed once); anything above `most` is `most + 1`."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most or _differing(one, other) > most:
        return most + 1
    earlier: list[int] = []
    before: list[int] = []
    row = list(range(len(other) + 1))
    for y, letter in enumerate(one, 1):
        earlier, before, row = before, row, [y]
        for x, letter_there in enumerate(other, 1):
            cost = min(before[x] + 1, row[-1] + 1, before[x - 1] + (letter != letter_there))
            if earlier and x > 1 and letter == other[x - 2] and one[y - 2] == letter_there:
                cost = min(cost, earlier[x - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _differing(one: str, other: str) -> int:
    """At least so many changes are needed, whatever the order of the letters."""
    here, there = Counter(one), Counter(other)
    return max((here - there).total(), (there - here).total())
