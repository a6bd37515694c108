"""What entries forget of a person, and how what was received still proves itself."""

import pytest

from people.personal_data import record
from people.privacy import forget
from pledges.models import Answer, Entry, Submission
from pledges.receipt import received
from pledges.versions import changes
from tests import make
from tests.addresses import english

pytestmark = pytest.mark.django_db

MAIJA = {"contact_name": "Maija Malli", "contact_email": "Maija@Example.org", "contact_phone": "040 1234567"}


@pytest.fixture
def maija():
    return make.user("maija@example.org", first_name="Maija", last_name="Malli")


@pytest.fixture
def campaign():
    call = make.campaign()
    make.question(call, slug="allergiat", label=make.words("Allergiat"), audience="staff", is_personal=True)
    make.question(call, slug="uutta", label=make.words("Mitä uutta?"))
    return call


def sent(campaign, **fields) -> Entry:
    entry = make.entry(campaign=campaign, **fields)
    for question in campaign.questions.all():
        Answer.objects.create(entry=entry, question=question, text=f"{question.slug}!")
    make.submission(entry)
    return entry


def held(entry) -> dict:
    content = entry.submissions.last().content
    return {"contact": content["contact"]["email"], **content["answers"]}


def test_a_contact_person_goes_from_what_was_received_with_the_answers_about_people(maija, campaign):
    entry = sent(campaign, **MAIJA)
    before = entry.submissions.get()

    forget(maija, by=None)

    after = entry.submissions.get()
    assert held(entry) == {"contact": "", "uutta": "uutta!"}
    assert list(entry.answers.values_list("text", flat=True)) == ["", "uutta!"]
    assert (after.redacted, after.redacted_at is not None) == (["answers.allergiat", "contact"], True)
    # Whoever kept what was sent proves it by the fingerprint, which is still that of the whole.
    assert (after.digest, Submission.fingerprint(before.content)) == (before.digest, before.digest)


def test_whoever_wrote_an_entry_takes_the_answers_along_and_leaves_its_contact_person(maija, campaign):
    entry = sent(campaign, author=maija, contact_email="liisa@example.org")

    forget(maija, by=None)

    assert held(entry) == {"contact": "liisa@example.org", "uutta": "uutta!"}
    assert entry.submissions.get().redacted == ["answers.allergiat"]


def test_an_earlier_contact_person_goes_from_the_submission_that_named_them_alone(maija, campaign):
    entry = sent(campaign, **MAIJA)
    make.move(entry, "returned", by=None)
    Entry.objects.filter(pk=entry.pk).update(contact_name="Liisa", contact_email="liisa@example.org")
    entry.refresh_from_db()
    make.submission(entry)

    assert record(maija)["entries"][0]["contact"] == "Maija Malli, Maija@Example.org, 040 1234567"
    forget(maija, by=None)

    contacts = [one.content["contact"]["email"] for one in entry.submissions.all()]
    assert (contacts, Entry.objects.get().contact_email) == (["", "liisa@example.org"], "liisa@example.org")


def test_other_entries_stay_as_they_were(maija, campaign):
    other = sent(campaign)
    before = held(other)

    forget(maija, by=None)

    assert (held(other), other.submissions.get().redacted) == (before, [])


def test_the_receipt_says_what_was_erased(maija, campaign, client):
    colleague = make.user()
    club = make.organisation(people=[colleague])
    entry = sent(campaign, organisation=club, **MAIJA)
    forget(maija, by=None)
    submission = entry.submissions.get()

    rows = dict(received(submission.content, campaign, submission.redacted))
    assert [rows[label] for label in ("Contact person", "Allergiat", "Mitä uutta?")] == [
        "Erased",
        "Erased",
        "uutta!",
    ]
    client.force_login(colleague)
    page = client.get(english("pledges:entry_status", entry.uuid)).text
    assert ("Personal data was erased from it on" in page, "Maija" in page) == (True, False)


def test_an_erasure_is_no_change_that_the_submitter_made(maija, campaign):
    entry = sent(campaign, **MAIJA)
    make.move(entry, "returned", by=None)
    Entry.objects.filter(pk=entry.pk).update(contact_email="liisa@example.org")
    entry.refresh_from_db()
    make.submission(entry)
    forget(maija, by=None)

    assert [change.field for change in changes(*entry.submissions.all(), campaign)] == []


def test_files_about_people_go_as_well_whoever_added_them(maija, campaign):
    question = campaign.questions.get(slug="allergiat")
    entry = make.entry(campaign=campaign, **MAIJA)
    make.attachment(entry, question=question, added_by=make.user())
    make.attachment(entry)
    make.submission(entry)

    forget(maija, by=None)

    assert list(entry.attachments.values_list("question", flat=True)) == [None]
    assert [file["question"] for file in entry.submissions.get().content["attachments"]] == [""]
