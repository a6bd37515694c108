"""The letters of judging, as their readers get them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from judging import actions, seats
from judging.models import Decision
from people.models import Letter
from tests import make

SITE = "http://localhost:8000"
STARTS = make.moment("2031-10-20 05:00:00")
ENDS = make.moment("2031-11-20 21:59:00")


def letter(kind) -> tuple[str, str]:
    found = Letter.objects.get(kind=kind)
    return found.subject, found.body


@pytest.fixture
def jury(campaign):
    return make.panel(campaign, scoring_starts_at=STARTS, scoring_ends_at=ENDS)


def test_a_juror_is_invited_with_a_link_to_answer(jury):
    juror = seats.invite(jury, make.user("raati@example.org", language="en").email, by=None)
    assert letter("juror_invited") == (
        "An invitation to the jury of Partnership campaign",
        "You are invited to the jury of Partnership campaign: the panel “Jury” in the round “Scoring”.\n\n"
        "Jurors score from Monday 20 October 2031 at 08:00 (Finnish time, EEST) until Thursday 20 November "
        "2031 at 23:59 (Finnish time, EET) the entries that the jury office gives them.\n\n"
        "Please say here whether you take part, how many entries you can score and in which languages. "
        "Sign in with this e-mail address; you get a code by e-mail and need no password.\n"
        f"{SITE}/admin/judging/invitation/{juror.pk}/\n\n"
        "You see no entries before you have accepted. Before the first one you will be asked which of the "
        "organisations that take part you are involved with; their entries are then not given to you.",
    )


def test_a_juror_is_told_that_entries_wait(jury, entry):
    actions.assign(make.juror(jury, make.user(role="Juror", language="en")), entry, by=None)
    assert letter("ballots_ready") == (
        "Entries wait for your scores: Partnership campaign",
        "The jury office has given you entries to score in the jury “Jury” of Partnership campaign.\n\n"
        "You can save drafts and change your scores until scoring ends on Thursday 20 November 2031 at "
        f"23:59 (Finnish time, EET).\n\nYour entries:\n{SITE}/admin/judging/",
    )


def test_another_day_brings_another_letter(jury, campaign, entry, time_machine):
    juror = make.juror(jury)
    actions.assign(juror, entry, by=None)
    time_machine.move_to(timezone.now() + timedelta(days=1))
    actions.assign(juror, make.entry(state="accepted", campaign=campaign), by=None)
    assert Letter.objects.filter(kind="ballots_ready").count() == 2


@pytest.fixture
def told(db):
    """An entry in English with a decision that has been released, and an award."""

    def release(outcome):
        campaign = make.campaign(**make.announced())
        entry = make.entry(state="accepted", campaign=campaign, language="en", title="Jobs <& homes>")
        actions.decide(entry, outcome, "Clear aim.\n\nGood means.", by=None)
        if outcome == Decision.Outcome.SELECTED:
            actions.award(entry, make.words("Palkinto", en="Prize"), make.words("Rohkea", en="Bold"), by=None)
        actions.release(campaign, by=None)
        return entry.reference, f"{SITE}/en/my-entries/{entry.uuid}/"

    return release


def test_a_selected_entry_is_congratulated_with_the_grounds(told):
    reference, link = told(Decision.Outcome.SELECTED)
    assert letter("decision_selected") == (
        f"Your entry {reference} enters the partnership programme",
        "Congratulations! The entry “Jobs <& homes>” has been selected for the partnership programme of "
        "Partnership campaign.\n\nGrounds for the decision:\nClear aim.\n\nGood means.\n\n"
        f"Your entry and what happens next:\n{link}",
    )


def test_an_entry_that_is_not_selected_is_thanked_with_the_grounds(told):
    reference, link = told(Decision.Outcome.NOT_SELECTED)
    assert letter("decision_not_selected") == (
        f"Decision on your entry {reference}",
        "Thank you for the entry “Jobs <& homes>” in Partnership campaign. This time it was not selected "
        "for the partnership programme.\n\nGrounds for the decision:\nClear aim.\n\nGood means.\n\n"
        f"Your entry:\n{link}",
    )


def test_an_award_is_told_with_its_name_and_grounds(told):
    reference, link = told(Decision.Outcome.SELECTED)
    assert letter("award") == (
        f"An award for your entry {reference}",
        "Congratulations! The entry “Jobs <& homes>” receives the award “Prize” in Partnership campaign.\n\n"
        f"Grounds for the award:\nBold\n\nYour entry:\n{link}",
    )
