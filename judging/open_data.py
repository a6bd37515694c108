"""What the public may know about the results: released decisions and announced awards, nothing before."""

from dataclasses import dataclass, field
from datetime import datetime

from judging.models import Award, Decision


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


def public_results(entries) -> dict[int, PublicResult]:
    """Results by entry, in two queries; entries without a released decision are left out."""
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
    for award in Award.objects.announced().filter(entry__in=keys).order_by("pk"):
        results[award.entry_id].awards.append(PublicAward(str(award.name), str(award.grounds)))
    return results


def public_result(entry) -> PublicResult:
    return public_results([entry]).get(entry.pk) or PublicResult()
