"""Where a long word may be broken at the end of a line, in a language that phones cannot divide themselves.

Browsers hyphenate by patterns (`hyphens: auto`), and Chrome on Android has none for Finnish, whose words are
the longest of all. Some on a desk have none at all; Swedish compounds are therefore divided as well, at their
seams alone.
"""

import re
from functools import lru_cache

from people.lemmas.dictionaries import known_languages
from people.lemmas.guesses import first_part, known, splits

SOFT_HYPHEN = "\u00ad"
# Shorter ones fit on a line of a phone.
LONG = 12
SHORTEST_AFTER_A_SEAM = 6
# "besk-rivningarna", "autentisering-sapp", "redige-ringen"
SHORTEST_SWEDISH = 5
_SWEDISH_ENDING = re.compile("ring(?:ens?|ar(?:na)?s?)?$")
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
    divided = _DIVIDED.get(language)
    if not divided or language not in known_languages():
        return text
    return _LONG_WORD.sub(lambda word: divided(word[0]), text)


@lru_cache(4096)
def _finnish(word: str) -> str:
    """At the seams of a compound, and between syllables where a part is long itself."""
    if len(word) < LONG:
        return word
    if seam := _seam(word, "fi"):
        return f"{_finnish(word[:seam])}{SOFT_HYPHEN}{_finnish(word[seam:])}"
    for breaks in (_ENDINGS, _BREAKS):
        word = breaks.sub(rf"\g<0>{SOFT_HYPHEN}", word)
    return word


@lru_cache(4096)
def _swedish(word: str) -> str:
    seam = _seam(word, "sv") if len(word) >= LONG else 0
    first, last = word[:seam], word[seam:]
    if len(first) < SHORTEST_SWEDISH or len(last) < SHORTEST_SWEDISH or _SWEDISH_ENDING.match(last.lower()):
        return word
    return f"{_swedish(first)}{SOFT_HYPHEN}{_swedish(last)}"


_DIVIDED = {"fi": _finnish, "sv": _swedish}


def _seam(word: str, language: str) -> int:
    """Where a compound is put together; 0 where nobody knows."""
    seams = [len(first) for first, last in splits(word.lower()) if _are_words(first, last, language)]
    # "metro-asemilla" or "metroa-semilla", "kansa-laisten" or "kans-alaisten"? Nobody can tell.
    return next((seam for seam in seams if seam - 1 not in seams and seam + 1 not in seams), 0)


def _are_words(first: str, last: str, language: str) -> bool:
    """Short words that begin with a vowel are mostly endings: "turvallis-uutta" is none of "uusi".

    Between two vowels that are alike the language itself writes a hyphen.
    """
    found = known(last, language)
    is_doubtful = re.match(_VOWEL, last) and (
        len(found or "") < SHORTEST_AFTER_A_SEAM or first[-1] == last[0]
    )
    if not found or is_doubtful:
        return False
    return bool(first_part(first, language))
