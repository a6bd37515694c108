"""What the public may know about the results: released decisions and announced awards, nothing before."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef

from judging.models import Award, Decision
from people.languages import said
from pledges.bulk_records import among
from pledges.models import Entry
from pledges.open_data import PublicEntry, public_records


@dataclass(frozen=True)
class PublicAward:
    name: str
    grounds: str


@dataclass(frozen=True)
class PublicResult:
    """Empty until the decision is released. The grounds of a refusal are for the submitter alone."""

    is_selected: bool = False
    label: str = ""
    grounds: str = ""
    at: datetime | None = None
    awards: list[PublicAward] = field(default_factory=list)


@dataclass(frozen=True)
class Awarded:
    """A public entry with its announced awards."""

    entry: PublicEntry
    awards: list[PublicAward]


def public_results(entries) -> dict[int, PublicResult]:
    """Results by entry, in at most two queries; entries without a released decision are left out."""
    keys = [entry.pk for entry in entries]
    results = {}
    for decision in Decision.objects.released().filter(entry__in=keys):
        is_selected = decision.outcome == Decision.Outcome.SELECTED
        results[decision.entry_id] = PublicResult(
            is_selected,
            decision.get_outcome_display(),
            decision.grounds if is_selected else "",
            decision.released_at,
        )
    # Of what was released between the two questions nothing is told yet.
    for award in Award.objects.announced().filter(entry__in=list(results)).order_by("pk"):
        results[award.entry_id].awards.append(public_award(award))
    return results


def public_awards(entries):
    """Announced awards of a public QuerySet of entries, each with its entry, in the order they were given."""
    public = Exists(entries.filter(pk=OuterRef("entry")))
    return Award.objects.announced().filter(public).select_related("entry").order_by("pk")


def awarded(entries) -> list[Awarded]:
    """Those of a public QuerySet of entries that have an announced award, in the order of the first ones."""
    given: dict[int, list[PublicAward]] = {}
    for award in public_awards(entries):
        given.setdefault(award.entry_id, []).append(public_award(award))
    if not given:
        return []
    found = list(entries.filter(pk__in=given).for_cards())
    records = dict(zip((entry.pk for entry in found), public_records(found), strict=True))
    # Whatever went between the two questions is missing.
    return [Awarded(records[key], awards) for key, awards in given.items() if key in records]


def hidden_awards(campaign) -> int:
    """Announced awards of entries that the public may not read: that they were given is told, and no more."""
    public = Exists(Entry.objects.public().filter(pk=OuterRef("entry")))
    return Award.objects.announced().filter(~public, entry__campaign=campaign).count()


def awards_by_entry(keys: list[int]) -> dict[int, list[PublicAward]]:
    """The announced awards of the entries with these keys, which are in order, in one query."""
    found: dict[int, list[PublicAward]] = {}
    if not keys:
        return found
    for award in Award.objects.announced().filter(among("entry", keys)).order_by("pk"):
        found.setdefault(award.entry_id, []).append(public_award(award))
    return found


def public_award(award) -> PublicAward:
    return PublicAward(said(award.name), said(award.grounds))


def public_result(entry) -> PublicResult:
    return public_results([entry]).get(entry.pk) or PublicResult()
