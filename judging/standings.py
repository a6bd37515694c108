"""Which entries are in a round, and how they stand in it, read from stored ballots."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from campaign.models import Campaign
from judging import ranking
from judging.models import Assignment, Ballot, Panel, Passage, Round
from judging.permissions import involved_entries, scoring_is_open
from judging.states import Entrance
from judging.tallies import stored_tallies
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


def round_entries(this: Round, *, viewer=None):
    """Entries in a round: those its rule lets in and a panel of it takes, and what jurors already have.

    A round that has no panel yet has everything that its rule lets in.
    """
    return _in_round(this, _taken_in(this), Assignment.objects.in_round(this), viewer)


def _taken_in(this: Round) -> Q:
    """What some panel of a round takes, of whatever its rule lets in."""
    taken = Q()
    for panel in this.panels.all():
        taken |= Q(pk__in=_taken_by(panel))
    return taken


def panel_entries(panel: Panel, *, viewer=None):
    """Entries of the round that a panel takes, and what its jurors already have."""
    given = Assignment.objects.in_panel(panel)
    return _in_round(panel.round, Q(pk__in=_taken_by(panel)), given, viewer)


def _in_round(this: Round, taken: Q, given, viewer):
    own = number_left_out(this, viewer)
    found = Q(pk__in=_let_in(this, viewer, fewer=own).values("pk")) & taken
    if not own:
        found |= Q(Exists(given.filter(entry=OuterRef("pk"))))
    return judged_entries(this.campaign, viewer=viewer).filter(found)


def number_left_out(this: Round, viewer) -> int:
    """By how many entries less a viewer sees the best of the round before; 0 for most people and rounds.

    Among the best n, a row less would tell a viewer with an entry of their own that it is one of them.
    So they always see n less one for each of their own, whether these have come so far or not: what
    they see follows from nothing that is hidden from them. The rest is up to their colleagues.
    """
    if viewer is None or this.takes_picked or this.entrance != Entrance.BEST or this.before() is None:
        return 0
    return judged_entries(this.campaign).filter(pk__in=involved_entries(viewer).values("pk")).count()


def number_of_own(panel: Panel, viewer) -> int:
    """How many entries that a panel takes the viewer is involved in, whether these come so far or not."""
    if viewer is None:
        return 0
    own = judged_entries(panel.campaign).filter(pk__in=involved_entries(viewer).values("pk"))
    return own.filter(pk__in=_taken_by(panel)).count()


def rounds_scoring(entry: Entry, at=None) -> list[Round]:
    """The rounds that count in which an entry like this is scored at a moment (default now).

    Whether this one has come so far is secret, and submitters see what follows from the answer.
    """
    rounds = Round.objects.real().filter(campaign=entry.campaign_id).select_related("campaign")
    scored = [this for this in rounds.order_by("order", "pk") if scoring_is_open(this, at)]
    return [this for this in scored if Entry.objects.filter(_taken_in(this), pk=entry.pk).exists()]


def _let_in(this: Round, viewer=None, *, fewer: int = 0):
    """What the round's rule lets in, of all entries of the campaign; of the best, as a viewer ranks them."""
    entries = Entry.objects.in_campaign(this.campaign_id)
    if this.takes_picked:
        return entries.filter(picked_in=this)
    before = None if this.entrance == Entrance.ALL else this.before()
    if before is None:
        return entries
    if this.entrance == Entrance.PASSED:
        return entries.filter(Exists(Passage.objects.of(before).filter(entry=OuterRef("pk"))))
    ranked = standings(before, viewer=viewer if fewer else None)
    return entries.filter(pk__in=best(ranked, this.best - fewer))


def _taken_by(panel: Panel):
    entries = Entry.objects.in_campaign(panel.round.campaign_id)
    if panel.kind:
        entries = entries.filter(kind=panel.kind)
    if panel.languages:
        entries = entries.filter(language__in=panel.languages)
    themes = [theme.pk for theme in panel.themes.all()]
    if themes:
        entries = entries.filter(themes__in=themes)
    return entries.values("pk")


def best(ranked: Iterable[ranking.Standing], number: int) -> list[int]:
    """The entries that share one of the first `number` ranks."""
    return [one.entry for one in ranked if one.rank is not None and one.rank <= number]


def standings(this: Round, *, viewer=None, kind: str = "") -> list[ranking.Standing]:
    """Standings of every entry in a round, or of one kind, that the viewer (None: the system) may see.

    A fixed number of queries, and as many again for each round before that decides who comes in.
    """
    entries = round_entries(this, viewer=viewer)
    if kind:
        entries = entries.filter(kind=kind)
    tallies = stored_tallies(Ballot.objects.counted().in_round(this))
    return ranking.rank({pk: tallies.get(pk) for pk in entries.values_list("pk", flat=True)})


def places_to_fill(this: Round) -> int | None:
    """How many entries the next round takes from this one, if its rule is a number."""
    following = Round.objects.after(this).order_by("order", "pk").first()
    return following.best if following and following.entrance == Entrance.BEST else None


def furthest_standings(campaign: Campaign, *, viewer=None) -> list[tuple[Round | None, ranking.Standing]]:
    """Where every entry stands in the last round that has a ballot on it, the last round's best first.

    Entries without ballots come last, unranked and in no round.
    """
    placed: dict[int, tuple[Round | None, ranking.Standing]] = {}
    rounds = campaign.rounds.real().prefetch_related("panels__themes").order_by("-order", "-pk")
    for this in rounds:
        for standing in standings(this, viewer=viewer):
            if standing.ballots and standing.entry not in placed:
                placed[standing.entry] = (this, standing)
    rest = judged_entries(campaign, viewer=viewer).exclude(pk__in=placed).order_by("pk")
    for pk in rest.values_list("pk", flat=True):
        placed[pk] = (None, ranking.Standing(pk, None, None, 0, None, 0))
    return list(placed.values())
