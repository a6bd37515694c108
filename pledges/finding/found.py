"""What is shown of entries that were found, read for one screen in two questions.

Asked from what is public once more: whatever went meanwhile is missing.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import get_language

from people.models import Purpose
from people.prepared import prepared
from pledges.gallery.faces import name_shown
from pledges.models import Entry, Translation
from pledges.querysets import permits
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


def found_entries(keys: list[int]) -> list[FoundEntry]:
    """Of at most MOST entries those that are public now, in their order, in the active language."""
    if not keys:
        return []
    language, filled = get_language(), [*keys, *[0] * MOST][:MOST]
    rows = {row[0]: row[1:] for row in _public.rows(timezone.now(), *filled)}
    is_foreign = any(own != language for own, *_others in rows.values())
    read = {entry: tuple(text) for entry, *text in _translated.rows(language, *filled)} if is_foreign else {}
    return [_found(rows[key], read.get(key), language) for key in keys if key in rows]


def _found(row: tuple, translation: tuple | None, language: str) -> FoundEntry:
    own, campaign, reference, kind, facets, organisation, is_named, *parts = row
    texts = [text for text in (translation, (own, *parts)) if text]
    organisation = name_shown(organisation, is_named, language)
    return FoundEntry(campaign, reference, kind, facets.split(" "), organisation, texts)


@prepared.for_keys(MOST)
def _public(moment: datetime, *keys: int):
    """What of these entries is public at the moment."""
    entries = Entry.objects.public(at=moment).filter(pk__in=keys).order_by()
    entries = entries.annotate(
        organisation_names=Cast("card__organisation", TextField()),
        names_organisation=permits(Purpose.PUBLISH_ORGANISATION),
    )
    shown = ("campaign_id", "reference", "kind", "card__facets", "organisation_names", "names_organisation")
    return entries.values_list("pk", "language", *shown, *PARTS)


@prepared.for_keys(MOST)
def _translated(language: str, *keys: int):
    """The texts of these entries as readers of a language get them, where they are not the original ones."""
    whole = Translation.objects.complete().filter(entry__in=keys, language=language).order_by()
    return whole.exclude(entry__language=language).values_list("entry_id", "language", *PARTS)
