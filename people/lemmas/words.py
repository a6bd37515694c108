"""From a text to the words it is found by, and from what somebody types to the same words.

A text is in one language and gives the words of that language; who types may write in any of the site's.
A compound gives its parts as well, so that "puisto" finds "leikkipuisto"; not the other way round.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from people.lemmas.dictionaries import known_languages
from people.lemmas.guesses import COMPOUNDING, first_part, guess, known, splits
from people.lemmas.hyphens import SOFT_HYPHEN

# No Finnish word is longer that anybody would search for; what is longer is found by its beginning.
LONGEST = 48
_FORM = re.compile(rf"[^\W_]+(?:{SOFT_HYPHEN}+[^\W_]+)*")
_KEPT = 8192


def folded(text: str) -> str:
    """Without what makes no difference: capitals, ways to write the same letter, places to break a word."""
    return unicodedata.normalize("NFKC", text).casefold().replace(SOFT_HYPHEN, "")


def forms(text: str) -> list[str]:
    """The words of a text as they stand there, folded."""
    return [form[:LONGEST] for form in _FORM.findall(folded(text))]


def places(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text begin and end, one after the other."""
    return (match.span() for match in _FORM.finditer(text))


@lru_cache(_KEPT)
def words_of(form: str, language: str) -> tuple[str, ...]:
    """What a form in a text of this language is found by: another's word only where its own knows none."""
    spoken = _spoken(form)
    codes = [language] if language in spoken or not spoken else spoken
    return tuple(sorted({_word(form, code) for code in codes}))


@lru_cache(_KEPT)
def words_meant(form: str, language: str) -> tuple[str, ...]:
    """What somebody may mean who types a form on the pages of this language."""
    codes = {language, *(_spoken(form) or known_languages())}
    return tuple(sorted({_word(form, code) for code in codes}))


@lru_cache(_KEPT)
def parts_of(word: str, language: str) -> tuple[str, ...]:
    """The parts of a compound, if it is one; the last part is itself a word and not the form of one."""
    if language not in COMPOUNDING or language not in known_languages():
        return ()
    for first, last in splits(word):
        if known(last, language) == last and (begins := first_part(first, language)):
            return _plain(begins), last
    return ()


def _word(form: str, language: str) -> str:
    if language not in known_languages():
        return form
    return _plain(known(form, language) or guess(form, language)) or form


def _plain(word: str) -> str:
    """As forms are written: some dictionaries have "toim." and "Helsinki"."""
    return "".join(_FORM.findall(folded(word)))[:LONGEST]


def _spoken(form: str) -> list[str]:
    """The languages of the site whose dictionaries have a form."""
    return [code for code in known_languages() if known(form, code)]
