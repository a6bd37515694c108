"""Standings with what the jury office needs to know of each entry."""

from dataclasses import dataclass

from judging.ranking import Standing
from judging.standings import judged_entries, standings


@dataclass(frozen=True)
class RankedEntry:
    entry: object
    standing: Standing

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


def ranked_entries(campaign, *, viewer) -> list[RankedEntry]:
    """Every entry that the viewer may see, best first, without ballots last. Four queries."""
    entries = judged_entries(campaign, viewer=viewer).select_related("organisation", "decision")
    found = {entry.pk: entry for entry in entries.prefetch_related("themes", "awards")}
    ranked = standings(campaign, viewer=viewer)
    return [RankedEntry(found[standing.entry], standing) for standing in ranked if standing.entry in found]
