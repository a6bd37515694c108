"""Every event in every state: long random lives of an entry, told by the product and by a small model."""

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from campaign.lifecycle import IllegalMove
from campaign.models import Campaign
from campaign.states import Changes
from judging.actions import NotDecidable, award, decide, release
from judging.models import Decision
from people.models import ConsentText
from pledges import actions, answering, changing, partnership
from pledges.models import Entry
from tests import invariants, make

REFUSALS = (IllegalMove, PermissionDenied, actions.StaleVersion, NotDecidable)

# What an event leads to, from each state in which it may happen. Everything else is refused.
EVENTS = {
    "submit": dict.fromkeys(["draft", "returned", "recalled", "changing"], "submitted"),
    "save": {state: state for state in ("draft", "returned", "recalled", "changing")},
    "leave": {"changing": "submitted"},
    "accept": {"submitted": "accepted"},
    "return": {"submitted": "returned"},
    "decline": {"submitted": "declined"},
    "withdraw": dict.fromkeys(
        ["draft", "submitted", "returned", "recalled", "changing", "accepted", "selected", "in_practice"],
        "withdrawn",
    ),
    "permit": dict.fromkeys(
        ["draft", "submitted", "returned", "recalled", "changing", "accepted", "selected"]
    ),
    "decide": {"accepted": "accepted"},
}


class Life(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.author = make.user()
        self.screener, self.office = make.user(role="Screener"), make.user(role="Jury office")
        self.entry = make.entry(author=self.author)
        self.state, self.permitted, self.decision, self.awards = "draft", False, None, 0
        self.rounds = 0

    def act(self, event, does) -> bool:
        """Do it; whether it happened must be what the model says."""
        try:
            does(Entry.objects.get(pk=self.entry.pk))
            happened = True
        except REFUSALS:
            happened = False
        assert happened is (self.state in EVENTS[event]), f"{event} in {self.state}"
        if happened:
            self.state = EVENTS[event][self.state] or self.state
        return happened

    @rule()
    def submit(self):
        if self.act("submit", lambda entry: actions.submit(entry, by=self.author)):
            self.rounds += 1

    @rule(title=st.sampled_from(["Töitä", "Harrastus", "Ystävä"]))
    def save(self, title):
        self.act(
            "save", lambda entry: actions.save_draft(entry, entry.version, {"title": title}, by=self.author)
        )

    @rule()
    def accept(self):
        self.act("accept", lambda entry: actions.accept(entry, by=self.screener))

    @rule()
    def send_back(self):
        self.act("return", lambda entry: actions.return_for_changes(entry, "Lisää", by=self.screener))

    @rule()
    def turn_down(self):
        self.act("decline", lambda entry: actions.decline(entry, "Ei aihe", by=self.screener))

    @rule(how=st.sampled_from(Changes))
    def change(self, how):
        Campaign.objects.filter(pk=self.entry.campaign_id).update(changes_after_sending=how)
        before = Entry.objects.get(pk=self.entry.pk).title
        try:
            changing.begin(Entry.objects.get(pk=self.entry.pk), by=self.author)
            happened = True
        except PermissionDenied:
            happened = False
        assert happened is (self.state == "submitted" and how != Changes.NONE)
        if happened:
            self.state = "recalled" if how == Changes.RECALL else "changing"
            self.received = before

    @rule()
    def leave(self):
        if self.act("leave", lambda entry: changing.leave_as_it_was(entry, by=self.author)):
            assert Entry.objects.get(pk=self.entry.pk).title == self.received

    @rule(sure=st.integers(0, 4))
    def take_back(self, sure):
        if sure:  # else nearly every life would end here at once
            return
        if self.act("withdraw", lambda entry: actions.withdraw(entry, by=self.author)):
            self.permitted = False

    @rule()
    def permit(self):
        if not ConsentText.objects.exists():
            make.consent_text()
        if self.act("permit", lambda entry: actions.give_permission(entry, "publish_text", by=self.author)):
            self.permitted = True

    @rule()
    def forbid(self):
        actions.withdraw_permission(self.entry, "publish_text", by=self.author)
        self.permitted = False

    @rule(outcome=st.sampled_from(Decision.Outcome.values))
    def decide(self, outcome):
        try:
            decide(self.entry, outcome, "Selkeä", by=self.office)
            happened = True
        except NotDecidable:
            happened = False
        taken = self.decision is not None and self.decision[1]
        blocked = self.awards and outcome != "selected"
        assert happened is (self.state == "accepted" and not taken and not blocked)
        if happened:
            self.decision = (outcome, False)

    @rule()
    def award(self):
        try:
            award(self.entry, make.words("Palkinto"), make.words("Rohkea"), by=self.office)
            self.awards += 1
            assert self.decision[0] == "selected"
        except NotDecidable:
            assert self.decision is None or self.decision[0] != "selected"

    @rule()
    def release(self):
        campaign = Campaign.objects.filter(pk=self.entry.campaign_id)
        before = campaign.values("closes_at", "announces_at").get()
        campaign.update(**{name: moment for name, moment in make.announced().items() if name in before})
        release(campaign.get(), by=self.office)
        # The call goes on afterwards, but what was released stays so: the promise about it needs the moment.
        released = self.state == "accepted" and self.decision is not None and not self.decision[1]
        if released:
            self.decision = (self.decision[0], True)
            self.state = "selected" if self.decision[0] == "selected" else self.state
        if not (self.decision and self.decision[1]):
            campaign.update(**before)

    @rule()
    def invite_and_answer(self):
        try:
            partner = partnership.invite(
                self.entry,
                name=f"Kumppani {make.organisation().pk}",
                kind="association",
                business_id="",
                role="Tilat",
                contribution="",
                email="kumppani@example.org",
                language="fi",
                by=self.author,
            )
            answering.confirm(partner, role="Tilat", contribution="", name=str(partner.organisation))
            assert self.state in EVENTS["save"]
        except PermissionDenied:
            assert self.state not in EVENTS["save"]

    @rule()
    def strangers_do_nothing(self):
        stranger = make.user()
        for attempt in (
            lambda: actions.submit(self.entry, by=stranger),
            lambda: actions.withdraw(self.entry, by=stranger),
            lambda: actions.accept(self.entry, by=stranger),
            lambda: decide(self.entry, "selected", "x", by=stranger),
        ):
            with pytest.raises(PermissionDenied):
                attempt()

    @invariant()
    def product_and_model_agree(self):
        stands = Entry.objects.get(pk=self.entry.pk)
        public = Entry.objects.public().filter(pk=stands.pk).exists()
        assert (stands.state, stands.submissions.count(), public) == (
            self.state,
            self.rounds,
            self.permitted and self.state in ("accepted", "selected"),
        )

    def teardown(self):
        assert invariants.check() == []


@pytest.mark.django_db
def test_no_life_of_an_entry_takes_a_turn_that_the_tables_do_not_allow():
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
