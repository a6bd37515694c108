"""“Did you mean”: for a word that stands nowhere, the nearest one that stands in what everybody may read."""

from collections.abc import Iterable, Sequence

from people.lemmas.words import forms
from pledges.finding.asked import Asked, Word, typed
from pledges.finding.likeness import distance
from pledges.finding.lookup import find
from pledges.finding.places import number_of
from pledges.finding.things import is_name
from pledges.models import Occurrence

# Of so many words with a half in common; and so many words are corrected in what somebody typed.
MOST_ALIKE = 1500
MOST_CORRECTED = 3
_SHORTEST = 4
_LAST = b"\xff"


def suggestion(scopes: Iterable[str], text: str, unknown: Sequence[Word]) -> str:
    """What may have been meant by a text in which words stand nowhere; it finds something. Or nothing."""
    scopes = list(scopes)
    better = typed(text)
    for word in unknown[:MOST_CORRECTED]:
        nearest = _nearest(scopes, word)
        if not nearest:
            return ""
        better = _with(better, word.form, nearest)
    if better == typed(text):
        return ""
    return better if find(scopes, Asked.of(better)).of else ""


def _nearest(scopes: list[str], word: Word) -> str:
    """Among equally near ones that which stands in most things."""
    near: dict[str, int] = {}
    for typo in {word.form, *word.meanings}:
        if len(typo) < _SHORTEST:
            continue
        most = 1 if len(typo) < 6 else 2 if len(typo) < 10 else 3
        for term in _alike(scopes, typo):
            # Whoever stops in the middle of a word has typed nothing wrong.
            far = 1 if term.startswith(word.form) else distance(typo, term, most)
            if far <= most:
                near[term] = min(far, near.get(term, far))
    least = min(near.values(), default=0)
    nearest = [term for term, far in near.items() if far == least]
    return max(sorted(nearest), key=_numbers(scopes, nearest).get, default="")


def _alike(scopes: list[str], word: str) -> set[str]:
    """Terms that begin or end as the word does: whoever mistypes one half seldom mistypes the other."""
    half = len(word) // 2
    ways = (("term", word[:half]), ("backwards", word[half:][::-1]))
    found = set()
    for column, start in ways:
        begins = start.encode()
        between = {f"{column}__gte": begins, f"{column}__lt": begins + _LAST}
        rows = Occurrence.objects.filter(scope__in=scopes, **between).values_list("term", flat=True)
        found |= {bytes(term).decode() for term in rows.order_by().distinct()[:MOST_ALIKE]}
    return {term for term in found if not is_name(term)}


def _numbers(scopes: list[str], terms: list[str]) -> dict[str, int]:
    """In how many things each stands."""
    numbers = dict.fromkeys(terms, 0)
    rows = Occurrence.objects.filter(
        scope__in=scopes, term__in=[term.encode() for term in terms[:MOST_ALIKE]]
    )
    for term, places in rows.values_list("term", "places"):
        numbers[bytes(term).decode()] += number_of(bytes(places))
    return numbers


def _with(text: str, form: str, other: str) -> str:
    """The text with one of its words replaced, wherever it stands."""
    words = text.split(" ")
    return " ".join(
        word if form not in forms(word) else word.casefold().replace(form, other) for word in words
    )
