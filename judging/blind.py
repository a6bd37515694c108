"""Hiding who is behind an entry from its own words. Pure functions, no database.

Names appear in texts in other cases than their own ("Vaasan kaupungin" for "Vaasan kaupunki"), so a
name is recognised by the beginnings of its words. That hides a word too many now and then, which in
blind judging is the better fault.
"""

import re
from collections.abc import Iterable

LEGAL_FORMS = frozenset(
    {"ry", "rf", "r.y", "r.f", "r.y.", "r.f.", "sr", "rs", "oy", "ab", "oyj", "abp", "ay", "ky", "osk", "ltd"}
)
SHORTEST = 3
_LEGAL_FORM = rf"(?:\s+(?:{'|'.join(map(re.escape, sorted(LEGAL_FORMS, key=len, reverse=True)))})(?!\w))?"


def redact(text: str, names: Iterable[str], mark: str) -> str:
    """The text with every name, address or number in `names` replaced by `mark`."""
    patterns = sorted({pattern for name in names if (pattern := _pattern(name))}, key=len, reverse=True)
    if not patterns:
        return text
    return re.sub("|".join(patterns), mark, text, flags=re.IGNORECASE)


def _pattern(name: str) -> str:
    words = name.split()
    for end in (0, -1):
        while words and words[end].lower().strip(".,") in LEGAL_FORMS:
            words.pop(end)
    if sum(map(len, words)) < SHORTEST:
        return ""
    beginnings = [_inflected(word, alone=len(words) == 1) for word in words]
    return r"(?<!\w)" + r"\W+".join(beginnings) + _LEGAL_FORM


def _inflected(word: str, *, alone: bool) -> str:
    """A word with any ending; beside others a shorter beginning will do.

    Addresses and short words stay as they are, but for a case after a colon.
    """
    if not word.isalpha() or len(word) < (5 if alone else 4):
        return re.escape(word) + r"(?::\w+)?(?!\w)"
    ending = 2 if alone else 3
    return re.escape(word[: max(SHORTEST, len(word) - ending)]) + r"\w*"
