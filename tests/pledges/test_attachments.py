"""Files attached to entries: adding, limits, how they go, and what is said of them when they were sent."""

import os
import time
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from people import privacy
from people.files import keeping
from pledges import actions, attachments, desk
from pledges.models import Attachment
from pledges.receipt import received
from tests import files, make
from tests.pictures import encoded
from tests.pledges.file_makers import add, add_picture
from tests.staff import client_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("in_english", "nothing_kept"),
]


@pytest.fixture
def author():
    return make.user("maija@example.org")


@pytest.fixture
def call():
    return make.campaign(attachments_most=2, attachment_kinds=["pdf", "picture"])


@pytest.fixture
def entry(author, call):
    return make.entry(author=author, campaign=call)


def refusal(entry, author, name="a.pdf", content=None, **more) -> str:
    with pytest.raises(ValidationError) as refused:
        add(entry, author, name, content, **more)
    return refused.value.code


# --- adding -------------------------------------------------------------------------------------
def test_an_attachment_keeps_what_the_file_is_and_nothing_that_was_said_of_it(entry, author):
    added = add(entry, author, "../Suunni\u202etelma.PDF")
    with keeping.read(added.file) as file:
        content = file.read()
    assert (added.name, added.type, added.size, added.is_public, added.added_by) == (
        *("Suunnitelma.pdf", "pdf", len(content), False),
        author,
    )
    assert files.all_kept() == [added.file]


def test_an_answer_is_as_public_as_its_question(entry, author):
    for audience, is_public in (("public", True), ("jury", False), ("staff", False)):
        question = make.question(entry.campaign, type="file", audience=audience)
        assert add(entry, author, question=question).is_public is is_public


def test_a_new_answer_takes_the_place_of_the_old_one(entry, author):
    question = make.question(entry.campaign, type="file")
    add(entry, author, "vanha.pdf", question=question)
    new = add(entry, author, "uusi.pdf", question=question)
    assert (list(Attachment.objects.all()), files.all_kept()) == ([new], [new.file])


def test_only_so_many_files_and_only_of_the_kinds_that_the_campaign_takes(entry, author):
    assert refusal(entry, author, "a.docx", files.office()) == "unknown"
    add(entry, author)
    add(entry, author)
    assert refusal(entry, author) == "too_many"
    assert len(files.all_kept()) == 2


def test_what_is_one_too_many_is_not_even_read(author):
    entry = make.entry(author=author, campaign=make.campaign(attachments_most=0))
    content, started = encoded("PNG", size=(6000, 6000)), time.process_time()
    for _ in range(20):
        assert refusal(entry, author, "a.png", content) == "too_many"
    assert time.process_time() - started < 5


def test_a_campaign_may_take_none(author):
    entry = make.entry(author=author)
    assert refusal(entry, author) == "too_many"
    assert add(entry, author, question=make.question(entry.campaign, type="file")).name == "a.pdf"


def test_a_file_over_the_campaigns_limit_is_refused_unread(entry, author, call):
    call.attachment_megabytes = 1
    call.save()
    entry.refresh_from_db()
    assert refusal(entry, author, content=bytes(1024 * 1024 + 1)) == "too_large"


def test_what_one_person_keeps_here_has_an_end(author, monkeypatch):
    """checks.md I07"""
    monkeypatch.setattr(attachments, "MOST_MEGABYTES_A_PERSON", 1)
    content = files.office(**{"word/a.bin": os.urandom(600_000)})
    first, other = (
        make.entry(author=author, campaign=make.campaign(attachments_most=2, attachment_kinds=["office"]))
        for _ in range(2)
    )
    add(first, author, "a.docx", content=content)
    assert refusal(other, author, "a.docx", content=content) == "quota"
    assert len(files.all_kept()) == 1


@pytest.mark.parametrize("state", ["submitted", "accepted", "withdrawn"])
def test_nothing_is_added_to_what_was_sent(author, call, state):
    entry = make.entry(author=author, campaign=call, state=state)
    with pytest.raises(PermissionDenied):
        add(entry, author)
    assert files.all_kept() == []


def test_strangers_neither_add_nor_change_nor_remove(entry, author):
    added, stranger = add(entry, author), make.user()
    for attempt in (
        lambda: add(entry, stranger),
        lambda: attachments.change(entry, {added.pk: {"is_public": True}}, by=stranger),
        lambda: attachments.remove(entry, [added.pk], by=stranger),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert (Attachment.objects.get().is_public, files.all_kept()) == (False, [added.file])


def test_a_frozen_answer_stays(entry, author):
    question = make.question(entry.campaign, type="file")
    added = add(entry, author, question=question)
    question.frozen_after = timezone.now() - timedelta(seconds=1)
    question.save()
    with pytest.raises(PermissionDenied):
        attachments.remove(entry, [added.pk], by=author)
    with pytest.raises(PermissionDenied):
        add(entry, author, question=question)
    assert files.all_kept() == [added.file]


def test_files_of_other_entries_are_out_of_reach(entry, author):
    """checks.md Z17"""
    foreign = make.entry(author=author, campaign=entry.campaign)
    added = add(foreign, author)
    attachments.change(entry, {added.pk: {"is_public": True}}, by=author)
    attachments.remove(entry, [added.pk], by=author)
    assert (Attachment.objects.get().is_public, files.all_kept()) == (False, [added.file])


# --- going --------------------------------------------------------------------------------------
def test_a_file_goes_once_its_row_is_gone_for_good_and_not_before(entry, author):
    added = add(entry, author)
    with transaction.atomic():
        attachments.remove(entry, [added.pk], by=author)
        assert files.all_kept() == [added.file]
        transaction.set_rollback(True)
    assert (Attachment.objects.count(), files.all_kept()) == (1, [added.file])
    attachments.remove(entry, [added.pk], by=author)
    assert files.all_kept() == []


def test_taking_back_a_draft_takes_its_files_along(entry, author):
    add(entry, author)
    actions.withdraw(entry, by=author)
    assert (Attachment.objects.count(), files.all_kept()) == (0, [])


def test_forgetting_a_person_deletes_what_they_gave_of_persons(entry, author):
    personal = make.question(entry.campaign, type="file", audience="staff", is_personal=True)
    add(entry, author, question=personal)
    stays = add(entry, author)
    privacy.forget(author, by=None)
    assert (list(Attachment.objects.all()), files.all_kept()) == ([stays], [stays.file])


# --- what was sent ------------------------------------------------------------------------------
def test_the_receipt_names_the_files_and_their_fingerprints(entry, author):
    question = make.question(entry.campaign, type="file", slug="budjetti", label=make.words("Budjetti?"))
    answer = add(entry, author, "budjetti.pdf", question=question)
    picture = add_picture(entry, author, is_public=True, alt="Kartta")
    content = actions.submit(entry, by=author).content
    assert content["attachments"] == [
        {
            **{"question": "", "name": "kuva.jpg", "type": "jpg", "size": picture.size},
            **{"digest": picture.digest, "alt": "Kartta", "is_public": True},
        },
        {
            **{"question": "budjetti", "name": "budjetti.pdf", "type": "pdf", "size": answer.size},
            **{"digest": answer.digest, "alt": "", "is_public": True},
        },
    ]
    rows = dict(received(content, entry.campaign))
    assert rows["Attachment"].split("\n") == [
        f"kuva.jpg (JPG, {picture.size}\xa0bytes)",
        "Kartta",
        "May be shown to everybody.",
    ]
    assert rows["Budjetti?"].split("\n")[0] == f"budjetti.pdf (PDF, {answer.size}\xa0bytes)"


def test_a_screener_sees_that_a_file_was_exchanged(entry, author):
    first = add(entry, author, "a.pdf")
    actions.submit(entry, by=author)
    actions.return_for_changes(entry, "Uusi tiedosto", by=None)
    attachments.remove(entry, [first.pk], by=author)
    add(entry, author, "a.pdf", files.pdf().replace(b"/MediaBox", b"/Rotate 90/MediaBox"))
    actions.submit(entry, by=author)
    [change] = desk.sheet(entry)["changes"]
    assert (change.field, change.before.split(" (")[0], change.now.split(" (")[0]) == (
        *("Attachment", "a.pdf", "a.pdf"),
    )


def test_the_desk_leads_to_the_file(entry, author):
    added = add(entry, author)
    actions.submit(entry, by=author)
    page = client_of("Screener").get(reverse("entries:entry", args=[entry.pk])).content.decode()
    assert reverse("entries:attachment", args=[entry.pk, added.pk]) in page
