"""A pledge is an example to others: whoever does the same is told with it, and it tells who followed."""

from dataclasses import dataclass

from campaign import stamps
from campaign.models import Kind
from people.models import Purpose
from people.text import without_control_characters
from pledges.gallery.catalogue import catalogue_of
from pledges.gallery.faces import SCREEN, Face, faces_of
from pledges.hosting import open_to
from pledges.models import Entry
from pledges.querysets import permits
from pledges.texts import PARTS


@dataclass(frozen=True)
class Followers:
    """The keys of all that are public, the newest first, and the faces of as many as a screen has."""

    keys: list[int]
    faces: list[Face]


def to_follow(campaign, reference: str, request) -> Entry | None:
    """The public pledge of this reference, as it was typed, which others of its campaign may do as well."""
    reference = without_control_characters(reference)
    readable = Entry.objects.public().filter(open_to(request)).in_campaign(campaign)
    return readable.filter(kind=Kind.PLEDGE, reference=reference).first() if reference else None


def may_be_copied(example: Entry) -> bool:
    """Whether others may begin with its words, naming it: permission to reuse them is given and stands.

    Who has begun with them keeps them whatever happens to it later: CC BY is not taken back.
    """
    return Entry.objects.filter(permits(Purpose.REUSE), pk=example.pk).exists()


def words_of(example: Entry) -> dict[str, str]:
    """The fields of a draft that begins with them, in their language."""
    return {part: getattr(example, part) for part in ("language", *PARTS)}


def followed(entry: Entry, request) -> Face | None:
    """What the public may read of the pledge whose example an entry follows."""
    if entry.example_id is None:
        return None
    readable = Entry.objects.filter(open_to(request), pk=entry.example_id)
    return next(iter(_faces(entry, readable.values_list("pk", flat=True))), None)


def followers(entry: Entry) -> Followers:
    if entry.kind != Kind.PLEDGE:
        return Followers([], [])
    public = Entry.objects.public().filter(example=entry).order_by("-submitted_at", "-pk")
    keys = list(public.values_list("pk", flat=True))
    return Followers(keys, _faces(entry, keys[:SCREEN]))


def _faces(entry: Entry, keys) -> list[Face]:
    if not keys:
        return []
    stamp = stamps.current().get(entry.campaign_id, 0)
    return faces_of(list(keys), catalogue_of(entry.campaign, stamp))
