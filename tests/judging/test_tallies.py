"""The official mean in Python, from stored totals and from every level is one number, bit for bit."""

from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from judging import actions
from judging.models import Ballot, Criterion
from judging.ranking import Tally
from judging.standings import standings
from judging.tallies import stored_tallies
from judging.totals import FULL, MILLIONTHS
from tests import make
from tests.judging.recomputed import recomputed_tallies

LABEL = {"label": {"en": "A level"}}


def millionths(answers) -> int:
    """A ballot's total from its (weight, level, top level) answers, in whole fractions rounded once."""
    weight = sum(one for one, _, _ in answers)
    return round(FULL * sum(Fraction(one * level, top) for one, level, top in answers) / weight)


def tally(ballots) -> Tally:
    """What an entry's ballots add up to; the mean as Python rounds the whole fraction."""
    totals = [millionths(answers) for answers in ballots]
    mean = float(Fraction(sum(totals), len(totals) * MILLIONTHS))
    answered = sum(weight for answers in ballots for weight, _, _ in answers)
    return Tally(len(totals), sum(totals), min(totals), max(totals), mean, answered)


class Jury:
    """Three entries before three jurors, on two criteria that each round scales and weighs as it likes."""

    def __init__(self):
        self.campaign = make.campaign(**make.closed())
        self.panel = make.panel(self.campaign)
        self.criteria = list(self.panel.round.criteria.all())
        entries = [make.entry(state="accepted", campaign=self.campaign) for _ in range(3)]
        jurors = [make.juror(self.panel) for _ in range(3)]
        self.given = [make.assignment(juror, entry) for entry in entries for juror in jurors]

    def scale(self, weights, tops):
        for criterion, weight, top in zip(self.criteria, weights, tops, strict=True):
            Criterion.objects.filter(pk=criterion.pk).update(weight=weight, levels=[LABEL] * (top + 1))

    def cast(self, assignment, levels):
        chosen = {
            criterion: level
            for criterion, level in zip(Criterion.objects.order_by("pk"), levels, strict=True)
            if level is not None
        }
        actions.cast(assignment, chosen, comment="", final=True, version=0, by=None)


@st.composite
def juries(draw):
    weights = draw(st.tuples(st.integers(1, 9), st.integers(1, 9)))
    tops = draw(st.tuples(st.integers(1, 11), st.integers(1, 11)))
    ballot = st.tuples(*(st.none() | st.integers(0, top) for top in tops))
    return weights, tops, draw(st.lists(ballot, min_size=9, max_size=9))


@pytest.mark.django_db
def test_a_mean_is_the_same_to_the_last_bit_in_python_from_totals_and_from_levels():
    jury = Jury()

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(juries())
    def check(drawn):
        weights, tops, ballots = drawn
        expected = {}
        with transaction.atomic():
            jury.scale(weights, tops)
            for assignment, levels in zip(jury.given, ballots, strict=True):
                jury.cast(assignment, levels)
                answers = [one for one in zip(weights, levels, tops, strict=True) if one[1] is not None]
                if answers:
                    expected.setdefault(assignment.entry_id, []).append(answers)
            expected = {entry: tally(given) for entry, given in expected.items()}
            assert recomputed_tallies(Ballot.objects.counted()) == expected
            assert stored_tallies(Ballot.objects.counted()) == expected
            shown = {one.entry: one.mean for one in standings(jury.panel.round) if one.ballots}
            assert shown == {entry: one.mean for entry, one in expected.items()}
            transaction.set_rollback(True)

    check()


@pytest.fixture
def jury(db):
    return Jury()


def test_halves_are_rounded_to_even(jury):
    """A 512th of the scale is 0.1953125 points, so its odd multiples end half way between two millionths."""
    jury.scale((1, 1), (512, 512))
    for assignment, level in zip(jury.given, (1, 3), strict=False):
        jury.cast(assignment, (level, None))
    Ballot.objects.update(is_final=True)
    found = recomputed_tallies(Ballot.objects.counted())
    assert [(one.low, one.high) for one in found.values()] == [(195312, 585938)]


def test_only_the_ballots_asked_for_are_counted(jury):
    jury.cast(jury.given[0], (3, 3))
    jury.cast(jury.given[1], (0, 0))
    Ballot.objects.filter(assignment=jury.given[1]).update(is_final=False)
    entry = jury.given[0].entry_id
    expected = {entry: Tally(1, FULL, FULL, FULL, 100.0, answered=2)}
    assert (
        stored_tallies(Ballot.objects.counted()) == recomputed_tallies(Ballot.objects.counted()) == expected
    )


def test_without_ballots_there_is_nothing_to_add_up(jury):
    assert stored_tallies(Ballot.objects.all()) == recomputed_tallies(Ballot.objects.all()) == {}


def test_a_total_that_is_not_what_its_levels_come_to_is_found(jury):
    jury.cast(jury.given[0], (3, 0))
    Ballot.objects.update(total=49 * MILLIONTHS)
    entry = jury.given[0].entry_id
    assert stored_tallies(Ballot.objects.all())[entry].mean == 49.0
    assert recomputed_tallies(Ballot.objects.all())[entry].mean == 50.0
    Ballot.objects.update(total=50 * MILLIONTHS)


def test_each_is_one_statement_however_many_ballots_there_are(jury, django_assert_num_queries):
    for assignment in jury.given:
        jury.cast(assignment, (2, 1))
    with django_assert_num_queries(1):
        stored_tallies(Ballot.objects.counted())
    with django_assert_num_queries(2):  # the first asks which scales there are
        recomputed_tallies(Ballot.objects.counted())


def test_what_counts_is_read_from_the_ballots_alone(jury):
    """So that their index answers; another table would be looked into for every one of them."""
    query = Ballot.objects.counted().in_round(jury.panel.round).values("entry_id", "total").query
    read = {query.alias_map[alias].table_name for alias, number in query.alias_refcount.items() if number}
    assert read == {Ballot._meta.db_table}


def test_scales_that_cannot_be_added_exactly_are_refused(jury):
    jury.scale((1, 1), (1999, 2003))
    with pytest.raises(ValueError, match="1999, 2003"):
        recomputed_tallies(Ballot.objects.all())
