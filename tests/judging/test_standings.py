"""The ranking of stored ballots against an oracle that knows nothing of our code."""

from collections import defaultdict
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from judging import actions, recusals, seats
from judging.models import Ballot, Criterion, Juror
from judging.ranked import ranked_entries
from judging.standings import furthest_standings, standings
from pledges.actions import withdraw
from tests import make

ENTRIES, JURORS = 3, 3
LEVEL = st.none() | st.integers(0, 3)
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("cast"),
            st.integers(0, ENTRIES - 1),
            st.integers(0, JURORS - 1),
            st.tuples(LEVEL, LEVEL),
            st.booleans(),
        ),
        st.tuples(st.just("weigh"), st.integers(0, 1), st.integers(1, 5)),
        st.tuples(st.just("withdraw"), st.integers(0, JURORS - 1)),
        st.tuples(st.just("bring back"), st.integers(0, JURORS - 1)),
        st.tuples(st.just("recuse"), st.integers(0, ENTRIES - 1), st.integers(0, JURORS - 1)),
        st.tuples(st.just("lift"), st.integers(0, ENTRIES - 1), st.integers(0, JURORS - 1)),
    ),
    max_size=14,
)


class Oracle:
    """Ballots as plain numbers: what was chosen, by whom, with which weights."""

    def __init__(self):
        self.chosen: dict[tuple[int, int], tuple[tuple, bool]] = {}
        self.weights, self.away = [1, 1], set()
        # Recused by the office; and whoever had no ballot then has lost the assignment with it.
        self.recused, self.gone = set(), set()

    def total(self, levels):
        answered = [(w, level) for w, level in zip(self.weights, levels, strict=True) if level is not None]
        if not answered:
            return None
        return sum(Fraction(100 * w * level, 3) for w, level in answered) / sum(w for w, _ in answered)

    def ranking(self):
        totals = defaultdict(list)
        for (entry, juror), (levels, final) in self.chosen.items():
            total = self.total(levels)
            stays = juror not in self.away and (entry, juror) not in self.recused
            if final and total is not None and stays:
                totals[entry].append(total)
        means = {entry: sum(found) / len(found) for entry, found in totals.items()}
        rows = [
            (entry, 1 + sum(other > mean for other in means.values()), len(totals[entry]))
            for entry, mean in means.items()
        ]
        rows.sort(key=lambda row: (row[1], row[0]))
        return rows + [(entry, None, 0) for entry in range(ENTRIES) if entry not in means]

    def stored(self):
        totals = {pair: (self.total(levels), final) for pair, (levels, final) in self.chosen.items()}
        return {
            pair: (total and round(1_000_000 * total), final and total is not None)
            for pair, (total, final) in totals.items()
        }


class Jury:
    """The same steps on the real thing."""

    def __init__(self):
        campaign = make.campaign(**make.closed())
        self.campaign, self.panel = campaign, make.panel(campaign)
        self.entries = [make.entry(state="accepted", campaign=campaign) for _ in range(ENTRIES)]
        self.jurors = [make.juror(self.panel) for _ in range(JURORS)]
        self.criteria = list(self.panel.round.criteria.all())
        self.given = {
            (e, j): make.assignment(juror, entry)
            for e, entry in enumerate(self.entries)
            for j, juror in enumerate(self.jurors)
        }

    def cast(self, entry, juror, levels, final):
        given = self.given[entry, juror]
        stands = Ballot.objects.filter(assignment=given).first()
        chosen = {one: level for one, level in zip(self.criteria, levels, strict=True) if level is not None}
        version = stands.version if stands else 0
        actions.cast(given, chosen, comment="", final=final, version=version, by=None)

    def juror(self, number):
        # Afresh: each story is undone in the database alone.
        return Juror.objects.get(pk=self.jurors[number].pk)

    def weigh(self, criterion, weight):
        Criterion.objects.filter(pk=self.criteria[criterion].pk).update(weight=weight)
        actions.recalculate(self.panel.round, by=None)

    def ranking(self):
        places = {entry.pk: place for place, entry in enumerate(self.entries)}
        return [(places[one.entry], one.rank, one.ballots) for one in standings(self.panel.round)]

    def stored(self):
        pairs = {given.pk: pair for pair, given in self.given.items()}
        return {
            pairs[ballot.assignment_id]: (ballot.total, ballot.is_final) for ballot in Ballot.objects.all()
        }


def play(step, jury, oracle):
    match step:
        case "cast", entry, juror, levels, final:
            if (entry, juror) not in oracle.recused | oracle.gone:
                jury.cast(entry, juror, levels, final)
                oracle.chosen[entry, juror] = (levels, final)
        case "weigh", criterion, weight:
            jury.weigh(criterion, weight)
            oracle.weights[criterion] = weight
        case "withdraw", juror:
            if juror not in oracle.away:
                seats.withdraw(jury.juror(juror), by=None)
            oracle.away.add(juror)
        case "bring back", juror:
            if juror in oracle.away:
                seats.bring_back(jury.juror(juror), by=None)
            oracle.away.discard(juror)
        case "recuse", entry, juror:
            recusals.recuse(jury.jurors[juror], jury.entries[entry], "Oma", by=None)
            oracle.recused.add((entry, juror))
            if (entry, juror) not in oracle.chosen:
                oracle.gone.add((entry, juror))
        case "lift", entry, juror:
            for recusal in jury.jurors[juror].recusals.standing().filter(entry=jury.entries[entry]):
                recusals.lift(recusal, "Ei olekaan", by=None)
            oracle.recused.discard((entry, juror))


@pytest.mark.django_db
def test_the_ranking_is_what_the_oracle_says_after_any_steps():
    jury = Jury()

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(STEPS)
    def check(steps):
        with transaction.atomic():
            oracle = Oracle()
            for step in steps:
                play(step, jury, oracle)
            assert jury.ranking() == oracle.ranking()
            assert jury.stored() == oracle.stored()
            transaction.set_rollback(True)

    check()


# --- who sees what ------------------------------------------------------------------------------
@pytest.fixture
def two(panel, campaign):
    """Two entries with a ballot each: the first ranks higher."""
    first, second = (make.entry(state="accepted", campaign=campaign) for _ in range(2))
    make.ballot(make.assignment(make.juror(panel), first), 3, 3)
    make.ballot(make.assignment(make.juror(panel), second), 1, 1)
    return first, second


def seen(campaign, viewer) -> list[tuple[int, int, int]]:
    return [(row.pk, row.rank, row.standing.of) for row in ranked_entries(campaign, viewer=viewer)]


def test_the_office_sees_everything(two, campaign, office):
    first, second = two
    assert seen(campaign, office) == [(first.pk, 1, 2), (second.pk, 2, 2)]


def test_an_own_entry_leaves_no_row_no_number_and_no_gap(two, campaign, office):
    first, second = two
    make.partner(first, state="confirmed", organisation=make.organisation(people=[office]))
    assert seen(campaign, office) == [(second.pk, 1, 1)]


def test_withdrawn_entries_are_not_ranked(two, campaign, office):
    first, second = two
    withdraw(first, by=None)
    assert seen(campaign, office) == [(second.pk, 1, 1)]


def test_selected_entries_stay_in_the_ranking(db):
    campaign = make.campaign(**make.announced())
    entry = make.entry(state="selected", campaign=campaign)
    assert [one.entry for _round, one in furthest_standings(campaign)] == [entry.pk]


def test_the_ranking_costs_the_same_for_three_and_for_ten(panel, campaign, office, django_assert_num_queries):
    def measured(number):
        for _ in range(number):
            entry = make.entry(state="accepted", campaign=campaign, themes=[make.theme(campaign)])
            make.ballot(make.assignment(make.juror(panel), entry), 2, None)
        with django_assert_num_queries(10):
            return [bool(row.themes) for row in ranked_entries(campaign, viewer=office)]

    assert (measured(3), measured(7)) == ([True] * 3, [True] * 10)
