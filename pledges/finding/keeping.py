"""Writes the index. Whoever does so holds the stamp of what changes, so that one waits for the other."""

from collections.abc import Mapping

from django.db import transaction

from pledges.finding.places import block_of, changed
from pledges.finding.things import Thing, terms_stored
from pledges.models import Findable, Occurrence

# So many terms are asked for at once: databases take no lists without end.
AT_ONCE = 500


@transaction.atomic(savepoint=False)
def keep(scope: str, things: Mapping[int, Thing | None]) -> set[str]:
    """Let these things be found by what they say; None by nothing. Return the terms that came or went."""
    stored = {one.key: one for one in Findable.objects.filter(scope=scope, key__in=list(things))}
    changes: dict[int, dict[str, dict[int, int]]] = {}
    new_terms: set[tuple[int, str]] = set()
    touched: set[str] = set()
    written = []
    for key, thing in things.items():
        before = terms_stored(stored[key].terms) if key in stored else {}
        after = thing.terms if thing else {}
        block, place = block_of(key)
        for term in before.keys() | after.keys():
            if before.get(term) != after.get(term):
                changes.setdefault(block, {}).setdefault(term, {})[place] = after.get(term, 0)
                touched.add(term)
                if term in before:
                    new_terms.add((block, term))
        if thing and (key not in stored or not _same(stored[key], thing)):
            written.append(Findable(scope=scope, key=key, terms=thing.stored_terms, forms=thing.forms))
    Findable.objects.bulk_create(
        written, update_conflicts=True, unique_fields=["scope", "key"], update_fields=["terms", "forms"]
    )
    gone = [key for key, thing in things.items() if thing is None and key in stored]
    Findable.objects.filter(scope=scope, key__in=gone).delete()
    for block, terms in changes.items():
        _write(scope, block, terms, {term for at, term in new_terms if at == block})
    return touched


def empty(scope: str) -> None:
    """Nothing is found there any more."""
    Findable.objects.filter(scope=scope).delete()
    Occurrence.objects.filter(scope=scope).delete()


def _same(stored: Findable, thing: Thing) -> bool:
    return (stored.terms, stored.forms) == (thing.stored_terms, thing.forms)


def _write(scope: str, block: int, terms: dict[str, dict[int, int]], known: set[str]) -> None:
    """`known` are the terms by which one of the things was found before."""
    of_block = Occurrence.objects.filter(scope=scope, block=block)
    names = sorted(terms)
    for start in range(0, len(names), AT_ONCE):
        by_bytes = {name.encode(): name for name in names[start : start + AT_ONCE]}
        rows = of_block.filter(term__in=list(by_bytes)).values_list("term", "places")
        stored = {bytes(term): bytes(places) for term, places in rows}
        kept, gone = [], []
        for term, name in by_bytes.items():
            before = stored.get(term, b"")
            places = changed(before, terms[name], are_new=name not in known)
            if places:
                backwards = name[::-1].encode()
                kept.append(
                    Occurrence(term=term, backwards=backwards, scope=scope, block=block, places=places)
                )
            elif term in stored:
                gone.append(term)
        Occurrence.objects.bulk_create(
            kept,
            update_conflicts=True,
            unique_fields=["term", "scope", "block"],
            update_fields=["places"],
        )
        if gone:
            of_block.filter(term__in=gone).delete()
