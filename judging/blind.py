"""Hiding who is behind an entry from its own words. Pure functions, no database.

A whole name is hidden in any of its forms ("Vaasan kaupungin" for "Vaasan kaupunki"), however it is
written. A single word of a name is hidden only with a capital, and not if it is an ordinary word: one of
those that stand in many names, or one that the same text also writes small.
"""

import re
from collections.abc import Iterable

from judging.inflection import forms
from judging.ordinary import ORDINARY

LEGAL_FORMS = frozenset(
    {"ry", "rf", "r.y", "r.f", "r.y.", "r.f.", "sr", "rs", "oy", "ab", "oyj", "abp", "ay", "ky", "osk", "ltd"}
)
SHORTEST = 3
SHORTEST_ALONE = 4
_LEGAL_FORM = rf"(?:\s+(?:{'|'.join(map(re.escape, sorted(LEGAL_FORMS, key=len, reverse=True)))})(?!\w))?"


def redact(text: str, names: Iterable[str], mark: str) -> str:
    """The text with every name, address or number in `names` replaced by `mark`."""
    names = [words for name in names if (words := words_of(name))]
    whole = sorted({_whole(words) for words in names}, key=len, reverse=True)
    if not whole:
        return text
    small = [word for word in set(re.findall(r"\w+", text)) if word[0].islower()]
    parts = {forms(word) for words in names for word in telling(words)}
    parts = sorted((one for one in parts if not _is_among(small, one)), key=len, reverse=True)
    single = rf"|(?P<single>(?<!\w)(?:{'|'.join(parts)})(?!\w))" if parts else ""

    def hidden(match) -> str:
        return match[0] if match.lastgroup == "single" and not match[0][0].isupper() else mark

    return re.sub("|".join(whole) + single, hidden, text, flags=re.IGNORECASE)


def _is_among(words: list[str], pattern: str) -> bool:
    return any(re.fullmatch(pattern, word, re.IGNORECASE) for word in words)


def words_of(name: str) -> list[str]:
    """A name without its legal form; nothing, if what is left is too short to be looked for."""
    words = name.split()
    for end in (0, -1):
        while words and words[end].lower().strip(".,") in LEGAL_FORMS:
            words.pop(end)
    return words if sum(map(len, words)) >= SHORTEST else []


def telling(words: list[str]) -> list[str]:
    """The words of a longer name that tell whose it is by themselves."""
    if len(words) < 2:
        return []
    return [
        word
        for word in words
        if word.isalpha()
        and word[0].isupper()
        and len(word) >= SHORTEST_ALONE
        and word.lower() not in ORDINARY
        and word.lower() not in LEGAL_FORMS
    ]


def _whole(words: list[str]) -> str:
    inflected = [_inflected(word, alone=len(words) == 1) for word in words]
    return r"(?<!\w)" + r"\W+".join(inflected) + r"(?!\w)" + _LEGAL_FORM


def _inflected(word: str, *, alone: bool) -> str:
    """A word in any of its forms. Addresses and short words stay as they are, but for a colon and a case."""
    if not word.isalpha() or len(word) < (SHORTEST_ALONE + 1 if alone else SHORTEST_ALONE):
        return re.escape(word) + r"(?::\w+)?"
    return forms(word)
