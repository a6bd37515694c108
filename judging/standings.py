"""The ranking of a campaign's entries, read from stored ballots."""

from campaign.models import Campaign
from judging import ranking
from judging.models import Ballot
from pledges.models import Entry
from pledges.states import ASSESSABLE, SELECTED


def standings(campaign: Campaign) -> list[ranking.Standing]:
    """Standings of every entry that was, or is, up for assessment. Two queries."""
    entries = Entry.objects.in_campaign(campaign).filter(state__in=ASSESSABLE | SELECTED)
    totals: dict[int, list[float]] = {pk: [] for pk in entries.values_list("pk", flat=True)}
    ballots = Ballot.objects.filter(
        is_final=True, total__isnull=False, assignment__juror__panel__campaign=campaign
    ).order_by("pk")
    for entry, total in ballots.values_list("assignment__entry_id", "total"):
        if entry in totals:
            totals[entry].append(total)
    return ranking.rank(totals)
