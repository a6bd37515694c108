"""A text in pieces, those that match what was asked for apart: templates escape each and mark these."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from people.lemmas.words import forms, parts_of, places, words_of
from pledges.finding.asked import Asked

# Letters of an excerpt, and of them before the first match.
LENGTH, BEFORE = 240, 70


@dataclass(frozen=True)
class Piece:
    text: str
    matches: bool = False


def marked(text: str, asked: Asked, language: str) -> list[Piece]:
    """In the forms in which the words stand there; neighbours become one mark."""
    pieces: list[Piece] = []
    end = 0
    for begins, ends in hits(text, asked, language):
        between = text[end:begins]
        if pieces and pieces[-1].matches and between == " ":
            pieces[-1] = Piece(f"{pieces[-1].text} {text[begins:ends]}", True)
        else:
            pieces += [Piece(between), Piece(text[begins:ends], True)]
        end = ends
    return [piece for piece in [*pieces, Piece(text[end:])] if piece.text]


def says(text: str, asked: Asked, language: str) -> bool:
    """Whether any word matches; no further is looked than to the first."""
    return any(True for _place in hits(text, asked, language))


def hits(text: str, asked: Asked, language: str) -> Iterator[tuple[int, int]]:
    """Where the words that match begin and end."""
    for begins, ends in places(text):
        if _matches(text[begins:ends], asked.terms, language):
            yield begins, ends


def excerpt(text: str, asked: Asked, language: str) -> list[Piece]:
    """The beginning of a long text, or what stands around the first match if that comes later."""
    text = " ".join(text.split())
    first = next(hits(text, asked, language), (0, 0))[0]
    begins = 0 if first < LENGTH - BEFORE else text.rfind(" ", 0, first - BEFORE) + 1
    ends = len(text)
    if ends - begins > LENGTH:
        ends = text.rfind(" ", begins, begins + LENGTH)
        ends = ends if ends > first else begins + LENGTH
    pieces = marked(text[begins:ends], asked, language)
    return [
        *([Piece("… ")] if begins else []),
        *pieces,
        *([Piece(" …")] if ends < len(text) else []),
    ]


@lru_cache(maxsize=4096)
def _matches(form: str, terms: frozenset[str], language: str) -> bool:
    """Most words of a text are words of others, too, and a text is gone through more than once."""
    for folded in forms(form):
        for word in words_of(folded, language):
            if word in terms or not terms.isdisjoint(parts_of(word, language)):
                return True
    return False
