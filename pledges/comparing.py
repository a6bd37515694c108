"""The chore that compares cards with what they stand for, once a day, and mends what differs.

Nothing should ever differ: cards are made in the transaction of every change. Whatever does is told to
the log as an error, so that somebody finds out which change was not heard of.
"""

import logging
from datetime import datetime, timedelta

from django.db.models import Q

from campaign.models import Stamp
from pledges import projection
from pledges.finding import scopes
from pledges.models import Card, CardText, Entry, Findable

logger = logging.getLogger(__name__)

EVERY = timedelta(days=1)
# So few at a time that nobody who writes waits for it, on SQLite either.
AT_ONCE = 300
_OF_A_CARD = ("facets", "submitted_at", "partners", "has_image")
_OF_A_TEXT = ("title", "summary", "text_state", "is_behind")


def compare_due(at: datetime) -> None:
    """The chore: the next entries of each campaign whose cards were not compared today."""
    due = Stamp.objects.filter(Q(compared_at=None) | Q(compared_at__lte=at - EVERY), key__gt=0)
    for stamp in due.order_by("key"):
        entries = Entry.objects.filter(campaign=stamp.key, pk__gt=stamp.compared_to).received().order_by("pk")
        keys = list(entries.values_list("pk", flat=True)[:AT_ONCE])
        moved = {"compared_to": keys[-1]} if len(keys) == AT_ONCE else {"compared_to": 0, "compared_at": at}
        mine = Stamp.objects.filter(pk=stamp.pk, compared_to=stamp.compared_to, compared_at=stamp.compared_at)
        # Looked at twice, so that a change in the same moment is no reason to report anything.
        if mine.update(**moved) and (wrong := different(different(keys))):
            logger.error("The cards of entries %s were not up to date and were made anew.", wrong)
            projection.refresh(wrong)


def different(keys: list[int]) -> list[int]:
    """Those of these entries whose cards are not as they have to be."""
    stored = {card.pk: card for card in Card.objects.filter(pk__in=keys, is_shown=True)}
    texts: dict[int, dict] = {key: {} for key in keys}
    for text in CardText.objects.filter(card__in=keys):
        texts[text.card_id][text.language] = _said(text)
    permitted = Entry.objects.permitted().filter(pk__in=keys).for_cards().order_by("pk")
    wanted = {card.pk: (card, made, thing) for card, made, thing in projection.cards(list(permitted))}
    things = Findable.objects.filter(key__in=keys, scope__startswith=scopes.entries(""))
    terms = dict(things.values_list("key", "terms"))
    wrong = set(stored).symmetric_difference(wanted)
    for key in set(stored) & set(wanted):
        card, made, thing = wanted[key]
        same = all(getattr(stored[key], name) == getattr(card, name) for name in _OF_A_CARD)
        same = same and str(stored[key].organisation) == str(card.organisation)
        same = same and terms.get(key) == thing.stored_terms
        if not same or texts[key] != {text.language: _said(text) for text in made}:
            wrong.add(key)
    return sorted(wrong)


def _said(text: CardText) -> tuple:
    return *(getattr(text, name) for name in _OF_A_TEXT), bytes(text.sort_key)
