"""Entries in pages, one by one, and as a feed."""

from django.http import HttpResponse
from ninja import Path, Query

from cms.api import choice, cursors, feeds, parameters, problems, records
from cms.api.addresses import Places
from cms.api.contract import NO_CAMPAIGN, api, described
from cms.api.schemas import lists
from cms.api.schemas.entries import WholeEntry
from judging.open_data import awards_by_entry, public_result
from pledges import examples
from pledges.models import Entry
from pledges.open_data import public_record, public_records
from pledges.publication import was_public


@api.get(
    "/entries",
    response=lists.Entries,
    url_name="entries",
    **described("Pledges and initiatives", missing=NO_CAMPAIGN),
)
def entries(request, asked: Query[parameters.OfEntries]):
    """In the order in which they were begun, so that a reader who follows `next` meets each once."""
    places = Places()
    chosen = choice.entries(request.GET, places).for_cards()
    found, following = cursors.page(request, "entries", chosen, asked.cursor, asked.limit)
    awards = awards_by_entry([entry.pk for entry in found])
    pairs = zip(found, public_records(found), strict=True)
    items = [records.entry(record, awards.get(entry.pk, []), places) for entry, record in pairs]
    return {"items": items, "next": following}


@api.get(
    "/entries.atom",
    url_name="feed",
    **described(
        "The newest ones as an Atom feed", {feeds.MEDIA_TYPE: {"type": "string"}}, missing=NO_CAMPAIGN
    ),
)
def feed(request, asked: Query[parameters.OfFeed]):
    """Newest first. The same filters as in the gallery, whose address it leads to."""
    places = Places()
    chosen = choice.entries(request.GET, places)
    after = cursors.read(asked.cursor, "feed") if asked.cursor else None
    found = feeds.newest(chosen, after)
    last = found[feeds.SCREEN - 1] if len(found) > feeds.SCREEN else None
    more = cursors.following(request, "feed", last.submitted_at.isoformat(), last.pk) if last else ""
    head = feeds.head(request, places, asked.campaign, more)
    content = feeds.write(found[: feeds.SCREEN], head, places)
    return HttpResponse(content, content_type=f"{feeds.MEDIA_TYPE}; charset=utf-8")


@api.get(
    "/entries/{reference}",
    response=WholeEntry,
    url_name="entry",
    **described("One entry with everything that is on its page", missing="no public entry", gone=True),
)
def entry(request, asked: Query[parameters.Spoken], reference: str = Path(..., pattern=parameters.REFERENCE)):
    """410 for what was public once: delete what you have kept of it."""
    places = Places()
    of = Entry.objects.filter(campaign__in=places.keys.values(), reference=reference)
    found = of.public().for_reading().first()
    if found is None:
        raise _absent(of.select_related("campaign").first())
    example = examples.followed(found, request)
    return records.whole_entry(public_record(found), public_result(found), example, places)


def _absent(entry) -> problems.Problem:
    if entry is not None and was_public(entry):
        return problems.Problem(410, "gone", "The permission to publish it was withdrawn.")
    return problems.nothing("No public entry has this reference number.")
