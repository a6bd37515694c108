"""Attaching files in the form, without any script: what is kept when one of them is refused."""

import os

import pytest

from people.files.arriving import MEGABYTE
from pledges import actions, attachments
from pledges.models import Attachment, Entry
from tests import files, make
from tests.addresses import english
from tests.pictures import SCRIPT, encoded
from tests.together import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("nothing_kept")]


@pytest.fixture
def author():
    return make.user(language="en")


@pytest.fixture
def call():
    return make.campaign(attachments_most=3, attachment_kinds=["pdf", "picture"])


@pytest.fixture
def entry(author, call):
    return make.entry(author=author, campaign=call)


def details(entry) -> str:
    return english("pledges:edit", entry.uuid, "details")


def send(client, entry, **typed):
    entry.refresh_from_db()
    return client.post(details(entry), {"version": entry.version, "then": "details", **typed})


def errors(response) -> dict:
    return dict(response.context["form"].errors)


def shown() -> dict:
    """How a page names the files that it shows."""
    return {f"attachment_{key}": "1" for key in Attachment.objects.values_list("pk", flat=True)}


def kept() -> list[str]:
    return list(Attachment.objects.order_by("pk").values_list("name", flat=True))


BAD = "“paha.pdf” is damaged, or not what its name says. Open it, save it anew and attach the new file."


# --- adding -------------------------------------------------------------------------------------
def test_several_files_are_attached_with_one_press(writing, entry):
    response = send(writing, entry, attachments=[files.upload(), files.upload(encoded(), "kuva.jpg")])
    assert (response.status_code, kept()) == (302, ["suunnitelma.pdf", "kuva.jpg"])
    page = writing.get(details(entry)).text
    assert [page.count(f">{name}</bdi>") for name in kept()] == [1, 1]


def test_a_refused_file_leaves_everything_else_saved(writing, entry):
    question = make.question(entry.campaign)
    first = files.upload(SCRIPT, "paha.pdf")
    response = send(
        *(writing, entry), **{f"question_{question.pk}": "Pysyy", "attachments": [first, files.upload()]}
    )
    assert (response.status_code, errors(response)) == (200, {"attachments": [BAD]})
    assert "Everything else that you typed is saved." in response.text
    assert "Please choose your picture or file again" not in response.text
    assert (kept(), entry.answers.get().text) == (["suunnitelma.pdf"], "Pysyy")
    again = response.context["form"]
    assert (again["version"].value(), len(again.free_files)) == (str(Entry.objects.get().version), 1)
    assert (response.text.count("Pysyy</textarea>"), response.text.count("suunnitelma.pdf</bdi>")) == (1, 1)


def test_a_text_that_cannot_be_saved_asks_for_the_file_once_more(writing, entry):
    question = make.question(entry.campaign, max_length=10)
    response = send(writing, entry, **{f"question_{question.pk}": "x" * 11, "attachments": files.upload()})
    assert (kept(), files.all_kept()) == ([], [])
    assert "Please choose your picture or file again: a browser does not keep it." in response.text


def test_a_file_answers_its_question_and_another_takes_its_place(writing, entry):
    question = make.question(entry.campaign, type="file")
    name = f"question_{question.pk}"
    send(writing, entry, **{name: files.upload(name="eka.pdf")})
    send(writing, entry, **{name: files.upload(name="toka.pdf")})
    refused = send(writing, entry, **{name: files.upload(SCRIPT, "paha.pdf")})
    assert (kept(), errors(refused)) == (["toka.pdf"], {name: [BAD]})


def test_one_file_too_many_is_refused_and_the_others_stay(writing, entry):
    response = send(writing, entry, attachments=[files.upload(name=f"{number}.pdf") for number in range(4)])
    assert errors(response) == {"attachments": ["At most 3 files can be attached."]}
    assert kept() == ["0.pdf", "1.pdf", "2.pdf"]


@pytest.mark.parametrize(
    "name",
    ["../../a.pdf", "a\x00b.pdf", "x" * 300 + ".pdf", "a\u202efdp.pdf", "a\r\nX-Evil: 1.pdf", "CON.pdf"],
)
def test_whatever_a_file_is_called_it_is_kept_and_fetched_under_a_safe_name(writing, entry, name):
    """checks.md I06"""
    boundary = "raja"
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="version"\r\n\r\n{entry.version}\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="attachments"; filename="{name}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    ).encode() + files.pdf()
    body += f"\r\n--{boundary}--\r\n".encode()
    response = writing.generic("POST", details(entry), body, f"multipart/form-data; boundary={boundary}")
    assert response.status_code in (200, 302)
    for attachment in Attachment.objects.all():
        fetched = writing.get(english("pledges:attachment", entry.uuid, attachment.pk))
        b"".join(fetched.streaming_content)
        assert not set(attachment.name) & set('/\\\x00\r\n\u202e"')
        assert set(fetched.headers) & {"X-Evil"} == set()


# --- describing and removing --------------------------------------------------------------------
def test_files_are_described_shown_to_everybody_and_removed(writing, entry):
    send(writing, entry, attachments=[files.upload(encoded(), "kuva.jpg"), files.upload()])
    picture, document = Attachment.objects.order_by("pk")
    said = {f"attachment_{picture.pk}_alt": "Kartta", f"attachment_{picture.pk}_is_public": "on"}
    send(writing, entry, **shown(), **said, **{f"attachment_{document.pk}_remove": "on"})
    stands = Attachment.objects.get()
    assert (stands.name, stands.alt, stands.is_public) == ("kuva.jpg", "Kartta", True)
    assert files.all_kept() == [stands.file]


def test_a_description_that_cannot_be_is_refused_at_its_field(writing, entry):
    send(writing, entry, attachments=files.upload(encoded(), "kuva.jpg"))
    name = f"attachment_{Attachment.objects.get().pk}_alt"
    response = send(writing, entry, **{name: "a\x00b"})
    assert errors(response) == {name: ["Character 2 is an invisible control character. Please remove it."]}


def test_what_is_said_of_a_file_may_not_be_said_past_the_form(writing, author, entry):
    """checks.md Z17"""
    foreign = make.entry(campaign=entry.campaign)
    theirs = attachments.attach(foreign, files.upload(), by=None)
    question = make.question(entry.campaign, type="file", audience="jury")
    answer = attachments.attach(entry, files.upload(encoded(), "kuva.jpg"), by=author, question=question)
    more = {
        **shown(),
        f"attachment_{theirs.pk}_remove": "on",
        f"attachment_{theirs.pk}_is_public": "on",
        f"attachment_{answer.pk}_is_public": "on",
        f"attachment_{answer.pk}_name": "muu.pdf",
        f"question_{make.question(make.campaign()).pk}": "Muualle",
        **{"state": "accepted", "status": "accepted", "score": "100", "org": "1", "organisation": "1"},
        **{"is_winner": "on", "published_at": "2026-01-01", "reference": "KOTO-1", "created_by": "1"},
    }
    before = Entry.objects.filter(pk=entry.pk).values().get()
    assert send(writing, entry, **more).status_code == 302
    after = Entry.objects.filter(pk=entry.pk).values().get()
    moving = {"version", "updated_at"}
    assert {key for key in before if before[key] != after[key]} == moving
    assert list(Attachment.objects.order_by("pk").values_list("is_public", "name")) == [
        (False, "suunnitelma.pdf"),
        (False, "kuva.jpg"),
    ]
    assert entry.answers.count() == 0


def test_a_description_saved_meanwhile_stands_beside_what_was_typed(writing, author, entry):
    send(writing, entry, attachments=files.upload(encoded(), "kuva.jpg"))
    name = f"attachment_{Attachment.objects.get().pk}_alt"
    entry.refresh_from_db()
    stale = entry.version
    send(writing, entry, **shown(), **{name: "Nopean"})
    page = writing.post(details(entry), {"version": stale, **shown(), name: "Hitaan"})
    [difference] = page.context["differences"]
    assert (difference.name, difference.label) == (name, "What “kuva.jpg” shows")
    assert Attachment.objects.get().alt == "Nopean"


def test_a_page_says_nothing_of_files_that_came_after_it(writing, author, entry):
    entry.refresh_from_db()
    stale = entry.version
    added = attachments.attach(entry, files.upload(encoded(), "kuva.jpg"), by=author)
    attachments.change(entry, {added.pk: {"is_public": True, "alt": "Kartta"}}, by=author)
    assert writing.post(details(entry), {"version": stale, "then": "details"}).status_code == 302
    stands = Attachment.objects.get()
    assert (stands.is_public, stands.alt) == (True, "Kartta")


def test_a_file_that_comes_after_the_step_was_saved_elsewhere_is_kept(writing, entry):
    question = make.question(entry.campaign)
    stale = Entry.objects.get().version
    send(writing, entry, **{f"question_{question.pk}": "Samoin"})
    sent = {"version": stale, f"question_{question.pk}": "Samoin", "attachments": files.upload()}
    assert writing.post(details(entry), sent).status_code == 302
    assert (kept(), entry.answers.get().text) == (["suunnitelma.pdf"], "Samoin")


# --- several at once ----------------------------------------------------------------------------
def test_of_many_uploads_at_once_none_exceeds_the_number(author, entry):
    """checks.md I07"""
    answers = together(
        *[lambda: attachments.attach(Entry.objects.get(), files.upload(), by=author).name for _ in range(6)]
    )
    assert sorted(answers) == ["ValidationError"] * 3 + ["suunnitelma.pdf"] * 3
    assert (Attachment.objects.count(), len(files.all_kept())) == (3, 3)


def test_of_many_uploads_at_once_none_exceeds_what_a_person_may_keep(author, monkeypatch):
    """checks.md I07"""
    monkeypatch.setattr(attachments, "MOST_MEGABYTES_A_PERSON", 1)
    drafts = [make.entry(author=author, campaign=make.campaign(attachments_most=3)) for _ in range(4)]
    content = files.office(**{"word/a.bin": os.urandom(400_000)})
    answers = together(
        *[
            lambda draft=draft: attachments.attach(draft, files.upload(content, "a.docx"), by=author).name
            for draft in drafts
        ]
    )
    assert sorted(answers) == ["ValidationError"] * 2 + ["a.docx"] * 2
    assert sum(Attachment.objects.values_list("size", flat=True)) <= MEGABYTE


def test_a_file_that_arrives_while_the_entry_is_sent_is_in_it_or_nowhere(author, entry):
    sender = Entry.objects.get(pk=entry.pk)
    answers = together(
        lambda: actions.submit(sender, by=author).number,
        lambda: attachments.attach(entry, files.upload(), by=author).name,
    )
    sent = [file["name"] for file in Entry.objects.get().submissions.get().content["attachments"]]
    assert (answers[0], kept()) == (1, sent)
    assert answers[1] == "suunnitelma.pdf" if sent else answers[1] == "PermissionDenied"
