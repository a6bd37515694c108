"""Public entries and galleries of them, for the tests of the gallery."""

from datetime import timedelta

from django.http import QueryDict
from django.utils import timezone

from pledges.gallery import Gallery
from pledges.models import Entry
from tests import make


def public(campaign, **fields) -> Entry:
    return make.entry(campaign=campaign, state=fields.pop("state", "accepted"), published=True, **fields)


def gallery(campaign, query="") -> Gallery:
    return Gallery(campaign, QueryDict(query))


def references(campaign, query="") -> list[str]:
    return [face.reference for face in gallery(campaign, query).screen.faces]


def many(campaign, number) -> list[str]:
    """References of that many public entries, newest first, every third as old as the one before."""
    now = timezone.now()
    for place in range(number):
        public(campaign, submitted_at=now - timedelta(hours=100 - place + (place % 3 == 2)))
    return list(Entry.objects.newest_first().values_list("reference", flat=True))


def walk(campaign, query="") -> list[list[str]]:
    """The references on each screen, following "Show more" to the end."""
    screens, screen = [], gallery(campaign, query).screen
    while True:
        screens.append([face.reference for face in screen.faces])
        if not screen.more:
            return screens
        screen = gallery(campaign, screen.more.removeprefix("?")).screen
