"""Who gets the files of an entry: every door asks each time, and lets out a download and nothing else."""

from dataclasses import asdict

import pytest
from django.urls import reverse

from judging import seats
from judging.reading import record_for_jury
from people.models import Purpose
from pledges import actions, attachments, desk
from pledges.completeness import gaps
from pledges.models import Attachment, Entry
from pledges.open_data import public_record
from tests import files, make, make_pages
from tests.pledges.file_makers import add, add_picture

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("in_english", "nothing_kept"),
]


@pytest.fixture
def author():
    return make.user("maija@example.org")


@pytest.fixture
def call():
    campaign = make.campaign(attachments_most=2, attachment_kinds=["pdf", "picture"])
    make_pages.campaign_pages(campaign)
    return campaign


@pytest.fixture
def entry(author, call):
    return make.entry(author=author, campaign=call)


def published(author, call, *purposes):
    """An accepted entry with a public file of every audience, and a free one, permitted to be shown."""
    entry = make.entry(author=author, campaign=call)
    for purpose in (Purpose.PUBLISH_TEXT, *purposes):
        make.permission(entry, purpose, by=author)
    Attachment.objects.filter(pk=add(entry, author).pk).update(is_public=True)
    actions.submit(entry, by=author)
    return actions.accept(entry, by=None)


def public_address(entry) -> str:
    return reverse("entry_attachment", args=[entry.reference, entry.attachments.first().pk])


def status(client, address) -> int:
    """Where an address of a file ends: 404 is told in some language of the site."""
    response = client.get(address, follow=True)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def names(shown) -> list[str]:
    return [file.name for file in shown]


def test_who_sees_which_file(author, call):
    entry = make.entry(author=author, campaign=call)
    for purpose in (Purpose.PUBLISH_TEXT, Purpose.PUBLISH_IMAGE):
        make.permission(entry, purpose, by=author)
    for audience in ("public", "jury", "staff"):
        question = make.question(call, type="file", audience=audience, label=make.words("Mikä?"))
        add(entry, author, f"{audience}.pdf", question=question)
    person = make.question(call, type="file", audience="jury", is_personal=True)
    add(entry, author, "person.pdf", question=person)
    add(entry, author, "own.pdf")
    add_picture(entry, author, is_public=True, alt="Kartta", name="map.jpg")
    actions.submit(entry, by=author)
    actions.accept(entry, by=None)
    read = Entry.objects.public().for_reading().get()

    assert names(public_record(read).attachments) == ["map.jpg", "public.pdf"]
    assert names(record_for_jury(read, blind=False).attachments) == [
        *("own.pdf", "map.jpg", "public.pdf", "jury.pdf")
    ]
    assert names(record_for_jury(read, blind=True).attachments) == []
    assert names(desk.sheet(read)["attachments"]) == [
        *("own.pdf", "map.jpg", "public.pdf", "jury.pdf", "staff.pdf", "person.pdf")
    ]
    assert asdict(public_record(read).attachments[0]) | {"pk": 0, "size": 0} == {
        **{
            "pk": 0,
            "name": "map.jpg",
            "type": "JPG",
            "size": 0,
            "alt": "Kartta",
            "question": "",
            "heading": "",
            "is_public": True,
        }
    }


@pytest.mark.parametrize(
    ("said", "purposes", "is_shown"),
    [
        ({"is_public": True, "alt": "Kartta"}, [Purpose.PUBLISH_IMAGE], True),
        ({"is_public": True, "alt": "Kartta"}, [], False),
        ({"is_public": True, "alt": ""}, [Purpose.PUBLISH_IMAGE], False),
        ({"is_public": False, "alt": "Kartta"}, [Purpose.PUBLISH_IMAGE], False),
    ],
)
def test_a_picture_is_public_only_described_and_with_permission_for_pictures(
    author, call, said, purposes, is_shown
):
    entry = make.entry(author=author, campaign=call)
    for purpose in (Purpose.PUBLISH_TEXT, *purposes):
        make.permission(entry, purpose, by=author)
    picture = add_picture(entry, author, **said)
    make.submission(entry, by=author)
    actions.accept(entry, by=None)
    record = public_record(Entry.objects.public().for_reading().get())
    assert [file.pk for file in record.attachments] == ([picture.pk] if is_shown else [])


def test_a_public_picture_must_be_described_before_sending(entry, author):
    picture = add_picture(entry, author, is_public=True)
    [gap] = gaps(entry)
    assert (gap.step, gap.field, gap.message) == (
        *("details", f"attachment_{picture.pk}_alt"),
        "Describe “kuva.jpg” for those who cannot see it.",
    )


def test_a_question_for_a_file_wants_one(entry, author):
    question = make.question(entry.campaign, type="file", required=True, label=make.words("Budjetti?"))
    assert [gap.message for gap in gaps(entry)] == ["Answer the question “Budjetti?”."]
    add(entry, author, question=question)
    assert gaps(entry) == []


def test_withdrawing_the_permission_shuts_the_public_door_at_once(author, call, client):
    """checks.md V01"""
    entry = published(author, call)
    assert status(client, public_address(entry)) == 200
    actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=author)
    assert status(client, public_address(entry)) == 404


def test_every_door_asks_each_time(author, call, client):
    """checks.md Z05"""
    entry = published(author, call)
    file = entry.attachments.get().pk
    other = published(author, call)
    juror = make.juror(make.panel(call))
    blind = make.juror(make.panel(call, is_blind=True))
    own, hidden = make.assignment(juror, entry), make.assignment(blind, entry)
    doors = {
        "own": (author, reverse("pledges:attachment", args=[entry.uuid, file])),
        "juror": (juror.user, reverse("judging:attachment", args=[own.pk, file])),
        "screener": (make.user(role="Screener"), reverse("entries:attachment", args=[entry.pk, file])),
    }
    for person, address in doors.values():
        client.force_login(person)
        assert status(client, address) == 200
    shut = {
        "other entry": (author, reverse("pledges:attachment", args=[other.uuid, file])),
        "stranger": (make.user(), doors["own"][1]),
        "blind juror": (blind.user, reverse("judging:attachment", args=[hidden.pk, file])),
        "other juror": (blind.user, doors["juror"][1]),
        "staff by another entry": (
            make.user(role="Screener"),
            reverse("entries:attachment", args=[other.pk, file]),
        ),
        "public by another reference": (author, reverse("entry_attachment", args=[other.reference, file])),
    }
    for person, address in shut.values():
        client.force_login(person)
        assert status(client, address) == 404


def test_a_juror_who_is_recused_gets_no_file_any_more(author, call, client):
    """checks.md Z05"""
    entry = published(author, call)
    juror = make.juror(make.panel(call))
    address = reverse(
        "judging:attachment", args=[make.assignment(juror, entry).pk, entry.attachments.get().pk]
    )
    client.force_login(juror.user)
    assert status(client, address) == 200
    seats.withdraw(juror, by=None)
    assert status(client, address) == 404


def test_a_file_leaves_as_a_download_that_nothing_opens(author, call, client):
    entry = published(author, call)
    Attachment.objects.update(name='Ää "kö" خ.pdf')
    response = client.get(public_address(entry))
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert {name: response[name] for name in HEADERS} == HEADERS


HEADERS = {
    "Content-Type": "application/pdf",
    "Content-Disposition": "attachment; filename*=utf-8''%C3%84%C3%A4%20%22k%C3%B6%22%20%D8%AE.pdf",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "max-age=0, no-cache, no-store, must-revalidate, private",
}


@pytest.mark.breaks_promises
def test_a_file_that_is_missing_is_not_found(author, call, client):
    entry = published(author, call)
    attachments.keeping.remove(entry.attachments.get().file)
    assert status(client, public_address(entry)) == 404


def test_taking_back_what_was_sent_shuts_its_files_away(author, call, client):
    entry = published(author, call)
    address = public_address(entry)
    assert status(client, address) == 200
    actions.withdraw(entry, by=author)
    assert status(client, address) == 404
    assert len(files.all_kept()) == 1
