"""Which words of two texts differ. Pure functions, no database."""

import re
from difflib import SequenceMatcher
from itertools import groupby

Pieces = list[tuple[str, bool]]

# Beyond this many words only the first and last difference are looked for: the rest takes too long.
MOST_WORDS = 4000


def compare(one: str, other: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces, each with whether it is different in the other text."""
    mine, theirs = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (one, other))
    same_mine, same_theirs = set(), set()
    for start, opposite, size in _blocks(mine, theirs):
        same_mine.update(range(start, start + size))
        same_theirs.update(range(opposite, opposite + size))
    return _pieces(mine, same_mine), _pieces(theirs, same_theirs)


def _blocks(mine, theirs):
    """Stretches of words that both have, as (start, opposite start, length)."""
    start, longest = 0, min(len(mine), len(theirs))
    while start < longest and mine[start] == theirs[start]:
        start += 1
    end = 0
    while end < longest - start and mine[-1 - end] == theirs[-1 - end]:
        end += 1
    yield (0, 0, start)
    yield (len(mine) - end, len(theirs) - end, end)
    middle, opposite = mine[start : len(mine) - end], theirs[start : len(theirs) - end]
    if max(len(middle), len(opposite)) <= MOST_WORDS:
        for block in SequenceMatcher(None, middle, opposite).get_matching_blocks():
            yield (start + block.a, start + block.b, block.size)


def _pieces(words, same) -> Pieces:
    differs = [index not in same for index in range(len(words))]
    for index in range(1, len(words) - 1):
        # Space between two words that differ belongs to them.
        if words[index].isspace() and differs[index - 1] and differs[index + 1]:
            differs[index] = True
    marks = zip(words, differs, strict=True)
    return [
        ("".join(word for word, _ in together), differ)
        for differ, together in groupby(marks, key=lambda mark: mark[1])
    ]
