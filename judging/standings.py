"""The ranking of a campaign's entries, read from stored ballots."""

from campaign.models import Campaign
from judging import ranking
from judging.models import Ballot
from judging.permissions import involved_entries
from pledges.models import Entry
from pledges.states import ASSESSABLE, SELECTED


def judged_entries(campaign: Campaign, *, viewer=None):
    """Entries that were, or are, up for assessment.

    Entries that the viewer is involved in are left out, and so leave no gap in anything counted.
    """
    entries = Entry.objects.in_campaign(campaign).filter(state__in=ASSESSABLE | SELECTED)
    if viewer is not None:
        entries = entries.exclude(pk__in=involved_entries(viewer).values("pk"))
    return entries


def standings(campaign: Campaign, *, viewer=None) -> list[ranking.Standing]:
    """Standings of every entry that the viewer (None: the system) may see. Two queries."""
    entries = judged_entries(campaign, viewer=viewer)
    totals: dict[int, list[float]] = {pk: [] for pk in entries.values_list("pk", flat=True)}
    ballots = Ballot.objects.counted().filter(assignment__juror__panel__campaign=campaign).order_by("pk")
    for entry, total in ballots.values_list("assignment__entry_id", "total"):
        if entry in totals:
            totals[entry].append(total)
    return ranking.rank(totals)
