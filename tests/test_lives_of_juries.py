"""Every event of judging in every state: random lives of a round, told by the product and a small model.

Two jurors, two entries, one round: seats, assignments, ballots, recusals, involvement, decisions (check C12).
"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from campaign.lifecycle import IllegalMove
from judging import actions, recusals, seats
from judging.models import Assignment, Ballot, Decision, Juror, Recusal, Round
from judging.permissions import can_read, can_score
from judging.progress import own_work, panel_progress
from pledges.actions import withdraw
from pledges.models import Entry
from tests import invariants, make

REFUSALS = (
    IllegalMove, PermissionDenied, actions.ConflictOfInterest, actions.KeptApart, actions.NotDecidable,
    actions.StaleBallot, seats.AlreadyScored,
)  # fmt: skip
WHO = st.sampled_from([0, 1])


class Jury(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        campaign = make.campaign(**make.closed())
        self.office = make.user(role="Jury office")
        self.panel = make.panel(campaign, criteria=1)
        self.criterion = self.panel.round.criteria.get()
        self.entries = [make.entry(state="accepted", campaign=campaign) for _ in range(2)]
        self.jurors = [make.juror(self.panel) for _ in range(2)]
        for juror in self.jurors:
            make.affirmation(juror, *(entry.organisation for entry in self.entries))
        self.seat = ["accepted", "accepted"]
        self.open, self.gone, self.decided = True, set(), set()
        self.given, self.ballots, self.laid_aside = set(), {}, {}
        self.recused, self.involved = set(), set()

    def happens(self, expected: bool, does) -> bool:
        """Do it; whether it happened must be what the model says."""
        try:
            does()
            happened = True
        except REFUSALS:
            happened = False
        assert happened is expected, does
        return happened

    def juror(self, one) -> Juror:
        return Juror.objects.select_related("user", "panel__round__campaign").get(pk=self.jurors[one].pk)

    def entry(self, one) -> Entry:
        return Entry.objects.get(pk=self.entries[one].pk)

    def reads(self, pair) -> bool:
        juror, entry = pair
        free = pair not in self.recused and pair not in self.involved and entry not in self.gone
        return pair in self.given and free and self.seat[juror] == "accepted"

    @rule(one=WHO, other=WHO)
    def assign(self, one, other):
        pair = (one, other)
        allowed = (
            self.seat[one] == "accepted"
            and other not in self.gone | self.decided
            and pair not in self.recused | self.involved
        )
        if self.happens(allowed, lambda: actions.assign(self.juror(one), self.entry(other), by=self.office)):
            self.given.add(pair)

    @rule(one=WHO, other=WHO)
    def unassign(self, one, other):
        held = Assignment.objects.filter(juror=self.jurors[one], entry=self.entries[other]).first()
        assert (held is not None) is ((one, other) in self.given)
        if held is None:
            return
        if self.happens((one, other) not in self.ballots, lambda: seats.unassign(held, by=self.office)):
            self.given.discard((one, other))

    @rule(one=WHO, other=WHO, level=st.integers(0, 3), final=st.booleans())
    def score(self, one, other, level, final):
        held = Assignment.objects.filter(juror=self.jurors[one], entry=self.entries[other]).first()
        if held is None:
            return
        version = Ballot.objects.filter(assignment=held).values_list("version", flat=True).first() or 0
        answers = {self.criterion: level}

        def cast():
            user = self.juror(one).user
            actions.cast(held, answers, comment="", final=final, version=version, by=user)

        if self.happens(self.open and self.reads((one, other)), cast):
            self.ballots[one, other] = (level, final)

    @rule(one=WHO, other=WHO, declared=st.booleans())
    def recuse(self, one, other, declared):
        pair = (one, other)
        by = self.juror(one).user if declared else self.office
        recusals.recuse(self.juror(one), self.entry(other), "Oma kylä", by=by)
        self.recused.add(pair)
        if declared or pair not in self.ballots:
            self.given.discard(pair)
            self.ballots.pop(pair, None)

    @rule(one=WHO, other=WHO)
    def lift(self, one, other):
        standing = Recusal.objects.standing().filter(juror=self.jurors[one], entry=self.entries[other])
        assert standing.exists() is ((one, other) in self.recused)
        for recusal in standing:
            recusals.lift(recusal, "Erehdys", by=self.office)
            self.recused.discard((one, other))

    @rule(one=WHO, other=WHO, sure=st.integers(0, 2))
    def become_involved(self, one, other, sure):
        if not sure and (one, other) not in self.involved:
            acting = self.entries[other].organisation.representatives
            role = "member" if acting.exists() else "owner"
            acting.create(user=self.jurors[one].user, role=role)
            self.involved.add((one, other))

    @rule(one=WHO, event=st.sampled_from(["withdraw", "bring_back"]))
    def change_the_seat(self, one, event):
        allowed = self.seat[one] == ("accepted" if event == "withdraw" else "withdrawn")
        act = seats.withdraw if event == "withdraw" else seats.bring_back
        if self.happens(allowed, lambda: act(self.juror(one), by=self.office)):
            self.seat[one] = "withdrawn" if event == "withdraw" else "accepted"

    @rule()
    def open_or_close_scoring(self):
        self.open = not self.open
        end = timezone.now() + timedelta(days=3 if self.open else -1)
        Round.objects.filter(pk=self.panel.round_id).update(scoring_ends_at=end)

    @rule(other=WHO, outcome=st.sampled_from(Decision.Outcome.values))
    def decide(self, other, outcome):
        def decide():
            actions.decide(self.entry(other), outcome, "Selkeä", by=self.office)

        if self.happens(other not in self.gone, decide):
            self.decided.add(other)

    @rule(other=WHO, sure=st.integers(0, 5))
    def withdraw_the_entry(self, other, sure):
        if not sure and other not in self.gone:
            withdraw(self.entry(other), by=None)
            self.gone.add(other)

    @rule(one=WHO, other=WHO)
    def nobody_else_does_anything(self, one, other):
        stranger, juror, entry = make.user(role="Juror"), self.juror(one), self.entry(other)
        for attempt in (
            lambda: actions.assign(juror, entry, by=stranger),
            lambda: recusals.recuse(juror, entry, "x", by=stranger),
            lambda: actions.decide(entry, "selected", "x", by=juror.user),
            lambda: seats.withdraw(juror, by=juror.user),
        ):
            with pytest.raises(PermissionDenied):
                attempt()

    @invariant()
    def product_and_model_agree(self):
        held = Assignment.objects.in_panel(self.panel)
        held = held.select_related("juror__user", "entry", "juror__panel__round__campaign")
        given = {(self.jurors.index(one.juror), self.entries.index(one.entry)): one for one in held}
        assert set(given) == self.given
        for pair, held in given.items():
            user = self.juror(pair[0]).user
            assert can_read(user, held) is self.reads(pair), pair
            assert can_score(user, held) is (self.reads(pair) and self.open), pair
        counted = Ballot.objects.counted().in_panel(self.panel).values_list("assignment", "total")
        assert dict(counted) == {
            given[pair].pk: level * 100_000_000 // 3 + (level == 2)
            for pair, (level, final) in self.ballots.items()
            if final and pair not in self.recused and self.seat[pair[0]] == "accepted"
        }
        for one in (0, 1):
            works = own_work(self.juror(one).user)
            mine = sum(self.reads((one, other)) for other in (0, 1))
            assert [work.total for work in works] == ([mine] if self.seat[one] == "accepted" else [])

    @invariant()
    def the_office_counts_what_is_work(self):
        work = [
            pair
            for pair in self.given
            if pair not in self.recused and pair[1] not in self.gone and self.seat[pair[0]] == "accepted"
        ]
        final = sum(self.ballots.get(pair, (0, False))[1] for pair in work)
        assert panel_progress(self.panel, viewer=self.office) == (final, len(work))

    def teardown(self):
        assert invariants.check() == []


@pytest.mark.django_db
def test_no_life_of_a_jury_takes_a_turn_that_the_tables_do_not_allow():
    run_state_machine_as_test(
        Jury,
        settings=settings(
            max_examples=10,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
