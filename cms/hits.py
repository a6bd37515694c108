"""What was found, as it is shown: where it leads, and its words with those apart that match."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, ngettext

from cms.languages import address_of, title_of
from cms.models import CampaignPage, NewsPage
from cms.searchable import said_in_plain_language, texts_of
from pledges.finding.asked import Asked
from pledges.finding.marks import Piece, excerpt, hits, marked
from pledges.models import Entry
from pledges.named import named_in, named_organisations
from pledges.open_data import public_records


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


def of_entries(keys: list[int], asked: Asked, hosts: Mapping[int, CampaignPage]) -> list[Hit]:
    """Asked for from what is public once more: whatever went meanwhile is missing."""
    if not keys:
        return []
    # All of them are of these campaigns; asking for that too would let SQLite look through the campaigns.
    public = Entry.objects.public().filter(pk__in=keys)
    entries = in_order(public.for_cards(), keys)
    addresses = [hosts[entry.campaign_id].entry_address(entry.reference) for entry in entries]
    return [
        _of_entry(record, address, asked)
        for record, address in zip(public_records(entries), addresses, strict=True)
    ]


def _of_entry(record, address: str, asked: Asked) -> Hit:
    """In the reader's language; in that of the original where only this matches."""
    original = record.original
    texts = [(record.shown_in, record.title, record.summary, record.plain_summary, record.description)]
    if original:
        texts.append((original.language, *original.parts))
    shown_in, title, *others = next((text for text in texts if _says(text, asked)), texts[0])
    others = [text for text in others if text]
    words = next((text for text in others if hits(text, asked, shown_in)), others[0] if others else "")
    return Hit(
        address,
        marked(title, asked, shown_in),
        excerpt(words, asked, shown_in),
        shown_in,
        overline=record.kind_label,
        theme=record.themes[0][1] if record.themes else "",
        note=record.organisation,
    )


def _says(text: tuple, asked: Asked) -> bool:
    language, *parts = text
    return any(hits(part, asked, language) for part in parts)


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
        words = next((text for text in texts if hits(text, asked, language)), texts[0] if texts else "")
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
