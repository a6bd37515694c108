"""What was found, as it is shown: where it leads, and its words with those apart that match."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from i18nfield.strings import LazyI18nString

from campaign.models import Kind
from cms.languages import address_of, title_of
from cms.models import CampaignPage, NewsPage
from cms.searchable import said_in_plain_language, texts_of
from people.models import Purpose
from people.prepared import prepared
from pledges.finding.asked import Asked
from pledges.finding.marks import Piece, excerpt, marked, says
from pledges.gallery.catalogue import catalogue_of
from pledges.models import Entry, Translation
from pledges.named import named_in, named_organisations
from pledges.querysets import permits
from pledges.texts import PARTS

MOST = 20


@dataclass(frozen=True)
class Hit:
    """`language` is that of the title and the words, where it may be another one than the page's."""

    address: str
    title: list[Piece]
    words: list[Piece]
    language: str
    overline: str = ""
    theme: str = ""
    note: str = ""
    at: datetime | None = None


def in_order(rows: Iterable, keys: list[int]) -> list:
    """The best first, as they were found."""
    places = {key: place for place, key in enumerate(keys)}
    return sorted(rows, key=lambda row: places[row.pk])


def of_entries(
    keys: list[int], asked: Asked, hosts: Mapping[int, CampaignPage], stamps: Mapping[int, int]
) -> list[Hit]:
    """Asked for from what is public once more: whatever went meanwhile is missing. At most MOST of them."""
    if not keys:
        return []
    language, filled = get_language(), [*keys, *[0] * MOST][:MOST]
    rows = {row[0]: row[1:] for row in _public.rows(timezone.now(), *filled)}
    read = {}
    if any(row[_OWN] != language for row in rows.values()):
        read = {entry: text for entry, *text in _translated.rows(language, *filled)}
    return [_of_entry(rows[key], read.get(key), asked, hosts, stamps) for key in keys if key in rows]


@prepared.for_keys(MOST)
def _public(moment: datetime, *keys: int):
    """What of these entries is public at the moment."""
    entries = Entry.objects.public(at=moment).filter(pk__in=keys).order_by()
    entries = entries.annotate(names_organisation=permits(Purpose.PUBLISH_ORGANISATION))
    shown = ("campaign_id", "reference", "kind", "card__facets", "card__organisation", "names_organisation")
    return entries.values_list("pk", *shown, "language", *PARTS)


_OWN = 6  # of a row without its key, the language


@prepared.for_keys(MOST)
def _translated(language: str, *keys: int):
    """The texts of these entries as readers of a language get them, where they are not the original ones."""
    whole = Translation.objects.complete().filter(entry__in=keys, language=language).order_by()
    return whole.exclude(entry__language=language).values_list("entry_id", "language", *PARTS)


def _of_entry(row, translation, asked: Asked, hosts, stamps) -> Hit:
    """In the reader's language; in that of the original where only this matches."""
    campaign, reference, kind, facets, organisation, is_named, *original = row
    texts = [translation, original] if translation else [original]
    shown_in, title, summary, description, plain_summary = next(
        (text for text in texts if _says(text, asked)), texts[0]
    )
    others = [text for text in (summary, plain_summary, description) if text]
    words = next((text for text in others if says(text, asked, shown_in)), others[0] if others else "")
    page, language = hosts[campaign], get_language()
    catalogue = catalogue_of(page.campaign, stamps.get(campaign, 0))
    theme = catalogue.theme_of(facets.split(" "))
    return Hit(
        page.entry_address(reference),
        marked(title, asked, shown_in),
        excerpt(words, asked, shown_in),
        shown_in,
        overline=Kind(kind).label,
        theme=catalogue.name_of(theme, language) if theme else "",
        note=LazyI18nString(organisation).localize(language) if organisation and is_named else "",
    )


def _says(text: tuple, asked: Asked) -> bool:
    language, *parts = text
    return any(says(part, asked, language) for part in parts)


def of_organisations(keys: list[int], asked: Asked, entries, hosts: Mapping[int, CampaignPage]) -> list[Hit]:
    """Each leads to its page in a campaign that names it: `hosts`, by the keys of the organisations."""
    if not keys:
        return []
    language = get_language()
    chosen = in_order(named_in(entries).filter(pk__in=keys), keys)
    return [
        Hit(
            hosts[one.pk].organisation_address(record.id),
            marked(record.name, asked, language),
            [],
            "",
            overline=record.kind_label,
            note=_entries(record.filed + record.joined),
        )
        for one, record in zip(chosen, named_organisations(chosen, entries), strict=True)
    ]


def _entries(number: int) -> str:
    return ngettext("%(number)s entry", "%(number)s entries", number) % {"number": number}


def of_pages(pages: Iterable, asked: Asked) -> list[Hit]:
    """Of specific pages in the active language; to their plain language where only this matches."""
    language = get_language()
    found = []
    for page in pages:
        texts = [text for _where, text in texts_of(page)[1:]]
        words = next((text for text in texts if says(text, asked, language)), texts[0] if texts else "")
        is_plain = bool(words) and words == said_in_plain_language(page)
        found.append(
            Hit(
                page.plain_address if is_plain else address_of(page),
                marked(page.title, asked, language),
                excerpt(words, asked, language),
                title_of(page).language,
                overline=page.get_kind_display() if isinstance(page, NewsPage) else "",
                at=page.appeared_at if isinstance(page, NewsPage) else None,
            )
        )
    return found
