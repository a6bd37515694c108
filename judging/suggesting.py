"""What in a text may tell who is behind it: a hint for whoever redacts by hand. Pure functions.

It looks further than `blind`, which hides by itself: at every word that begins like one of a name,
at places, and at all that looks like an address or a number.
"""

import re
from collections.abc import Iterable

from judging.blind import SHORTEST_ALONE, telling, words_of
from people import personal_hints

_WEB = r"(?<!\w)(?:https?://|www\.)\S+[\w/]|(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.(?:fi|com|org|net|eu|se|info|ax)(?!\w)"


def suggestions(text: str, names: Iterable[str], places: Iterable[str] = ()) -> list[tuple[int, int]]:
    """Where the text has something worth a look: stretches in order, none within another."""
    known = [_beginnings(words) for name in [*names, *places] if (words := words_of(name))]
    found = [match.span() for match in re.finditer(_WEB, text)]
    found += [match.span() for hint in personal_hints.find(text) for match in _written(hint.text, text)]
    for pattern in known:
        found += [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]
    stretches: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return stretches


def segments(text: str, stretches) -> list[tuple[str, bool]]:
    """The text in parts, each with whether it is one of the stretches."""
    parts, done = [], 0
    for start, end in stretches:
        parts += [(text[done:start], False), (text[start:end], True)]
        done = end
    return [part for part in [*parts, (text[done:], False)] if part[0]]


def _written(words: str, text: str):
    return re.finditer(re.escape(words), text)


def _beginnings(words: list[str]) -> str:
    """The whole name, or any single word that begins like a telling one of it."""
    whole = r"\W+".join(_begun(word) for word in words)
    single = [_begun(word) for word in telling(words)]
    return r"(?<!\w)(?:" + "|".join([whole, *single]) + r")"


def _begun(word: str) -> str:
    if not word.isalpha() or len(word) <= SHORTEST_ALONE:
        return re.escape(word) + r"(?!\w)"
    return re.escape(word[: max(SHORTEST_ALONE, len(word) - 3)]) + r"\w*"
