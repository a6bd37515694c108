"""What one reads of oneself in entries, and of nobody else once one no longer acts for their organisation."""

import json

import pytest

from people import representation
from people.models import Representative
from pledges import actions
from pledges.models import Answer, Entry
from tests import make
from tests.addresses import english

pytestmark = pytest.mark.django_db


@pytest.fixture
def maija():
    return make.user("maija@example.org")


@pytest.fixture
def club(maija):
    """Others are its main representatives, so that Maija can be removed."""
    made = make.organisation(people=[make.user()], name=make.words("Uimaseura"))
    made.representatives.create(user=maija)
    return made


@pytest.fixture
def entry(maija, club):
    call = make.campaign(title=make.words("Kampanja"), attachments_most=1)
    make.question(call, label=make.words("Allergiat"), audience="staff", is_personal=True)
    make.question(call, label=make.words("Mitä uutta?"), audience="staff")
    written = make.entry(author=maija, organisation=club, campaign=call, title="Ennen")
    for question in call.questions.all():
        Answer.objects.create(entry=written, question=question, text=f"Ennen: {question}")
    make.attachment(written, name="oma.pdf", added_by=maija)
    return written


def leave(maija):
    representation.remove(Representative.objects.get(user=maija), by=None)


def send(entry):
    actions.submit(entry, by=entry.organisation.people.first())


def write_on(entry):
    """What others do with it afterwards, up to sending it in."""
    Answer.objects.filter(entry=entry).update(text="Jälkeen: Liisa")
    Entry.objects.filter(pk=entry.pk).update(title="Jälkeen")
    entry.refresh_from_db()
    if entry.state != "draft":
        make.move(entry, "returned", by=None)
    send(entry)


def held(client, maija) -> dict:
    """The three sections about entries, as they are taken along."""
    client.force_login(maija)
    taken = json.loads(client.get(english("download_my_data")).content)
    entries = [(row["reference"], row["title"], row["state"], row["written"]) for row in taken["entries"]]
    answers = [tuple(row.values()) for row in taken["answers"]]
    files = [(row["name"], row["entry"]) for row in taken["attachments"]]
    assert "Jälkeen" not in client.get(english("my_data")).text
    return {"entries": entries, "answers": answers, "files": files}


def test_whoever_acts_for_the_organisation_reads_what_they_wrote(client, maija, entry):
    assert held(client, maija) == {
        "entries": [("", "Ennen", "Draft", "Yes")],
        "answers": [(str(entry), "Allergiat", "Ennen: Allergiat")],
        "files": [("oma.pdf", str(entry))],
    }


def test_a_removed_colleague_reads_nothing_that_others_write_in_their_draft(client, maija, entry):
    leave(maija)
    before = held(client, maija)
    write_on(entry)

    assert before == {"entries": [("", "", "", "Yes")], "answers": [], "files": [("oma.pdf", "")]}
    assert held(client, maija) == {
        "entries": [(entry.reference, "", "", "Yes")],
        "answers": [],
        "files": [("oma.pdf", entry.reference)],
    }


def test_what_was_sent_in_while_they_acted_for_it_stays_theirs_to_read(client, maija, entry):
    send(entry)
    leave(maija)
    write_on(entry)

    assert held(client, maija) == {
        "entries": [(entry.reference, "Ennen", "", "Yes")],
        "answers": [(f"{entry.reference} Ennen", "Allergiat", "Ennen: Allergiat")],
        "files": [("oma.pdf", entry.reference)],
    }


def test_whoever_was_the_contact_person_once_reads_what_named_them(client, maija, entry):
    Entry.objects.filter(pk=entry.pk).update(contact_email="Liisa@example.org")
    entry.refresh_from_db()
    send(entry)
    Entry.objects.filter(pk=entry.pk).update(contact_email="muu@example.org")
    write_on(entry)

    assert held(client, make.user("liisa@example.org")) == {
        "entries": [(entry.reference, "Ennen", "", "No")],
        "answers": [],
        "files": [],
    }
