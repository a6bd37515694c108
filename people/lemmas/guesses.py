"""What a form may be that no dictionary knows: names of places, compounds made today, and endings on both.

Simplemma guesses as well, but cuts up to five letters off a Finnish word whatever they are, so that somebody
who looks for a swimming hall with a slip of the pen would find everything about swimming.
"""

from collections.abc import Callable, Iterator

from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.rules import RulesStrategy

from people.lemmas.dictionaries import Mapped

# Languages that write compounds as one word.
COMPOUNDING = frozenset({"fi", "sv", "da", "de", "et", "is", "nb", "nl", "nn"})
# Shorter parts are mostly endings that look like words.
SHORTEST_PART = 4

_ENDINGS = {
    "fi": (
        *("n", "t", "a", "ä", "na", "nä", "ta", "tä", "ksi", "tta", "ttä", "lle", "seen"),
        *("ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä"),
        *("ni", "si", "mme", "nne", "nsa", "nsä", "aan", "ään", "een"),
        *("kin", "kaan", "kään", "ko", "kö", "han", "hän", "pa", "pä"),
    ),
    "sv": ("s", "n", "t", "en", "et", "ens", "ets", "ar", "or", "er", "na", "arna", "orna", "erna"),
}
# Endings of names that no dictionary has, the longest first; what is left has at least so many letters.
_OF_NAMES = {"fi": ("ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi"), "sv": ("s",)}
_SHORTEST_NAME = 4

_dictionary = DictionaryLookupStrategy(Mapped())
_rules = RulesStrategy()
_simplemma = DefaultStrategy(dictionary_factory=Mapped())


def known(form: str, language: str) -> str | None:
    """The word in the dictionary; names stand there with a capital."""
    return _dictionary.get_lemma(form, language)


def _common(form: str, language: str) -> str | None:
    """The word, if it is no name."""
    return _dictionary.exact_lemma(form, language)


def guess(form: str, language: str) -> str:
    if language not in COMPOUNDING:
        return _simplemma.get_lemma(form, language) or form
    ways: tuple[Callable[[str, str], str | None], ...] = (_rules.get_lemma, _compound, _ended, _tailed, _name)
    return next((found for way in ways if (found := way(form, language))), form)


def splits(word: str, shortest_first: int = SHORTEST_PART) -> Iterator[tuple[str, str]]:
    """In two, the longest last part first."""
    for place in range(shortest_first, len(word) - SHORTEST_PART + 1):
        yield word[:place], word[place:]


def first_part(form: str, language: str) -> str | None:
    """The word that a compound begins with: it may stand in a form of which it has no other."""
    is_bound = language == "fi" and form.endswith("s")
    return (is_bound and known(f"{form[:-1]}nen", language)) or known(form, language)


def _compound(form: str, language: str) -> str | None:
    """Of two known words."""
    for first, last in splits(form):
        if (ends := _common(last, language)) and first_part(first, language):
            return first + ends
    return None


def _ended(form: str, language: str) -> str | None:
    """A known form with another ending on it."""
    for ending in _ENDINGS.get(language, ()):
        stem = form.removesuffix(ending)
        if SHORTEST_PART <= len(stem) < len(form) and (found := known(stem, language)):
            return found
    return None


def _tailed(form: str, language: str) -> str | None:
    """Something that ends in a known word, as names of places do; endings look like short ones."""
    for first, last in splits(form, shortest_first=2):
        if len(last) > SHORTEST_PART and (ends := _common(last, language)):
            return first + ends
    return None


def _name(form: str, language: str) -> str | None:
    for ending in _OF_NAMES.get(language, ()):
        if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST_NAME:
            return form.removesuffix(ending)
    if language == "fi" and form.endswith("n") and len(form) > _SHORTEST_NAME and form[-2] in "aeiouyäö":
        # "Haagan" and "Haagaan".
        stem = form[:-1]
        return stem[:-1] if stem[-1] == stem[-2] and len(stem) > _SHORTEST_NAME + 1 else stem
    return None
