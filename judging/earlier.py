"""What a juror has given on each criterion to other entries, so that their scale stays the same."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, OuterRef, Subquery, When
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from judging.models import Ballot, Score
from judging.permissions import readable, sees_names
from judging.reading import OF_TITLES, title_for_jury
from judging.states import Answer
from people.at_once import Gathered

MOST = 30


@dataclass(frozen=True)
class Earlier:
    """Entries about which a juror said the same on a criterion. `level` is None for what is no level.

    `entries` are links to their ballots, as markup.
    """

    level: int | None
    said: str
    entries: list[SafeString]


def own_scores(user, assignment) -> tuple[dict[int, int | str], list[Ballot]]:
    """The juror's answers on the entry by criterion, and their ballots of the round that they saved last.

    Each ballot comes with its `given`, answers by criterion. What was taken from the juror, or what they
    are involved in, is left out. One query.
    """
    this = assignment.juror.panel.round
    last = Ballot.objects.in_round(this).filter(assignment__in=readable(user.pk))
    # One more, and its own first, so that it is among them: "this one or those" would be a second search.
    own_first = Case(When(assignment=assignment.pk, then=0), default=1)
    last = last.order_by(own_first, "-saved_at", "-pk").values("pk")[: MOST + 1]
    scores = Score.objects.filter(ballot=OuterRef("pk")).order_by().values("ballot")
    answers = JSONObject(criterion="criterion_id", answer="answer", level="level")
    ballots = Ballot.objects.filter(pk__in=last)
    ballots = ballots.annotate(answers=Subquery(scores.annotate(all=Gathered(answers)).values("all")))
    # In blind judging, a title hides what the organisation is called.
    hidden = () if sees_names(this) else ("entry__organisation", "entry__redaction")
    read = ["assignment_id", "entry__reference", *(f"entry__{name}" for name in OF_TITLES), *hidden]
    ballots = ballots.select_related("entry", *hidden).only(*read).order_by("-saved_at", "pk")
    here, elsewhere = {}, []
    for ballot in ballots:
        ballot.given = _given(ballot.answers or ())
        if ballot.assignment_id == assignment.pk:
            here = ballot.given
        else:
            elsewhere.append(ballot)
    return here, elsewhere[:MOST]


def _given(answers) -> dict[int, int | str]:
    return {
        one["criterion"]: one["level"] if one["answer"] == Answer.LEVEL else one["answer"] for one in answers
    }


def by_criterion(ballots, criteria, this) -> dict[int, list[Earlier]]:
    """What was said on each criterion, by its key: the highest level first, what is no level last.

    Needs the translations of the entries and, in blind judging, their partners.
    """
    links = [_link(one, is_blind=not sees_names(this)) for one in ballots]
    return {one.pk: _said(one, zip(ballots, links, strict=True)) for one in criteria}


def _link(ballot, *, is_blind) -> SafeString:
    # Made here, because it stands on the screen once for each criterion.
    title, language = title_for_jury(ballot.entry, blind=is_blind)
    address = reverse("judging:score", args=[ballot.assignment_id])
    words = '<a href="{}"><span lang="{}" dir="auto">{}</span> <small>{}</small></a>'
    return format_html(words, address, language, title, ballot.entry.reference)


def _said(criterion, linked) -> list[Earlier]:
    found = defaultdict(list)
    for ballot, link in linked:
        if criterion.pk in ballot.given:
            found[ballot.given[criterion.pk]].append(link)
    levels = reversed(list(enumerate(criterion.level_labels())))
    others = [(None, one.value, str(one.label)) for one in Answer]
    answers = [(level, level, label) for level, label in levels] + others
    return [Earlier(level, label, found[given]) for level, given, label in answers if given in found]
