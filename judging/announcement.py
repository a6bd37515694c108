"""What releasing the decisions of a campaign will do: decisions, awards, letters."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from campaign.deadlines import allows
from campaign.states import Right
from judging import letters
from judging.models import Ballot, Decision
from judging.others import withheld
from judging.permissions import involved_entries
from judging.standings import judged_entries
from people import outbox
from pledges.addressees import submitters_of
from pledges.states import ASSESSABLE


@dataclass(frozen=True)
class PreviewedLetter:
    to: str
    language: str
    subject: str
    body: str


@dataclass(frozen=True)
class Waiting:
    """A decision that a release would release, and whom it would tell: (address, language) each."""

    decision: Decision
    submitters: list[tuple[str, str]]

    @property
    def number_of_letters(self) -> int:
        """One about the decision and one about each award, to everybody."""
        return len(self.submitters) * (1 + len(self.decision.entry.awards.all()))


@dataclass(frozen=True)
class Announcement:
    """All that a release would do, as far as a viewer may see it; how many decisions are still to be made.

    `waiting` begins with the decisions that nobody is told of by letter, whatever page of it is looked at.
    `digest` names what is pending with the feedback to its submitters: when it has changed between looking
    and pressing, something else would be released than what was looked at. It follows from nothing that
    the viewer does not see, or its change would tell them that their own entry has been decided.
    """

    waiting: list[Waiting]
    undecided: int
    digest: str
    allowed_now: bool

    @property
    def number_of_letters(self) -> int:
        return sum(one.number_of_letters for one in self.waiting)

    @property
    def number_untold(self) -> int:
        return sum(not one.submitters for one in self.waiting)

    @property
    def outcomes(self) -> list[tuple[str, int]]:
        """How many decisions of each kind wait."""
        made = Counter(one.decision.outcome for one in self.waiting)
        return [(kind.label, made[kind]) for kind in Decision.Outcome if made[kind]]


def pending_decisions(campaign, *, viewer):
    """Those that a release would release, as far as a viewer may see them."""
    hidden = involved_entries(viewer).values("pk")
    return Decision.objects.releasable().in_campaign(campaign).exclude(entry__in=hidden)


def undecided_entries(campaign, *, viewer):
    open_entries = judged_entries(campaign, viewer=viewer).filter(state__in=ASSESSABLE)
    return open_entries.filter(decision__isnull=True)


def announcement(campaign, *, viewer) -> Announcement:
    """A fixed number of queries, however many decisions wait. The texts of entries stay where they are."""
    pending = pending_decisions(campaign, viewer=viewer).order_by("outcome", "pk")
    pending = pending.defer("entry__summary", "entry__description", "entry__plain_summary")
    pending = list(pending.prefetch_related("entry__awards"))
    told = submitters_of(decision.entry for decision in pending)
    waiting = [Waiting(decision, told[decision.entry_id]) for decision in pending]
    return Announcement(
        waiting=sorted(waiting, key=lambda one: bool(one.submitters)),
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


def previews(waiting, *, viewer) -> list[tuple[Decision, list[PreviewedLetter], bool]]:
    """Decisions with the letters that releasing them sends, as their readers will see them.

    What jurors say to the submitter is left out where the viewer is to score the entry before they read
    the others; the last of each says whether it is. Two queries, and one more for a viewer who is a juror.
    """
    waiting = list(waiting)
    keys = [one.decision.entry_id for one in waiting]
    feedback, hidden = letters.feedback_on(keys), _said_by_others(keys, viewer)
    previewed = []
    for one in waiting:
        is_hidden = one.decision.entry_id in hidden
        words = [] if is_hidden else feedback.get(one.decision.entry_id, [])
        previewed.append((one.decision, _preview(one, words), is_hidden))
    return previewed


def _said_by_others(entries, viewer) -> set[int]:
    """Those of the entries on which the viewer must not yet read what others say to the submitter."""
    told = Ballot.objects.counted().told_the_submitter().filter(entry__in=entries)
    told = told.exclude(assignment__juror__user=viewer).order_by()
    return {entry for _round, entry in withheld(viewer, set(told.values_list("round", "entry")))}


def _preview(one: Waiting, feedback: list[str]) -> list[PreviewedLetter]:
    wanted = letters.outcome_letters(one.decision, one.submitters, feedback)
    for given in one.decision.entry.awards.all():
        wanted += letters.award_letters(given, one.submitters)
    return [_render(letter) for letter in wanted]


def _render(letter: dict) -> PreviewedLetter:
    subject, body = outbox.render(letter["template"], letter["language"], letter["context"])
    return PreviewedLetter(letter["to"], letter["language"], subject, body)
