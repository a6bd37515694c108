"""What a juror writes beside the levels, and who reads it: themselves, the jury, the submitter."""

import json
from datetime import timedelta

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaign.models import Campaign
from judging import actions, seats
from judging.announcement import announcement, digest, previews
from judging.models import Ballot, Round
from people import personal_data
from people.models import Letter
from tests import make
from tests.addresses import english
from tests.judging.test_juror_screens import LIST, score, sent

SAID = {"notes": "KANARIANOTES", "comment": "KANARIACOMMENT", "feedback": "KANARIAFEEDBACK"}


@pytest.fixture
def author(db):
    return make.user(language="en")


@pytest.fixture
def entry(campaign, author):
    return make.entry(state="accepted", campaign=campaign, author=author)


@pytest.fixture
def said(evening, assignment):
    """The juror has scored and said everything; the round lets the others see what it can."""
    Round.objects.update(sees_ballots="always", sees_comments="always")
    evening.post(score(assignment), sent(assignment, 2, 3, is_final="on", **SAID))
    return assignment


def found_in(text: str) -> list[str]:
    return [name for name, word in SAID.items() if word in text]


def read_by(client, person, *addresses) -> list[str]:
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return found_in("".join(client.get(address).content.decode() for address in addresses))


def test_the_three_texts_are_kept_apart(said):
    ballot = Ballot.objects.get()
    assert {name: getattr(ballot, name) for name in SAID} == SAID


def test_their_writer_reads_all_of_it_again(said, evening):
    assert found_in(evening.get(score(said)).content.decode()) == ["notes", "comment", "feedback"]


def test_other_jurors_of_the_entry_read_the_comment_alone(said, client):
    other = make.assignment(make.juror(said.juror.panel), said.entry)
    make.ballot(other, 1, 1)
    assert read_by(client, other.juror.user, LIST, score(other)) == ["comment"]


def test_the_jury_office_reads_what_it_must_answer_for_and_never_the_notes(said, client, office):
    panel, campaign = said.juror.panel, said.entry.campaign
    make.decision(said.entry)
    addresses = [
        "/admin/",
        f"{LIST}entries/{said.entry_id}/",
        f"{LIST}jurors/{panel.pk}/",
        f"{LIST}assignments/{panel.pk}/",
        f"{LIST}assignments/{panel.pk}/plan.csv",
        f"{LIST}ranking/{campaign.slug}/",
        f"{LIST}decisions/{campaign.slug}/",
        f"{LIST}decisions/{campaign.slug}/release/",
        f"/admin/judging/rounds/history/{panel.round_id}/",
        "/admin/reports/site-history/",
    ]
    assert read_by(client, office, *addresses) == ["comment", "feedback"]


def test_the_log_holds_none_of_it(said, office):
    seats.withdraw(said.juror, by=office)
    kept = json.dumps([entry.data for entry in ModelLogEntry.objects.all()], cls=DjangoJSONEncoder)
    labels = " ".join(ModelLogEntry.objects.values_list("label", flat=True))
    assert found_in(kept + labels) == []


def test_a_jurors_own_data_has_the_notes_and_nobody_elses_view_of_it(said):
    person, officer = said.juror.user, make.user(role="Data protection officer")

    def told(reader):
        return found_in(json.dumps(personal_data.record(person, reader=reader), cls=DjangoJSONEncoder))

    assert (told(person), told(officer)) == (["notes", "comment", "feedback"], ["comment", "feedback"])


def test_my_data_marks_the_notes_as_ones_own(said, evening):
    text = evening.get(english("my_data")).content.decode()
    assert ("KANARIANOTES" in text, "Yours alone: nobody else reads this." in text) == (True, True)


# --- feedback -----------------------------------------------------------------------------------
def letters_of(kind) -> set[str]:
    return set(Letter.objects.filter(kind=kind).values_list("body", flat=True))


@pytest.mark.parametrize("outcome", ["selected", "not_selected"])
def test_feedback_reaches_the_submitter_with_the_decision_and_not_before(outcome, said, author, client):
    actions.decide(said.entry, outcome, "Perusteet", by=None)
    status = english("pledges:entry_status", said.entry.uuid)
    before = (found_in("".join(letters_of(f"decision_{outcome}"))), read_by(client, author, status))
    Campaign.objects.update(announces_at=timezone.now() - timedelta(minutes=1))
    actions.release(Campaign.objects.get(), by=None)
    told = letters_of(f"decision_{outcome}")
    assert (before, {tuple(found_in(body)) for body in told}) == (([], []), {("feedback",)})


def test_only_feedback_of_ballots_that_count_goes_out_and_in_no_order_of_jurors(panel, entry, office):
    texts = ["Toiseksi", "Ensiksi", "KESKEN", "ESTYNYT", ""]
    given = [make.assignment(make.juror(panel), entry) for _ in texts]
    for assignment, text in zip(given, texts, strict=True):
        make.ballot(assignment, 2, 2, final=text != "KESKEN", feedback=text)
    seats.withdraw(given[3].juror, by=office)
    practice = make.panel(entry.campaign, is_calibration=True)
    make.ballot(make.assignment(make.juror(practice), entry), 1, 1, feedback="HARJOITUS")
    make.decision(entry)
    ((_decision, letters, _is_hidden),) = previews(
        announcement(entry.campaign, viewer=office).waiting, viewer=office
    )
    words = [
        [word for word in ("Ensiksi", "Toiseksi", "KESKEN", "ESTYNYT", "HARJOITUS") if word in letter.body]
        for letter in letters
    ]
    assert words == [["Ensiksi", "Toiseksi"]] * len(letters)
    assert letters[0].body.index("Ensiksi") < letters[0].body.index("Toiseksi")


def test_feedback_that_changes_after_the_office_looked_must_be_looked_at_again(assignment, office):
    make.decision(assignment.entry)
    ballot = make.ballot(assignment, 2, 2, feedback="Hyvä")
    seen = digest(assignment.entry.campaign, viewer=office)
    Ballot.objects.update(notes="Vain minulle")
    unchanged = digest(assignment.entry.campaign, viewer=office) == seen
    Ballot.objects.filter(pk=ballot.pk).update(feedback="Huono")
    assert (unchanged, digest(assignment.entry.campaign, viewer=office) == seen) == (True, False)


@pytest.mark.parametrize(
    ("sight", "words"),
    [
        ("never", "Only the jury office reads it."),
        ("after_own", "Once your ballot is final, so do other jurors of this entry who have given theirs"),
        ("always", "and so do the other jurors of this entry once your ballot is final"),
    ],
)
def test_beside_the_comment_stands_who_will_read_it(sight, words, evening, assignment):
    Round.objects.update(sees_comments=sight)
    assert words in evening.get(score(assignment)).content.decode()
