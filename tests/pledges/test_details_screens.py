"""The step of questions and attachments, and whoever reads the answers, on a phone and on a desktop."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import Purpose
from pledges import actions, attachments
from pledges.models import Answer, Attachment, Entry
from tests import files, make, make_pages
from tests.addresses import english
from tests.pictures import SCRIPT, encoded
from tests.pledges.test_questions import keys
from tests.pledges.test_screens import press

WIDTHS = (390, 1280)


@pytest.fixture
def author(db):
    return make.user("maija@example.org", language="en")


@pytest.fixture
def call(db):
    return make.campaign(
        slug="kampanja", attachments_most=3, attachment_kinds=["pdf", "picture", "office"], **make.closed()
    )


def ask(call, kind, fi, **fields):
    question = make.question(
        *(call,), type=kind, label=make.words(fi), order=call.questions.count(), **fields
    )
    for label in ("Tiloja", "Vapaaehtoisia", "Rahoitusta") if kind in question.WITH_CHOICES else ():
        make.choice(question, label)
    return question


@pytest.fixture
def asked(call):
    return {
        "text": ask(call, "text", "Missä aloitatte?"),
        "long_text": ask(call, "long_text", "Mitä uutta?", required=True, max_length=300),
        "one": ask(call, "one", "Mitä eniten tarvitsette?", required=True),
        "many": ask(call, "many", "Mitä etsitte vielä?", help_text=make.words("Valitse kaikki sopivat.")),
        "number": ask(call, "number", "Kuinka montaa ihmistä se koskee?"),
        "date": ask(
            *(call, "date", "Milloin alkaa?"), required=True, required_from=timezone.now() + timedelta(9)
        ),
        "yes_no": ask(call, "yes_no", "Onko tilat varattu?"),
        "file": ask(call, "file", "Talousarvio", audience="jury"),
        "late": ask(call, "text", "Ennakkotieto", frozen_after=timezone.now() - timedelta(hours=1)),
    }


@pytest.fixture
def entry(author, call, asked):
    made = make.entry(author=author, campaign=call, title="Kielikahvila jokaiseen kirjastoon")
    texts = {
        "text": "Oulussa",
        "long_text": "Kahvilat ovat avoimia kaikille.",
        "one": keys(asked["one"])[0],
        "many": ",".join(keys(asked["many"])[:2]),
        "number": "1250",
        "date": "2027-02-01",
        "yes_no": "yes",
        "late": "Annettu ajoissa",
    }
    for name, text in texts.items():
        Answer.objects.create(entry=made, question=asked[name], text=text)
    attachments.attach(made, files.upload(name="Talousarvio.pdf"), by=author, question=asked["file"])
    attachments.attach(made, files.upload(name="Suunnitelma.pdf"), by=author)
    picture = attachments.attach(made, files.upload(encoded(), "Kartta.png.jpg"), by=author)
    Attachment.objects.filter(pk=picture.pk).update(is_public=True, alt="Kirjastot kartalla")
    for purpose in Purpose:
        make.permission(made, purpose, by=author)
    return made


def test_the_step_of_questions_and_attachments(page, client, author, entry, tmp_path):
    page.sign_in(client, author)
    page.open(english("pledges:edit", entry.uuid, "details"))
    assert page.looked_at("details", *WIDTHS) == []
    (tmp_path / "paha.pdf").write_bytes(SCRIPT)
    page.get_by_label("Missä aloitatte?").fill("Vaasassa")
    page.get_by_label("Add files").set_input_files(tmp_path / "paha.pdf")
    press(page, "Save and stay")
    assert page.evaluate("document.activeElement.className") == "notice danger error-summary"
    assert page.get_by_label("Missä aloitatte?").input_value() == "Vaasassa"
    assert page.looked_at("details-refused", *WIDTHS) == []


def test_what_is_saved_while_somebody_types_removes_no_file(page, client, author, entry):
    page.sign_in(client, author)
    page.open(english("pledges:edit", entry.uuid, "details"))
    page.get_by_label("Remove “Suunnitelma.pdf”").check()
    page.get_by_label("What “Kartta.png.jpg” shows").fill("Kolme kirjastoa")
    for _ in range(100):
        page.wait_for_timeout(100)
        if page.locator("[name=version]").input_value() == "2":
            break
    alts = dict(Attachment.objects.values_list("name", "alt"))
    assert alts == {"Talousarvio.pdf": "", "Suunnitelma.pdf": "", "Kartta.png.jpg": "Kolme kirjastoa"}
    press(page, "Save and stay")
    assert set(Attachment.objects.values_list("name", flat=True)) == {"Talousarvio.pdf", "Kartta.png.jpg"}


@pytest.fixture
def accepted(entry, author, asked):
    actions.submit(entry, by=None)
    return actions.accept(entry, by=None)


def test_whoever_reads_the_answers_finds_them_in_order(page, client, author, call, entry, accepted):
    make_pages.campaign_pages(call)
    juror = make.juror(make.panel(call))
    assignment = make.assignment(juror, Entry.objects.get())
    assert page.open(f"/en/partnership-campaign/entries/{accepted.reference}/") == 200
    assert page.looked_at("answers-public", *WIDTHS) == []
    for person, name, address in (
        (author, "answers-receipt", english("pledges:entry_status", entry.uuid)),
        (juror.user, "answers-juror", reverse("judging:score", args=[assignment.pk])),
        (make.user(role="Screener"), "answers-desk", reverse("entries:entry", args=[entry.pk])),
    ):
        page.sign_in(client, person)
        page.open(address)
        for details in page.locator("main details").all():
            details.locator("summary").first.click()
        assert (name, page.looked_at(name, *WIDTHS, height=2200)) == (name, [])


def test_the_coordinators_form_of_a_question(page, client, asked):
    page.sign_in(client, make.user(role="Coordinator"))
    page.open(f"/admin/questions/edit/{asked['one'].pk}/")
    assert page.looked_at("question-admin", *WIDTHS, height=3000) == []
    page.open(f"/admin/campaigns/edit/{asked['one'].campaign_id}/")
    assert page.looked_at("campaign-admin", *WIDTHS, height=3000) == []
