"""What a juror has given on each criterion to other entries, so that their scale stays the same."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from judging.models import Ballot, Score
from judging.permissions import readable, sees_names
from judging.reading import title_for_jury
from judging.states import Answer
from people.at_once import Gathered

MOST = 30


@dataclass(frozen=True)
class Earlier:
    """What a juror said about another entry on one criterion, and the address of its ballot.

    `level` is None for what is no level.
    """

    assignment: int
    address: str
    reference: str
    title: str
    language: str
    said: str
    level: int | None


def own_scores(user, assignment) -> tuple[dict[int, int | str], list[Ballot]]:
    """The juror's answers on the entry by criterion, and their ballots of the round that they saved last.

    Each ballot comes with its `given`, answers by criterion. What was taken from the juror, or what they
    are involved in, is left out. One query.
    """
    this = assignment.juror.panel.round
    last = Ballot.objects.in_round(this).filter(assignment__in=readable(user.pk))
    last = last.exclude(assignment=assignment.pk)
    last = last.order_by("-saved_at", "-pk").values("pk")[:MOST]
    scores = Score.objects.filter(ballot=OuterRef("pk")).order_by().values("ballot")
    answers = JSONObject(criterion="criterion_id", answer="answer", level="level")
    ballots = Ballot.objects.filter(Q(assignment=assignment.pk) | Q(pk__in=last)).defer("notes", "comment")
    ballots = ballots.annotate(answers=Subquery(scores.annotate(all=Gathered(answers)).values("all")))
    # In blind judging, a title hides what the organisation is called.
    hidden = () if sees_names(this) else ("assignment__entry__organisation", "assignment__entry__redaction")
    here, elsewhere = {}, []
    for ballot in ballots.select_related("assignment__entry", *hidden).order_by("-saved_at", "pk"):
        ballot.given = _given(ballot.answers or ())
        if ballot.assignment_id == assignment.pk:
            here = ballot.given
        else:
            elsewhere.append(ballot)
    return here, elsewhere


def _given(answers) -> dict[int, int | str]:
    return {
        one["criterion"]: one["level"] if one["answer"] == Answer.LEVEL else one["answer"] for one in answers
    }


def by_criterion(ballots, criteria, this) -> dict[int, list[Earlier]]:
    """What was said on each criterion, by its key: the highest level first, what is no level last.

    Needs the translations of the entries and, in blind judging, their partners.
    """
    said, is_blind = defaultdict(list), not sees_names(this)
    words = {one.pk: _words(one) for one in criteria}
    for ballot in ballots:
        entry, key = ballot.assignment.entry, ballot.assignment_id
        title, language = title_for_jury(entry, blind=is_blind)
        about = (key, reverse("judging:score", args=[key]), entry.reference, title, language)
        for criterion, given in ballot.given.items():
            if criterion in words:  # not what only the other kind is scored on
                level = given if isinstance(given, int) else None
                said[criterion].append(Earlier(*about, words[criterion][given], level))
    for rows in said.values():
        rows.sort(key=lambda one: -1 if one.level is None else one.level, reverse=True)
    return dict(said)


def _words(criterion) -> dict[int | str, str]:
    """How every answer reads."""
    return {**dict(enumerate(criterion.level_labels())), **{one.value: str(one.label) for one in Answer}}
