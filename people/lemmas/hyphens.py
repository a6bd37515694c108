"""Where a long word may be broken at the end of a line, in a language that phones cannot divide themselves.

Browsers hyphenate by patterns (`hyphens: auto`), and Chrome on Android has none for Finnish, whose words are
the longest of all.
"""

import re
from functools import lru_cache

from people.lemmas.dictionaries import known_languages
from people.lemmas.guesses import first_part, known, splits

SOFT_HYPHEN = "\u00ad"
# Shorter ones fit on a line of a phone.
LONG = 12
SHORTEST_AFTER_A_SEAM = 6
_LONG_WORD = re.compile(rf"\w{{{LONG},}}")
_VOWEL, _CONSONANT = "[aeiouyåäö]", "[bcdfghjklmnpqrstvwxzšž]"
# Between two consonants a syllable ends also where a seam is near that nobody knows: "kan-salaisopisto".
# Before a single one "lai-so" would cut beside the seam.
_BREAKS = re.compile(
    rf"(?<=\w\w)(?:(?<={_VOWEL})(?![bcdfgkpt][lr]){_CONSONANT}|(?<={_CONSONANT})({_CONSONANT})(?=\1))"
    rf"(?={_CONSONANT}{_VOWEL}\w)",
    re.IGNORECASE,
)
# What makes a noun of a verb or of a quality, as in "kotoutu-minen" and "mahdolli-suuksia".
_ENDINGS = re.compile(rf"{_VOWEL}(?=(?:mi(?:nen|se|st)|[ks](?:uu|yy)[dkst])\w*$)", re.IGNORECASE)


def hyphenated(text: str, language: str) -> str:
    """Soft hyphens in long words, unless browsers divide the language; and no line begins with a dash."""
    text = text.replace(" – ", "\u00a0– ")
    if language != "fi" or language not in known_languages():
        return text
    return _LONG_WORD.sub(lambda word: _finnish(word[0]), text)


@lru_cache(4096)
def _finnish(word: str) -> str:
    """At the seams of a compound, and between syllables where a part is long itself."""
    if len(word) < LONG:
        return word
    seams = [len(first) for first, last in splits(word.lower()) if _are_words(first, last)]
    for seam in seams:
        # "metro-asemilla" or "metroa-semilla", "kansa-laisten" or "kans-alaisten"? Nobody can tell.
        if seam - 1 not in seams and seam + 1 not in seams:
            return f"{_finnish(word[:seam])}{SOFT_HYPHEN}{_finnish(word[seam:])}"
    for breaks in (_ENDINGS, _BREAKS):
        word = breaks.sub(rf"\g<0>{SOFT_HYPHEN}", word)
    return word


def _are_words(first: str, last: str) -> bool:
    """Short words that begin with a vowel are mostly endings: "turvallis-uutta" is none of "uusi".

    Between two vowels that are alike the language itself writes a hyphen.
    """
    found = known(last, "fi")
    is_doubtful = re.match(_VOWEL, last) and (
        len(found or "") < SHORTEST_AFTER_A_SEAM or first[-1] == last[0]
    )
    if not found or is_doubtful:
        return False
    return bool(first_part(first, "fi"))
