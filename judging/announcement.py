"""What releasing the decisions of a campaign will do: decisions, awards, letters."""

import hashlib
from dataclasses import dataclass

from campaign.deadlines import allows
from campaign.states import Right
from judging import letters
from judging.models import Ballot, Decision
from judging.permissions import involved_entries
from judging.standings import judged_entries
from people import outbox
from pledges.states import ASSESSABLE


@dataclass(frozen=True)
class PreviewedLetter:
    to: str
    subject: str
    body: str


@dataclass(frozen=True)
class Announcement:
    """The pending decisions that a viewer may see, each with its letters; how many are still to be made.

    `digest` names what is pending with the feedback to its submitters: when it has changed between looking
    and pressing, something else would be released than what was looked at. It follows from nothing that
    the viewer does not see, or its change would tell them that their own entry has been decided.
    """

    decisions: list[tuple[Decision, list[PreviewedLetter]]]
    undecided: int
    digest: str
    allowed_now: bool

    @property
    def number_of_letters(self) -> int:
        return sum(len(sent) for _decision, sent in self.decisions)


def pending_decisions(campaign, *, viewer):
    """Those that a release would release, as far as a viewer may see them."""
    hidden = involved_entries(viewer).values("pk")
    return Decision.objects.releasable().in_campaign(campaign).exclude(entry__in=hidden)


def undecided_entries(campaign, *, viewer):
    open_entries = judged_entries(campaign, viewer=viewer).filter(state__in=ASSESSABLE)
    return open_entries.filter(decision__isnull=True)


def announcement(campaign, *, viewer) -> Announcement:
    pending = pending_decisions(campaign, viewer=viewer).prefetch_related("entry__awards")
    return Announcement(
        decisions=[(decision, preview(decision)) for decision in pending.order_by("outcome", "pk")],
        undecided=undecided_entries(campaign, viewer=viewer).count(),
        digest=digest(campaign, viewer=viewer),
        allowed_now=allows(campaign, Right.RELEASE),
    )


def digest(campaign, *, viewer) -> str:
    """The fingerprint of what `release` would release now, as far as the viewer sees it."""
    pending = pending_decisions(campaign, viewer=viewer).order_by("pk")
    rows = list(pending.values_list("pk", "at", "entry__awards"))
    told = Ballot.objects.counted().told_the_submitter()
    told = told.filter(assignment__entry__in=pending.order_by().values("entry"))
    rows += told.values_list("pk", "feedback")
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def preview(decision) -> list[PreviewedLetter]:
    """The letters that releasing a decision sends, as their readers will see them."""
    wanted = letters.outcome_letters(decision)
    for given in decision.entry.awards.all():
        wanted += letters.award_letters(given)
    return [_render(letter) for letter in wanted]


def _render(letter: dict) -> PreviewedLetter:
    subject, body = outbox.render(letter["template"], letter["language"], letter["context"])
    return PreviewedLetter(letter["to"], subject, body)
