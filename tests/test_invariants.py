"""Each promise of `tests/invariants` notices when it is broken."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaign import closing
from campaign.models import Outage
from judging.models import Decision, Passage, Recusal, Score, Tie
from judging.querysets import BallotQuerySet
from people.models import Consent, Letter, Purpose, Representative
from pledges.models import Card, Entry, Findable, Partner, Translation, Writer
from pledges.querysets import AttachmentQuerySet
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


def exactly_the_shown_entries_and_open_pages_can_be_found(monkeypatch):
    Findable.objects.create(scope="entries-1", key=404, terms=" talkoot:8 ", forms="talkoot")


def exactly_the_organisations_that_shown_entries_name_can_be_found(monkeypatch):
    Findable.objects.create(scope="organisations-1", key=404, terms=" talkoot:8 ", forms="talkoot")


def words_occur_exactly_where_the_texts_have_them(monkeypatch):
    Findable.objects.create(scope="entries-1", key=404, terms=" talkoot:8 ", forms="talkoot")


def public_is_exactly_what_state_consent_and_moment_allow(monkeypatch):
    make.entry(state=State.SUBMITTED, published=True)
    monkeypatch.setattr(type(Entry.objects), "public", lambda self: self.all())


def only_confirmed_partners_that_permit_it_are_named_and_shown_with_their_logo(monkeypatch):
    entry = make.entry(state=State.ACCEPTED, published=True)
    make.partner(entry)
    monkeypatch.setattr(Partner, "is_named", True)


def nobody_is_named_without_permission(monkeypatch):
    entry = make.entry(state=State.ACCEPTED)
    make.permission(entry)
    granted = SimpleNamespace(**dict.fromkeys(Purpose.names, "publish_text"))
    monkeypatch.setattr("pledges.open_data.Purpose", granted)


def what_is_read_in_another_language_is_a_whole_translation(monkeypatch):
    entry = make.entry(state=State.ACCEPTED, published=True)
    Translation.objects.create(entry=entry, language="sv", title="Bara titeln")
    monkeypatch.setattr(Translation, "is_complete", True)


def no_file_is_public_that_its_question_its_writer_or_a_permission_keeps_back(monkeypatch):
    make.attachment(make.entry(state=State.ACCEPTED, published=True))
    monkeypatch.setattr(AttachmentQuerySet, "for_public", lambda self: self)


def exactly_the_entries_that_state_and_consent_allow_have_a_card(monkeypatch):
    make.entry(state=State.ACCEPTED, published=True)
    Card.objects.update(is_shown=False)


def cards_say_what_the_public_record_says_in_every_language(monkeypatch):
    change(make.entry(state=State.ACCEPTED, published=True), title="Toinen")


def facets_of_cards_are_what_the_tables_say(monkeypatch):
    change(make.entry(state=State.ACCEPTED, published=True), region="01")


def nothing_stays_of_a_card_that_is_gone(monkeypatch):
    make.entry(state=State.ACCEPTED, published=True)
    Card.objects.update(is_shown=False)


def every_attachment_is_kept_as_it_was_taken(monkeypatch):
    change(make.attachment(make.entry()), size=1)


def files_answer_questions_of_their_campaign_that_ask_for_one(monkeypatch):
    entry = make.entry()
    file = make.attachment(entry)
    change(file, question=make.question(entry.campaign))


def nobody_attaches_more_free_files_than_the_campaign_takes(monkeypatch):
    entry = make.entry()
    make.attachment(entry, added_by=make.user())
    change(entry.campaign, attachments_most=0)


def an_organisation_that_people_act_for_has_a_main_representative(monkeypatch):
    change(make.organisation(people=[make.user()]).representatives.get(), role="member")


def moved_closings_follow_each_other_up_to_the_one_that_stands(monkeypatch):
    call = make.campaign()
    closing.move_closing(call, call.closes_at + timedelta(days=1), "Katko", by=None)
    change(call, closes_at=call.closes_at + timedelta(days=2))


def outages_made_up_for_are_settled(monkeypatch):
    call, now = make.campaign(), timezone.now()
    extension = closing.move_closing(call, call.closes_at + timedelta(days=1), "Katko", by=None)
    Outage.objects.create(campaign=call, began_at=call.opens_at, ended_at=now, extension=extension)


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


def an_entry_has_at_most_ten_measures_and_no_empty_translation(monkeypatch):
    Translation.objects.create(entry=make.entry(), language="sv")


def what_was_received_is_what_stands_until_it_is_returned(monkeypatch):
    change(make.entry(state=State.ACCEPTED), summary="Palkkaamme sata nuorta.")


def themes_target_groups_and_answers_belong_to_the_entrys_campaign(monkeypatch):
    make.entry(themes=[make.theme(make.campaign())])


def partners_that_answered_have_a_time_and_the_others_none(monkeypatch):
    change(make.partner(make.entry()), answered_at=timezone.now())


def nobody_is_partner_of_itself_or_twice(monkeypatch):
    entry = make.entry()
    make.partner(entry, organisation=entry.organisation)


def what_was_corrected_stands_in_the_partners_words(monkeypatch):
    change(make.partner(make.entry(), state=PartnerState.CORRECTED), corrected_from={})


def a_partners_link_is_in_no_letter_to_its_submitter(monkeypatch):
    partner = make.partner(make.entry())
    make.letter(kind="partner_left", body=f"https://lupaus.example/fi/kumppanuus/{partner.own_key}/")


def what_is_being_changed_can_be_put_back_and_nothing_else_can(monkeypatch):
    make.entry(state=State.CHANGING).snapshot.delete()


def writers_are_brought_by_partners_that_take_part(monkeypatch):
    partner = make.partner(make.entry())
    Writer.objects.create(entry=partner.entry, partner=partner, email="kirjoittaja@example.org")


def the_log_tells_how_each_entry_came_to_its_state(monkeypatch):
    change(make.entry(state=State.SUBMITTED), state=State.ACCEPTED)


def the_log_tells_how_each_partner_came_to_its_state(monkeypatch):
    change(make.partner(make.entry(), state=PartnerState.LEFT), state=PartnerState.DECLINED)


def the_log_tells_how_each_decision_was_released(monkeypatch):
    decision = make.decision(make.entry(state=State.ACCEPTED), Decision.Outcome.NOT_SELECTED)
    change(decision, state="released", released_at=timezone.now())


def every_move_in_the_log_is_one_that_the_table_allows(monkeypatch):
    make.entry(state=State.ACCEPTED)
    change(ModelLogEntry.objects.first(), data={"from": "declined", "to": "accepted"})


def people_named_in_the_log_still_have_their_row(monkeypatch):
    make.entry(state=State.SUBMITTED)
    change(ModelLogEntry.objects.first(), user_id=404)


def totals_are_the_weighted_means_of_the_levels_to_the_last_digit(monkeypatch):
    change(scored()[1], total=50_000_001)


def final_ballots_answer_something_and_whatever_is_required(monkeypatch):
    ballot = scored()[1]
    ballot.scores.all().delete()
    change(ballot, total=None, answered_weight=0)


def scores_are_answers_to_criteria_of_the_round_and_of_the_entrys_kind(monkeypatch):
    entry, ballot = scored()
    foreign = make.criterion(make.judging_round(entry.campaign))
    Score.objects.create(ballot=ballot, criterion=foreign, level=9)


def nobody_judges_what_they_are_recused_from(monkeypatch):
    entry, ballot = scored()
    Recusal.objects.create(juror=ballot.assignment.juror, entry=entry, reason="Sukulainen", is_declared=True)


def count_everything(monkeypatch):
    """With other code, what the promises asked before says nothing."""
    monkeypatch.setattr(BallotQuerySet, "counted", BallotQuerySet.all)
    monkeypatch.setattr(invariants, "_asked_in_vain", {})


def no_ballot_counts_from_somebody_involved_when_they_gave_it(monkeypatch):
    count_everything(monkeypatch)
    entry, ballot = scored()
    person = ballot.assignment.juror.user
    Representative.objects.create(user=person, organisation=entry.organisation, role="owner")
    change(ballot, saved_at=timezone.now())


def a_lifted_recusal_says_why_and_a_standing_one_does_not(monkeypatch):
    entry, ballot = scored()
    Recusal.objects.create(
        juror=ballot.assignment.juror, entry=entry, reason="Sukulainen", lifted_at=timezone.now()
    )


def practice_never_counts(monkeypatch):
    count_everything(monkeypatch)
    ballot = scored()[1]
    change(ballot.assignment.juror.panel.round, is_calibration=True)


def only_who_accepted_has_entries(monkeypatch):
    entry = make.entry(state=State.ACCEPTED)
    make.assignment(make.juror(make.panel(entry.campaign), state="invited"), entry)


def nobody_has_an_entry_of_an_organisation_they_named(monkeypatch):
    entry, ballot = scored()
    Tie.objects.create(juror=ballot.assignment.juror, organisation=entry.organisation, reason="Hallitus")


def entries_pass_rounds_of_their_own_campaign_that_count(monkeypatch):
    this = make.judging_round(make.campaign())
    Passage.objects.create(round=this, entry=make.entry(state=State.ACCEPTED))


def the_log_tells_how_each_seat_came_to_its_state(monkeypatch):
    change(make.juror(make.panel(make.campaign()), state="invited"), state="declined")


def jurors_judge_entries_of_their_own_campaign(monkeypatch):
    make.assignment(make.juror(make.panel(make.campaign())), make.entry(state=State.ACCEPTED))


def rules_of_assignment_are_about_jurors_and_entries_of_one_panel(monkeypatch):
    panel = make.panel(make.campaign())
    make.apart(make.juror(panel), make.juror(make.panel(panel.campaign)))


def a_ballot_is_about_a_submission_of_its_entry(monkeypatch):
    change(scored()[1], submission=make.entry(state=State.SUBMITTED).submissions.get())


def a_ballot_says_of_round_entry_and_juror_what_its_assignment_says(monkeypatch):
    entry, ballot = scored()
    change(ballot, entry=make.entry(campaign=entry.campaign))


def meetings_talk_of_entries_of_their_own_campaign(monkeypatch):
    make.meeting_note(make.judging_round(make.campaign()), make.entry(state=State.ACCEPTED))


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


def what_was_erased_from_a_submission_is_marked_and_gone(monkeypatch):
    change(make.entry(state=State.SUBMITTED).submissions.get(), redacted=["contact"])


def each_submission_has_one_receipt_per_address(monkeypatch):
    make.entry(state=State.SUBMITTED)
    Letter.objects.all().delete()


def no_letter_tells_a_decision_before_its_release(monkeypatch):
    decision = make.decision(make.entry(state=State.ACCEPTED))
    make.letter(key=f"decision:{decision.pk}:maija.malli@example.org")


def letters_of_rehearsals_never_leave(monkeypatch):
    make.letter(captured_for="harjoitus", tries=1)


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
    assert invariants.check() == []  # so that every promise has been asked about in vain before
    globals()[promise.__name__](monkeypatch)

    sentences = [line.split(":")[0] for line in invariants.check()]

    assert promise.__name__.replace("_", " ") in sentences
