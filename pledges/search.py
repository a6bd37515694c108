"""Free-text search among public entries, safe for whatever is typed."""

from django.db.models import Q

from pledges.finding import scopes
from pledges.finding.asked import Asked
from pledges.finding.lookup import find
from pledges.finding.suggestions import suggestion
from pledges.models import Entry, Findable

# More keys than this are not handed back to the database.
MOST_KEYS = 2000


def found(text: str, campaign):
    """The keys of a campaign's entries with what was typed. Whether they may be shown others say."""
    scope = scopes.entries(campaign.pk)
    return find([scope], Asked.of(text)).within([scope]).keys


def meant(text: str, campaign) -> str:
    """What may have been meant by it, if words of it stand in none of these entries."""
    scope = [scopes.entries(campaign.pk)]
    return suggestion(scope, text, find(scope, Asked.of(text)).unknown)


def matching(text: str, campaign):
    """The same as a QuerySet."""
    entries, keys = Entry.objects.in_campaign(campaign), found(text, campaign)
    if len(keys) <= MOST_KEYS:
        return entries.filter(pk__in=keys.tolist())
    things, asked = Findable.objects.filter(scope=scopes.entries(campaign.pk)), Asked.of(text)
    for word in asked.words:
        there = Q()
        for term in word.meanings:
            there |= Q(terms__contains=f" {term}:")
        things = things.filter(there)
    for phrase in asked.phrases:
        things = things.filter(forms__contains=f" {phrase} ")
    return entries.filter(pk__in=things.values("key"))
