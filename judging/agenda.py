"""What a meeting of the jury talks about: what the ballots have not decided, and who leaves."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery, Value

from judging import room
from judging.conflicts import findings
from judging.disagreement import most_disputed
from judging.models import Juror, MeetingNote, Round
from judging.permissions import jury_office
from judging.querysets import involving
from judging.ranked import Ranked, RankedEntry
from people.at_once import Gathered
from pledges.models import Entry

# The ballots have decided an entry that is among the best, or not, in this share of cases.
DECIDED = 0.95
# Entries that one meeting can talk about.
MOST = 60


@dataclass(frozen=True)
class Item:
    """An entry with the names of those who are away meanwhile, who leaves before it and who comes back."""

    row: RankedEntry
    away: list[str]
    leave: list[str]
    come_back: list[str]
    notes: list[MeetingNote]


@dataclass(frozen=True)
class Agenda:
    """Around the cut first, then the most disputed of the others; `left_out`: how many are too many.

    `doors` is how often somebody goes through the door, the way back at the end included.
    """

    around: list[Item]
    disputed: list[Item]
    come_back: list[str]
    left_out: int
    doors: int


def around_the_cut(ranked: Ranked) -> Ranked:
    """Entries of which the ballots do not say whether they are among the best, the most open first."""
    if ranked.assessed.is_too_small:
        return ranked.having(lambda _one, _place: False)
    is_open = ranked.having(lambda _one, place: place and 1 - DECIDED < place.top_share < DECIDED)
    return is_open.ordered(lambda _one, place: abs(place.top_share - 0.5))


def agenda(this: Round, ranked: Ranked, *, disputed: int) -> Agenda:
    """Of a ranking of the round that has been assessed; a fixed number of queries."""
    undecided = around_the_cut(ranked)
    around = undecided[:MOST]
    known = {row.pk for row in around}
    others = most_disputed(ranked).having(lambda one, _place: one.entry not in known)
    others = others[: min(disputed, MOST)]
    away = _away(this, [row.pk for row in [*around, *others]])
    notes = defaultdict(list)
    for note in MeetingNote.objects.filter(round=this, entry__in=away).select_related("by").order_by("pk"):
        notes[note.entry_id].append(note)
    rows = {row.pk: row for row in [*around, *others]}
    first, second = room.in_order(
        {row.pk: away[row.pk] for row in around}, {row.pk: away[row.pk] for row in others}
    )
    items, before = [], frozenset()
    for pk in [*first, *second]:
        people = away[pk]
        items.append(
            Item(rows[pk], _names(people), _names(people - before), _names(before - people), notes[pk])
        )
        before = people
    return Agenda(
        around=items[: len(first)],
        disputed=items[len(first) :],
        come_back=_names(before),
        left_out=len(undecided) - len(around),
        doors=room.doors([away[pk] for pk in [*first, *second]]),
    )


def _away(this: Round, keys: list[int]) -> dict[int, frozenset]:
    """Who is in conflict with each entry, as (name, key of the person): jurors and the office."""
    jurors = Juror.objects.taking_part().filter(panel__round=this).select_related("user").order_by("pk")
    jurors = {juror.pk: juror for juror in jurors}
    entries = Entry.objects.filter(pk__in=keys).prefetch_related("partners", "writers")
    away = {pk: set() for pk in keys}
    for (juror, entry), finding in findings(jurors.values(), entries, viewer=None).items():
        if finding.blocks:
            away[entry].add((str(jurors[juror]), jurors[juror].user_id))
    own = Entry.objects.filter(involving(OuterRef("pk")), pk__in=keys).order_by().annotate(all=Value(1))
    own = own.values("all").annotate(keys=Gathered("pk")).values("keys")
    for person in jury_office(this.campaign).annotate(own=Subquery(own)):
        for entry in person.own or ():
            away[entry].add((str(person), person.pk))
    return {pk: frozenset(people) for pk, people in away.items()}


def _names(people) -> list[str]:
    return [name for name, _key in sorted(people)]
