"""Each promise of `tests/invariants.py` notices when it is broken."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import ModelLogEntry

from judging.models import Award, Ballot, Decision, Recusal, Score
from people.models import Consent, Letter, Representative, User
from pledges.models import Entry, Partner, Submission
from pledges.states import PartnerState, State
from tests import invariants, make

pytestmark = pytest.mark.django_db


def change(thing, **fields):
    """Write into a row behind the back of everything that guards it."""
    QuerySet(type(thing)).filter(pk=thing.pk).update(**fields)


def scored():
    entry = make.entry(state=State.ACCEPTED)
    panel = make.panel(entry.campaign)
    ballot = make.ballot(make.assignment(make.juror(panel), entry), 0, 3)
    return entry, ballot


def public_is_exactly_what_state_consent_and_moment_allow(monkeypatch):
    make.entry(state=State.SUBMITTED, published=True)
    monkeypatch.setattr(type(Entry.objects), "public", lambda self: self.all())


def only_confirmed_partners_are_named(monkeypatch):
    entry = make.entry(state=State.ACCEPTED, published=True)
    make.partner(entry)
    monkeypatch.setattr("pledges.open_data.PartnerState", SimpleNamespace(CONFIRMED="invited"))


def nobody_is_named_without_permission(monkeypatch):
    entry = make.entry(state=State.ACCEPTED)
    make.permission(entry)
    names = ("PUBLISH_ORGANISATION", "PUBLISH_CONTACT", "PUBLISH_IMAGE")
    granted = SimpleNamespace(**dict.fromkeys(names, "publish_text"))
    monkeypatch.setattr("pledges.open_data.Purpose", granted)


def a_consent_keeps_the_wording_that_was_shown(monkeypatch):
    change(make.permission(make.entry()), wording="Jotain muuta")


def a_withdrawal_is_about_the_permission_that_it_ends(monkeypatch):
    make.entry(state=State.WITHDRAWN, published=True)
    change(Consent.objects.filter(given=False).first(), subject=make.entry().uuid)


def a_permission_stands_once_per_wording(monkeypatch):
    consent = make.permission(make.entry())
    consent.pk = None
    consent.save()


def permission_for_an_entry_comes_from_its_submitter(monkeypatch):
    change(make.permission(make.entry()), organisation=make.organisation())


def received_entries_have_a_reference_a_time_and_a_submission(monkeypatch):
    make.entry(state=State.SUBMITTED).submissions.all().delete()


def drafts_have_no_reference_and_no_submission(monkeypatch):
    change(make.entry(), reference="KOTO-1")


def references_are_final(monkeypatch):
    entry = make.entry(state=State.SUBMITTED)
    change(entry, reference=entry.uuid.hex)


def the_counter_of_references_is_never_behind(monkeypatch):
    change(make.entry(state=State.SUBMITTED).campaign, last_reference_number=0)


def submissions_are_numbered_from_one_without_gaps(monkeypatch):
    change(make.entry(state=State.SUBMITTED).submissions.get(), number=2)


def an_entry_was_submitted_when_its_last_submission_arrived(monkeypatch):
    change(make.entry(state=State.SUBMITTED), submitted_at=timezone.now() - timedelta(days=1))


def digests_are_those_of_the_content(monkeypatch):
    submission = make.entry(state=State.SUBMITTED).submissions.get()
    change(submission, content={**submission.content, "place": "Muualla"})


def what_was_received_is_what_stands_until_it_is_returned(monkeypatch):
    change(make.entry(state=State.ACCEPTED), summary="Palkkaamme sata nuorta.")


def themes_target_groups_and_answers_belong_to_the_entrys_campaign(monkeypatch):
    make.entry(themes=[make.theme(make.campaign())])


def partners_that_answered_have_a_time_and_the_others_none(monkeypatch):
    change(make.partner(make.entry()), answered_at=timezone.now())


def nobody_is_partner_of_itself_or_twice(monkeypatch):
    entry = make.entry()
    make.partner(entry, organisation=entry.organisation)


def the_link_of_an_answered_invitation_opens_nothing(monkeypatch):
    partner = make.partner(make.entry(), state=PartnerState.CONFIRMED)
    make.letter(kind="invitation", body=f"https://lupaus.example/fi/partner/{partner.key}/")


def the_log_tells_how_each_entry_came_to_its_state(monkeypatch):
    change(make.entry(state=State.SUBMITTED), state=State.ACCEPTED)


def the_log_tells_how_each_partner_came_to_its_state(monkeypatch):
    change(make.partner(make.entry(), state=PartnerState.CONFIRMED), state=PartnerState.LEFT)


def the_log_tells_how_each_decision_was_released(monkeypatch):
    decision = make.decision(make.entry(state=State.ACCEPTED), Decision.Outcome.NOT_SELECTED)
    change(decision, state="released", released_at=timezone.now())


def every_move_in_the_log_is_one_that_the_table_allows(monkeypatch):
    make.entry(state=State.ACCEPTED)
    change(ModelLogEntry.objects.first(), data={"from": "declined", "to": "accepted"})


def people_named_in_the_log_still_have_their_row(monkeypatch):
    make.entry(state=State.SUBMITTED)
    change(ModelLogEntry.objects.first(), user_id=404)


def totals_are_the_weighted_means_of_the_scores(monkeypatch):
    change(scored()[1], total=51)


def final_ballots_have_a_total(monkeypatch):
    ballot = scored()[1]
    ballot.scores.all().delete()
    change(ballot, total=None, answered_weight=0)


def scores_are_levels_of_the_panels_criteria(monkeypatch):
    entry, ballot = scored()
    foreign = make.criterion(make.panel(entry.campaign))
    Score.objects.create(ballot=ballot, criterion=foreign, level=9)


def nobody_judges_what_they_are_recused_from(monkeypatch):
    entry, ballot = scored()
    Recusal.objects.create(juror=ballot.assignment.juror, entry=entry, reason="Sukulainen")


def no_ballot_counts_from_somebody_involved(monkeypatch):
    entry, ballot = scored()
    Representative.objects.create(user=ballot.assignment.juror.user, organisation=entry.organisation)


def jurors_judge_entries_of_their_own_campaign(monkeypatch):
    make.assignment(make.juror(make.panel(make.campaign())), make.entry(state=State.ACCEPTED))


def a_ballot_is_about_a_submission_of_its_entry(monkeypatch):
    change(scored()[1], submission=make.entry(state=State.SUBMITTED).submissions.get())


def decisions_are_released_only_after_the_announcement(monkeypatch):
    change(make.entry(state=State.SELECTED).campaign, announces_at=timezone.now() + timedelta(days=1))


def selected_entries_and_released_selections_are_the_same(monkeypatch):
    entry = make.entry(state=State.SELECTED)
    change(entry.decision, outcome="not_selected")


def awards_go_to_selected_entries_only(monkeypatch):
    entry = make.entry(state=State.ACCEPTED)
    make.decision(entry, Decision.Outcome.NOT_SELECTED)
    make.award(entry)


def decisions_keep_the_standing_of_their_day(monkeypatch):
    make.decision(make.entry(state=State.ACCEPTED), standing={})


def each_submission_has_one_receipt_per_address(monkeypatch):
    make.entry(state=State.SUBMITTED)
    Letter.objects.all().delete()


def no_letter_tells_a_decision_before_its_release(monkeypatch):
    decision = make.decision(make.entry(state=State.ACCEPTED))
    make.letter(key=f"decision:{decision.pk}:maija.malli@example.org")


def letters_that_left_have_been_tried(monkeypatch):
    make.letter(sent_at=timezone.now())


def letters_have_one_reader_a_subject_and_a_language_of_the_site(monkeypatch):
    make.letter(subject="Hei\nBcc: kaikki@example.org")


def addresses_are_written_in_one_way(monkeypatch):
    change(make.user(), email="Maija@Example.org")


def forgotten_people_leave_nothing_personal(monkeypatch):
    change(make.user(), forgotten_at=timezone.now(), last_name="Malli")


@pytest.mark.breaks_promises
@pytest.mark.parametrize("promise", invariants.PROMISES, ids=lambda promise: promise.__name__)
def test_a_broken_promise_is_noticed(promise, monkeypatch):
    globals()[promise.__name__](monkeypatch)

    sentences = [line.split(":")[0] for line in invariants.check()]

    assert promise.__name__.replace("_", " ") in sentences


@pytest.mark.parametrize("state", State)
def test_an_entry_from_the_makers_keeps_every_promise(state):
    author = make.user()
    entry = make.entry(state=state, author=author, published=True)
    for answer in PartnerState:
        make.partner(entry, state=answer)

    assert invariants.check() == []


def test_a_scored_and_decided_entry_from_the_makers_keeps_every_promise():
    entry, ballot = scored()
    make.decision(entry)
    make.award(entry)

    assert (ballot.total, invariants.check()) == (50.0, [])


def test_the_makers_leave_the_rows_that_the_actions_leave():
    make.entry(state=State.COMPLETED, published=True)

    assert (
        Submission.objects.count(),
        Partner.objects.count(),
        Ballot.objects.count(),
        Decision.objects.count(),
        Award.objects.count(),
        User.objects.count(),
        Consent.objects.count(),
    ) == (1, 0, 0, 1, 0, 0, 4)
