"""What a juror has given on each criterion to other entries, so that their scale stays the same."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from judging.models import Ballot, Score
from judging.permissions import readable_assignments, sees_names
from judging.reading import title_for_jury

MOST = 30


@dataclass(frozen=True)
class Earlier:
    """What a juror said about another entry on one criterion; `level` is None for what is no level."""

    assignment: int
    reference: str
    title: str
    language: str
    said: str
    level: int | None


def own_scores(user, assignment) -> tuple[list[Score], list[Score]]:
    """The juror's scores on the entry, and those on the entries of the round that they saved last.

    What was taken from them, or what they are involved in, is left out. One query.
    """
    readable = readable_assignments(user).filter(juror__panel__round=assignment.juror.panel.round_id)
    last = Ballot.objects.filter(assignment__in=readable.values("pk")).exclude(assignment=assignment.pk)
    last = last.order_by("-saved_at", "-pk").values("pk")[:MOST]
    scores = Score.objects.filter(Q(ballot__assignment=assignment.pk) | Q(ballot__in=last))
    scores = scores.select_related(
        "ballot__assignment__entry__organisation", "ballot__assignment__entry__redaction"
    ).order_by("-ballot__saved_at", "pk")
    here, elsewhere = [], []
    for score in scores:
        (here if score.ballot.assignment_id == assignment.pk else elsewhere).append(score)
    return here, elsewhere


def entries_of(scores) -> list:
    """Their entries, each the same object in all its scores, so that what is loaded once is there for all."""
    entries = {}
    for score in scores:
        own = score.ballot.assignment
        own.entry = entries.setdefault(own.entry_id, own.entry)
    return list(entries.values())


def by_criterion(scores, criteria, this) -> dict[int, list[Earlier]]:
    """What was said on each criterion, by its key: the highest level first, what is no level last.

    Needs the translations and partners of the entries.
    """
    known, said = {criterion.pk: criterion for criterion in criteria}, defaultdict(list)
    is_blind, titles = not sees_names(this), {}
    for score in scores:
        assignment, criterion = score.ballot.assignment, known.get(score.criterion_id)
        if criterion is None:
            continue  # what only the other kind is scored on
        if assignment.pk not in titles:
            titles[assignment.pk] = title_for_jury(assignment.entry, blind=is_blind)
        title, language = titles[assignment.pk]
        words = criterion.words(score.given)
        reference = assignment.entry.reference
        said[criterion.pk].append(Earlier(assignment.pk, reference, title, language, words, score.level))
    for rows in said.values():
        rows.sort(key=lambda one: -1 if one.level is None else one.level, reverse=True)
    return dict(said)
