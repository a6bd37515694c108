"""Cards: the gallery's own rows about public entries, always as `permitted()` and `PublicEntry` say it.
With them the words by which entries are found.

Whatever changes what the public sees of an entry is heard of in `pledges.watching`, and the entry's
card is made anew in the same transaction: at its end where the change is made under `settled()`, at
once otherwise. So there is no moment at which the two differ for anybody else.
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import ContextDecorator
from itertools import islice

from django.db import transaction
from django.dispatch import Signal
from django.utils import translation

from campaign import stamps
from campaign.models import Campaign, Stamp
from pledges import facets
from pledges.awarded import awarded
from pledges.collation import sort_key
from pledges.finding import entries as finding
from pledges.finding.own_words import read_along
from pledges.finding.things import Thing
from pledges.models import Card, CardText, Entry
from pledges.open_data import public_records

# Counts up when cards or words come out differently than before, as they may with another version of
# simplemma: the next `migrate` makes all of them anew. Only what differs is written then: whoever changes
# how places are kept in bytes brings a migration.
VERSION = 6
BATCH = 500

# Sent when cards are made anew, in the same transaction: `keys` are those of their entries.
cards_changed = Signal()

_open = threading.local()


class Settled(ContextDecorator):
    """A transaction at whose end the cards of all entries that were changed in it are made anew, once."""

    def __enter__(self):
        atomic = transaction.atomic()
        atomic.__enter__()
        blocks = _blocks()
        blocks.append((atomic, blocks[0][1] if blocks else set()))

    def __exit__(self, kind, error, trace):
        atomic, entries = _blocks().pop()
        if kind is None and entries and not _blocks():
            try:
                refresh(entries)
            except BaseException as failure:
                atomic.__exit__(type(failure), failure, failure.__traceback__)
                raise
        return atomic.__exit__(kind, error, trace)


settled = Settled()


def _blocks() -> list:
    if not hasattr(_open, "blocks"):
        _open.blocks = []
    return _open.blocks


def changed(entries: Iterable[int]) -> None:
    """Something that the public may see of these entries (by key) has changed."""
    if _blocks():
        _blocks()[0][1].update(entries)
    else:
        refresh(entries)


@transaction.atomic
def refresh(entries: Iterable[int]) -> None:
    """Make the cards of these entries (by key) as they have to be; let their campaigns' stamps grow.

    Holds the entries first: whoever else changes one of them has finished, or waits and comes after us.
    """
    keys, campaigns = _held(sorted(entries))
    shown: set[int] = set()
    permitted: set[int] = set()
    for batch in _batches(keys):
        shown.update(Card.objects.filter(pk__in=batch, is_shown=True).values_list("pk", flat=True))
        permitted.update(Entry.objects.permitted().filter(pk__in=batch).values_list("pk", flat=True))
    if not shown | permitted:
        return
    values = stamps.grow({campaigns[key] for key in shown | permitted})
    cards_changed.send(Card, keys=shown | permitted)
    _take_away(shown - permitted, campaigns, values)
    for batch in _batches(sorted(permitted)):
        _write(list(Entry.objects.filter(pk__in=batch).for_cards().order_by("pk")), values)


def rebuild(campaign) -> None:
    """Make all cards of a campaign anew, a batch at a time."""
    keys = Entry.objects.in_campaign(campaign).received().order_by("pk").values_list("pk", flat=True)
    for batch in _batches(keys):
        refresh(batch)
    Stamp.objects.update_or_create(key=campaign.pk, defaults={"made_by": VERSION})


def begin(campaign) -> None:
    """A campaign that has just been made has no cards but those to come, which this version makes."""
    Stamp.objects.get_or_create(key=campaign.pk, defaults={"made_by": VERSION})


def catch_up() -> None:
    """Rebuild where an earlier version of the code made the cards, or none."""
    made = Stamp.objects.filter(made_by=VERSION).values("key")
    for campaign in Campaign.objects.exclude(pk__in=made):
        rebuild(campaign)


def _held(keys: list[int]) -> tuple[list[int], dict[int, int]]:
    """Those that exist, in the order in which everybody takes hold of them; and their campaigns."""
    campaigns: dict[int, int] = {}
    for batch in _batches(keys):
        rows = Entry.objects.select_for_update(no_key=True).filter(pk__in=batch).order_by("pk")
        campaigns.update(rows.values_list("pk", "campaign_id"))
    return list(campaigns), campaigns


def _batches(things) -> Iterator[list]:
    things = iter(things)
    while batch := list(islice(things, BATCH)):
        yield batch


def _take_away(keys: set[int], campaigns: dict[int, int], values: dict[int, int]) -> None:
    """Nothing stays of a card but that it is gone."""
    for batch in _batches(sorted(keys)):
        CardText.objects.filter(card__in=batch).delete()
        Card.objects.bulk_update(
            [Card(entry_id=key, stamp=values[campaigns[key]], **_NOTHING) for key in batch],
            ["stamp", *_NOTHING],
        )
        for campaign in {campaigns[key] for key in batch}:
            finding.write(campaign, {key: None for key in batch if campaigns[key] == campaign})


_NOTHING = {
    "is_shown": False,
    "facets": "",
    "submitted_at": None,
    "partners": 0,
    "has_image": False,
    "organisation": "",
}


def _write(entries: list[Entry], values: dict[int, int]) -> None:
    made = cards(entries)
    found: dict[int, dict[int, Thing]] = {}
    for card, _texts, thing in made:
        card.stamp = values[card.campaign_id]
        found.setdefault(card.campaign_id, {})[card.pk] = thing
    fields = [field.name for field in Card._meta.concrete_fields if not field.primary_key]
    Card.objects.bulk_create(
        (card for card, *_ in made), update_conflicts=True, unique_fields=["entry"], update_fields=fields
    )
    CardText.objects.filter(card__in=[entry.pk for entry in entries]).delete()
    CardText.objects.bulk_create(text for _card, texts, _thing in made for text in texts)
    for campaign, things in found.items():
        finding.write(campaign, things)


def cards(entries: list[Entry]) -> list[tuple[Card, list[CardText], Thing]]:
    """The cards of permitted entries (from `for_cards()`) as they have to be, unsaved.

    With their texts, and what the entries are found by.
    """
    read_along(entries)
    keys = [entry.pk for entry in entries]
    among = Entry.objects.filter(pk__in=keys)
    with_award = set(among.filter(awarded()).values_list("pk", flat=True))
    seeking = set(among.filter(facets.seeking()).values_list("pk", flat=True))
    tags = facets.tags(keys)
    records = _records(entries)
    return [
        (
            _card(
                entry,
                records[entry.language, entry.pk],
                facets.words(
                    entry,
                    is_awarded=entry.pk in with_award,
                    seeks_partners=entry.pk in seeking,
                    tags=tags.get(entry.pk, ()),
                ),
            ),
            [_text(entry, code, records[code, entry.pk]) for code in _own_languages(entry)],
            finding.thing_of(entry, {code: records[code, entry.pk] for code in _own_languages(entry)}),
        )
        for entry in entries
    ]


def _own_languages(entry) -> list[str]:
    """Those in which readers get something else than readers of other languages."""
    return sorted({entry.language, *(one.language for one in entry.translations.all() if one.is_complete)})


def _records(entries) -> dict:
    """The public record of each entry in each of its languages."""
    records = {}
    for code in {code for entry in entries for code in _own_languages(entry)}:
        with translation.override(code):
            for entry, record in zip(entries, public_records(entries), strict=True):
                records[code, entry.pk] = record
    return records


def _card(entry, record, words: list[str]) -> Card:
    return Card(
        entry_id=entry.pk,
        campaign_id=entry.campaign_id,
        is_shown=True,
        facets=" ".join(words),
        submitted_at=record.submitted_at,
        partners=len(record.partners),
        has_image=record.has_image,
        organisation=entry.organisation.name if record.organisation else "",
    )


def _text(entry, code: str, record) -> CardText:
    return CardText(
        card_id=entry.pk,
        language=code,
        title=record.title,
        summary=record.summary,
        text_state=record.text_state,
        is_behind=record.is_behind,
        sort_key=sort_key(record.title),
    )
