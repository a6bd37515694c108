"""What is shown of entries and organisations that were found, each read for one screen in two questions.

Asked from what is public once more: whatever went meanwhile is missing. Only numbers come from the index.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import get_language

from people.models import Purpose
from people.prepared import prepared
from pledges.finding import scopes
from pledges.finding.places import number_of
from pledges.finding.things import named
from pledges.models import Entry, Occurrence, Translation
from pledges.named import name_shown, named_in
from pledges.querysets import permission_read
from pledges.texts import PARTS

MOST = 20


@dataclass(frozen=True)
class FoundEntry:
    """`texts` are the reader's and, where that is a translation, the original: the language, then PARTS."""

    campaign: int
    reference: str
    kind: str
    facets: list[str]
    organisation: str
    texts: list[tuple[str, ...]]


@dataclass(frozen=True)
class FoundOrganisation:
    """`id` is its public one, `kind` one of `Organisation.Kind`.

    `entries` says by campaign (key) how many public ones name it.
    """

    id: str
    kind: str
    name: str
    entries: Mapping[int, int]


def found_entries(keys: list[int]) -> list[FoundEntry]:
    """Of at most MOST entries those that are public now, in their order, in the active language."""
    if not keys:
        return []
    language, filled = get_language(), _filled(keys)
    rows = {row[0]: row[1:] for row in _public_entries.rows(timezone.now(), *filled)}
    is_foreign = any(own != language for own, *_others in rows.values())
    read = {entry: tuple(text) for entry, *text in _translated.rows(language, *filled)} if is_foreign else {}
    return [_found(rows[key], read.get(key), language) for key in keys if key in rows]


def _found(row: tuple, translation: tuple | None, language: str) -> FoundEntry:
    own, campaign, reference, kind, facets, organisation, is_named, *parts = row
    texts = [text for text in (translation, (own, *parts)) if text]
    organisation = name_shown(organisation, is_named, language)
    return FoundEntry(campaign, reference, kind, facets.split(" "), organisation, texts)


def found_organisations(keys: list[int], campaigns: Iterable[int]) -> list[FoundOrganisation]:
    """Of at most MOST organisations those that the public may read of, in their order.

    In the active language, with the numbers of their entries in `campaigns`, which are keys of those that
    have published.
    """
    if not keys:
        return []
    rows = {row[0]: row[1:] for row in _named_organisations.rows(timezone.now(), *_filled(keys))}
    entries, language = _entries_naming(keys, campaigns), get_language()
    return [
        FoundOrganisation(one, kind, name_shown(name, True, language), entries[key])
        for key in keys
        if key in rows
        for one, kind, name in [rows[key]]
    ]


def _entries_naming(keys: list[int], campaigns: Iterable[int]) -> dict[int, Counter]:
    """By organisation and campaign, how many public entries name it, as they are found by its name.

    From the index, as the ledger would have to be asked of each entry; the same numbers as
    `pledges.named.named_organisations` gives.
    """
    scopes_of = {scopes.entries(campaign): campaign for campaign in campaigns}
    terms = {named(key).encode(): key for key in keys}
    found: dict[int, Counter] = {key: Counter() for key in keys}
    rows = Occurrence.objects.filter(term__in=list(terms), scope__in=list(scopes_of))
    for term, scope, places in rows.values_list("term", "scope", "places"):
        found[terms[bytes(term)]][scopes_of[scope]] += number_of(bytes(places))
    return found


def _filled(keys: list[int]) -> list[int]:
    """Exactly MOST keys, as prepared questions want them: 0 is the key of nothing."""
    return [*keys, *[0] * MOST][:MOST]


@prepared.for_keys(MOST)
def _public_entries(moment: datetime, *keys: int):
    """What of these entries is public at the moment."""
    entries = Entry.objects.public(at=moment).filter(pk__in=keys).order_by()
    entries = entries.annotate(
        organisation_names=Cast("card__organisation", TextField()),
        names_organisation=permission_read(Purpose.PUBLISH_ORGANISATION),
    )
    shown = ("campaign_id", "reference", "kind", "card__facets", "organisation_names", "names_organisation")
    return entries.values_list("pk", "language", *shown, *PARTS)


@prepared.for_keys(MOST)
def _translated(language: str, *keys: int):
    """The texts of these entries as readers of a language get them, where they are not the original ones."""
    whole = Translation.objects.complete().filter(entry__in=keys, language=language).order_by()
    return whole.exclude(entry__language=language).values_list("entry_id", "language", *PARTS)


@prepared.for_keys(MOST)
def _named_organisations(moment: datetime, *keys: int):
    """Which of these organisations the public may read of at the moment."""
    named = named_in(Entry.objects.public(at=moment)).filter(pk__in=keys).order_by()
    named = named.annotate(names=Cast("name", TextField()))
    return named.values_list("pk", "public_id", "kind", "names")
