"""A text as markup, in which what matches is marked; everything in it is escaped."""

from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from people.lemmas.words import forms, parts_of, places, words_of
from pledges.finding.asked import Asked

# Letters of an excerpt, and of them before the first match.
LENGTH, BEFORE = 240, 70


def marked(text: str, asked: Asked, language: str) -> SafeString:
    """In the forms in which the words stand there; neighbours become one mark."""
    spans: list[tuple[int, int]] = []
    for begins, ends in hits(text, asked.terms, language):
        if spans and text[spans[-1][1] : begins] == " ":
            begins = spans.pop()[0]
        spans.append((begins, ends))
    ends = [0, *(end for _begins, end in spans)]
    pieces = ((text[end:begins], text[begins:ends]) for end, (begins, ends) in zip(ends, spans, strict=False))
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[ends[-1] :])


def says(text: str, asked: Asked, language: str) -> bool:
    """Whether any word matches."""
    return bool(hits(text, asked.terms, language))


@lru_cache(maxsize=64)  # of one search: whether a text is shown depends on whether it matches, how on where
def hits(text: str, terms: frozenset[str], language: str) -> tuple[tuple[int, int], ...]:
    """Where the words that match begin and end."""
    return tuple(span for span in places(text) if _matches(text[slice(*span)], terms, language))


def excerpt(text: str, asked: Asked, language: str) -> SafeString:
    """The beginning of a long text, or what stands around the first match if that comes later."""
    text = " ".join(text.split())
    first = next(iter(hits(text, asked.terms, language)), (0, 0))[0]
    begins = 0 if first < LENGTH - BEFORE else text.rfind(" ", 0, first - BEFORE) + 1
    ends = len(text)
    if ends - begins > LENGTH:
        ends = text.rfind(" ", begins, begins + LENGTH)
        ends = ends if ends > first else begins + LENGTH
    before, after = "… " if begins else "", " …" if ends < len(text) else ""
    return format_html("{}{}{}", before, marked(text[begins:ends], asked, language), after)


@lru_cache(maxsize=4096)
def _matches(form: str, terms: frozenset[str], language: str) -> bool:
    """Most words of a text are words of others, too."""
    for folded in forms(form):
        for word in words_of(folded, language):
            if word in terms or not terms.isdisjoint(parts_of(word, language)):
                return True
    return False
