"""What was found, as it is shown: where it leads, and its words, those that match marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from campaign.models import Kind
from cms.languages import address_of, title_of
from cms.models import CampaignPage, NewsPage
from cms.searchable import said_in_plain_language, texts_of
from people.models import Organisation
from pledges.finding.asked import Asked
from pledges.finding.found import FoundEntry, FoundOrganisation, found_entries, found_organisations
from pledges.finding.marks import excerpt, marked, says
from pledges.gallery.catalogue import catalogue_of


@dataclass(frozen=True)
class Hit:
    """Title and words are markup; `language` is theirs, where it may be another one than the page's."""

    address: str
    title: SafeString
    words: SafeString | None
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
    """At most `found.MOST` of them."""
    return [
        _of_entry(entry, asked, hosts[entry.campaign], stamps.get(entry.campaign, 0))
        for entry in found_entries(keys)
    ]


def _of_entry(entry: FoundEntry, asked: Asked, page: CampaignPage, stamp: int) -> Hit:
    """In the reader's language; in that of the original where only this matches."""
    text = next((text for text in entry.texts if _says(text, asked)), entry.texts[0])
    shown_in, title, summary, description, plain_summary = text
    others = [text for text in (summary, plain_summary, description) if text]
    words = next((text for text in others if says(text, asked, shown_in)), others[0] if others else "")
    catalogue = catalogue_of(page.campaign, stamp)
    theme = catalogue.theme_of(entry.facets)
    return Hit(
        page.entry_address(entry.reference),
        marked(title, asked, shown_in),
        excerpt(words, asked, shown_in),
        shown_in,
        overline=Kind(entry.kind).label,
        theme=catalogue.name_of(theme, get_language()) if theme else "",
        note=entry.organisation,
    )


def _says(text: tuple, asked: Asked) -> bool:
    language, *parts = text
    return any(says(part, asked, language) for part in parts)


def of_organisations(keys: list[int], asked: Asked, hosts: Mapping[int, CampaignPage]) -> list[Hit]:
    """Each leads to its page in the first campaign of `hosts` that names it."""
    return [_of_organisation(one, asked, hosts) for one in found_organisations(keys, hosts) if one.entries]


def _of_organisation(one: FoundOrganisation, asked: Asked, hosts: Mapping[int, CampaignPage]) -> Hit:
    first = next(campaign for campaign in hosts if campaign in one.entries)
    return Hit(
        hosts[first].organisation_address(one.id),
        marked(one.name, asked, get_language()),
        None,
        "",
        overline=str(Organisation.Kind(one.kind).label),
        note=_entries(sum(one.entries.values())),
    )


def _entries(number: int) -> str:
    return ngettext("%(number)s entry", "%(number)s entries", number) % {"number": number}


def of_pages(pages: Iterable, asked: Asked) -> list[Hit]:
    """Of specific pages in the active language; to their plain language where only this matches."""
    language = get_language()
    found = []
    for page in pages:
        plain = said_in_plain_language(page)
        texts = [text for _where, text in texts_of(page)[1:] if text != plain]
        matching = [text for text in texts if says(text, asked, language)]
        is_plain = not matching and not says(page.title, asked, language) and says(plain, asked, language)
        words = plain if is_plain else next(iter(matching or texts), plain)
        found.append(
            Hit(
                page.plain_address if is_plain else address_of(page),
                marked(page.title, asked, language),
                excerpt(words, asked, language),
                title_of(page).language,
                overline=_overline(page, is_plain),
                at=page.appeared_at if isinstance(page, NewsPage) else None,
            )
        )
    return found


def _overline(page, is_plain: bool) -> str:
    if is_plain:
        return _("In plain language")
    return page.get_kind_display() if isinstance(page, NewsPage) else ""
