"""Free-text search, safe for whatever is typed and silent about what is not public."""

import re

from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Phrase, PlainText, SearchQuery

from pledges.models import Entry

LONGEST_SEARCH = 200
MOST_WORDS = 12


def typed(text: str) -> str:
    """What somebody typed into a search field, as it may be shown again."""
    printable = "".join(character if character.isprintable() else " " for character in text[:LONGEST_SEARCH])
    return " ".join(printable.split())


def parsed(text: str) -> SearchQuery | None:
    """All words, and "words in quotation marks" as a phrase; None where there is nothing to search for.

    Only letters and digits reach the database: its own query language knows quotes, brackets and more.
    """
    parts = []
    for position, piece in enumerate(typed(text).split('"')):
        words = re.findall(r"\w+", piece)[:MOST_WORDS]
        if words:
            parts.append(Phrase(" ".join(words)) if position % 2 else PlainText(" ".join(words)))
    parts = parts[:MOST_WORDS]
    return And(parts) if len(parts) > 1 else parts[0] if parts else None


def matching(text: str):
    """Entries that contain what was typed. Whether they are public is for `public()` to say."""
    query = parsed(text)
    if query is None:
        return Entry.objects.none()
    found = get_search_backend().search(query, Entry.objects.all(), order_by_relevance=False)
    return Entry.objects.filter(pk__in=found.get_queryset().order_by().values("pk"))
