"""What somebody asks for: the words they typed, with what each may mean, and phrases in quotation marks."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language

from people.lemmas.hyphens import SOFT_HYPHEN
from people.lemmas.words import forms, words_meant

LONGEST = 200
MOST_WORDS = 12
# Words that nobody looks for; beside others they are not asked for.
LITTLE = frozenset(
    (
        *("ja", "tai", "sekä", "on", "ei", "se", "että"),
        *("och", "eller", "samt", "är", "i", "på", "av", "för", "att", "som", "en", "ett", "den", "det"),
        *("and", "or", "of", "to", "for", "in", "on", "a", "an", "the", "is"),
    )
)
_QUOTES = str.maketrans(dict.fromkeys("”“„‟″«»", '"'))


def typed(text: str) -> str:
    """What somebody typed into a search field, as it may be shown again."""
    whole = text.replace(SOFT_HYPHEN, "")
    printable = "".join(character if character.isprintable() else " " for character in whole)
    return " ".join(printable.split())[:LONGEST].rstrip()


@dataclass(frozen=True)
class Word:
    """`meanings` are the terms of which any one will do."""

    form: str
    meanings: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """All `words` have to be there, and all `phrases` as they stand. Nothing in it is an operator."""

    words: tuple[Word, ...] = ()
    phrases: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> "Asked":
        """In the active language; those of the site's other languages are understood as well."""
        found: list[str] = []
        phrases = []
        for position, piece in enumerate(typed(text).translate(_QUOTES).split('"')):
            words = forms(piece)[: MOST_WORDS - len(found)]
            found += words
            if position % 2 and len(words) > 1:
                phrases.append(" ".join(words))
        wanted = [form for form in dict.fromkeys(found) if form not in LITTLE] or found[:1]
        language = get_language()
        return cls(tuple(Word(form, words_meant(form, language)) for form in wanted), tuple(phrases))

    def __bool__(self):
        return bool(self.words)

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(term for word in self.words for term in word.meanings)
