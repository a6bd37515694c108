"""What a thing is found by, made from its texts."""

from collections.abc import Iterable
from dataclasses import dataclass

from people.lemmas.words import forms, parts_of, words_of
from pledges.finding.places import PART, TEXT

_BETWEEN = " | "


@dataclass(frozen=True)
class Thing:
    """`terms` are words with where they stand, `forms` the folded texts with a gap between two of them."""

    terms: dict[str, int]
    forms: str

    @property
    def stored_terms(self) -> str:
        return "".join(f" {term}:{where}" for term, where in sorted(self.terms.items())) + " "


def thing(texts: Iterable[tuple[str, int, str]], names: Iterable[int] = ()) -> Thing:
    """From texts with their language and what they are; `names` are the keys of organisations it names."""
    terms: dict[str, int] = {}
    read = []
    for language, where, text in texts:
        found = forms(text)
        read.append(" ".join(found))
        for form in found:
            for word in words_of(form, language):
                terms[word] = terms.get(word, 0) | where
                for part in parts_of(word, language):
                    terms[part] = terms.get(part, 0) | PART
    terms.update((named(key), TEXT) for key in names)
    return Thing(terms, f" {_BETWEEN.join(filter(None, read))} ")


def named(organisation: int) -> str:
    """A term that nobody can type: the thing names this organisation."""
    return f"@{organisation}"


def is_name(term: str) -> bool:
    return term.startswith("@")


def terms_stored(text: str) -> dict[str, int]:
    pairs = (pair.rpartition(":") for pair in text.split())
    return {term: int(where) for term, _colon, where in pairs}
