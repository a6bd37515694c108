"""Standings with what the jury office needs to know of each entry."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from campaign.models import Kind
from judging.assessed import Assessed, Place
from judging.models import Criterion, Round
from judging.ranking import Standing
from judging.standings import furthest_standings, judged_entries, standings


@dataclass(frozen=True)
class RankedEntry:
    """An entry where it stands, and in which round (None: it has no ballots).

    `place` is where it stands once the ranking has been assessed; `full` the weight of all criteria
    that its ballots could have answered.
    """

    entry: object
    standing: Standing
    round: Round | None
    place: Place | None = None
    full: int = 0

    @property
    def pk(self) -> int:
        return self.entry.pk

    @property
    def rank(self) -> int | None:
        return self.standing.rank

    @property
    def mean(self) -> float | None:
        return self.standing.mean

    @property
    def spread(self) -> float | None:
        return self.standing.spread

    @property
    def ballots(self) -> int:
        return self.standing.ballots

    @property
    def answered(self) -> float | None:
        """The share of the criteria’s weight that was answered with a level, in per cent."""
        return 100 * self.standing.answered / self.full if self.full else None

    @property
    def kind(self) -> str:
        return self.entry.get_kind_display()

    @property
    def themes(self) -> str:
        return ", ".join(str(theme) for theme in self.entry.themes.all())

    @property
    def outcome(self):
        return getattr(self.entry, "decision", None)

    @property
    def decision(self) -> str:
        return self.outcome.get_outcome_display() if self.outcome else ""


class Ranked(Sequence):
    """Rows in an order; the entries of those that are looked at are read together, and no others."""

    def __init__(self, campaign, placed: Iterable[tuple], *, viewer, assessed: Assessed | None = None):
        self.campaign, self.viewer, self.assessed = campaign, viewer, assessed
        self.placed = list(placed)

    def __len__(self) -> int:
        return len(self.placed)

    def __iter__(self) -> Iterator[RankedEntry]:
        return iter(self[:])

    def __getitem__(self, wanted):
        if isinstance(wanted, slice):
            return self._found(self.placed[wanted])
        return self._found([self.placed[wanted]])[0]

    def keys(self) -> list[int]:
        """Of the entries, in order."""
        return [one.entry for _round, one in self.placed]

    def assessed_by(self, found: Assessed | None) -> "Ranked":
        """The same rows with what an assessment says of them."""
        return Ranked(self.campaign, self.placed, viewer=self.viewer, assessed=found)

    def place(self, entry: int) -> Place | None:
        return self.assessed.entries.get(entry) if self.assessed else None

    def narrowed(self, entries) -> "Ranked":
        """Those of a queryset of entries, where they are."""
        keys = set(entries.values_list("pk", flat=True))
        return self._with((this, one) for this, one in self.placed if one.entry in keys)

    def having(self, what) -> "Ranked":
        """Those of which `what` holds, asked with their standing and place."""
        return self._with((this, one) for this, one in self.placed if what(one, self.place(one.entry)))

    def ordered(self, by) -> "Ranked":
        """By what `by` says of a standing and its place, lowest first; what it says nothing of comes last."""
        said = [(by(one, self.place(one.entry)), this, one) for this, one in self.placed]
        said.sort(key=lambda row: (row[0] is None, row[0] or 0))
        return self._with((this, one) for _said, this, one in said)

    def _with(self, placed) -> "Ranked":
        return Ranked(self.campaign, placed, viewer=self.viewer, assessed=self.assessed)

    def _found(self, placed) -> list[RankedEntry]:
        entries = judged_entries(self.campaign, viewer=self.viewer)
        if len(placed) < len(self.placed):
            entries = entries.filter(pk__in=[one.entry for _round, one in placed])
        entries = entries.select_related("organisation", "decision").prefetch_related("themes", "awards")
        found = {entry.pk: entry for entry in entries}
        full = _full_weights(self.campaign)
        return [
            RankedEntry(
                found[one.entry],
                one,
                this,
                self.place(one.entry),
                one.ballots * full.get((this and this.pk, found[one.entry].kind), 0),
            )
            for this, one in placed
            if one.entry in found
        ]


def _full_weights(campaign) -> dict[tuple[int, str], int]:
    """The weight of all criteria of each round that entries of a kind are scored on."""
    full: dict[tuple[int, str], int] = {}
    rows = Criterion.objects.filter(round__campaign=campaign).values_list("round", "kind", "weight")
    for this, only, weight in rows:
        for kind in [only] if only else Kind.values:
            full[this, kind] = full.get((this, kind), 0) + weight
    return full


def ranked_in(this: Round, *, viewer, kind: str = "") -> Ranked:
    """Every entry of a round, or of one kind, that the viewer may see, best first, without ballots last."""
    placed = [(this, one) for one in standings(this, viewer=viewer, kind=kind)]
    return Ranked(this.campaign, placed, viewer=viewer)


def ranked_entries(campaign, *, viewer) -> Ranked:
    """Every entry of a campaign that the viewer may see, each where it stands in its last round."""
    return Ranked(campaign, furthest_standings(campaign, viewer=viewer), viewer=viewer)
