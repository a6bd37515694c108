"""People of a partner write along in the draft: the text, and nothing else of the submitter."""

import pytest
from django.core.exceptions import PermissionDenied

from people import pictures
from people.models import Letter, User
from people.privacy import forget
from pledges import actions, own_part, partnership, writing
from pledges.models import Answer, Entry, Writer
from pledges.states import State
from tests import make
from tests.addresses import english
from tests.pictures import upload

pytestmark = pytest.mark.django_db

LINA = "lina@example.org"


@pytest.fixture
def partner(entry):
    return make.partner(
        entry, state="confirmed", organisation=make.organisation(name=make.words("Martat ry"))
    )


@pytest.fixture
def along(partner):
    return writing.bring(partner, LINA)


@pytest.fixture
def lina(client, along):
    person = make.user(LINA)
    client.force_login(person)
    client.person = person
    return client


def edit(entry, step="about") -> str:
    return english("pledges:edit", entry.uuid, step)


def status(client, address) -> int:
    response = client.get(address)
    for closer in response._resource_closers:
        closer()
    return response.status_code


def typed(entry, client, step="about", **fields) -> dict:
    """What a browser sends back of the step, with some fields changed."""
    form = client.get(edit(entry, step)).context["form"]
    values = {field.html_name: field.value() for field in form if field.value() not in (None, [], False)}
    return {name: value() if callable(value) else value for name, value in values.items()} | fields


# --- bringing and taking out --------------------------------------------------------------------
def test_whoever_is_brought_gets_a_letter_and_the_submitter_learns_of_it(partner, entry, author):
    writing.bring(partner, " Lina@Example.org ")

    to = {(letter.kind, letter.to): letter for letter in Letter.objects.exclude(kind="partnership")}
    assert set(to) == {
        ("brought_in", LINA),
        ("writer_brought", author.email),
        ("writer_brought", entry.contact_email),
    }
    assert f"/my-entries/{entry.uuid}/" in to["brought_in", LINA].body.replace(
        "/omat-ehdotukset/", "/my-entries/"
    )
    assert str(partner.own_key) not in to["brought_in", LINA].body
    assert not User.objects.filter(email=LINA).exists()


def test_bringing_twice_is_bringing_once(partner, along):
    assert writing.bring(partner, LINA) is None
    assert (Writer.objects.count(), Letter.objects.filter(kind="brought_in").count()) == (1, 1)


def test_only_so_many_are_brought_at_once_and_in_a_day(partner, monkeypatch):
    people = [writing.bring(partner, f"{number}@example.org") for number in range(Writer.MOST)]
    with pytest.raises(writing.TooManyWriters):
        writing.bring(partner, LINA)
    writing.take_out(people[0], is_partner=True)
    monkeypatch.setattr(writing, "MOST_A_DAY", Writer.MOST)
    with pytest.raises(writing.TooManyWriters):
        writing.bring(partner, LINA)


@pytest.mark.parametrize("state", ["invited", "declined", "left", "expired"])
def test_who_takes_no_part_brings_nobody(entry, state):
    with pytest.raises(PermissionDenied):
        writing.bring(make.partner(entry, state=state), LINA)


@pytest.mark.parametrize(
    "state", sorted(set(State) - {"draft", "returned", "recalled", "changing", "selected"})
)
def test_nobody_is_brought_into_what_is_not_being_written(author, state):
    campaign = make.campaign(**(make.announced() if state in ("in_practice", "completed") else {}))
    entry = make.entry(author=author, state=state, campaign=campaign)
    with pytest.raises(PermissionDenied):
        writing.bring(make.partner(entry, state="confirmed"), LINA)


def test_the_submitter_takes_somebody_out_and_a_stranger_does_not(along, author):
    with pytest.raises(PermissionDenied):
        writing.take_out(along, by=make.user())
    writing.take_out(along, by=author)
    assert not Writer.objects.exists()


@pytest.mark.parametrize("end", ["leaves", "is removed"])
def test_with_its_partner_the_door_shuts_at_the_next_request(lina, partner, author, entry, end):
    assert lina.get(edit(entry)).status_code == 200
    own_part.leave(partner) if end == "leaves" else partnership.remove(partner, by=author)
    assert lina.get(edit(entry)).status_code == 404


def test_whoever_is_forgotten_writes_along_no_more(lina, entry):
    forget(lina.person, by=None)
    assert not Writer.objects.exists()


# --- what they see and do -----------------------------------------------------------------------
def test_whoever_signs_in_finds_the_draft_and_writes_its_text(lina, entry):
    assert edit(entry) in lina.get(english("pledges:my_entries")).text

    saved = lina.post(edit(entry), typed(entry, lina, title="Yhdessä kirjoitettu"))

    assert (saved.status_code, Entry.objects.get(pk=entry.pk).title) == (302, "Yhdessä kirjoitettu")


def test_two_who_write_at_once_see_both_texts_as_colleagues_do(lina, entry, author):
    data = typed(entry, lina, title="Meidän")
    actions.save_draft(entry, entry.version, {"title": "Teidän"}, by=author)
    page = lina.post(edit(entry), data)
    assert (page.templates[0].name, Entry.objects.get(pk=entry.pk).title) == (
        "pledges/differences.html",
        "Teidän",
    )


@pytest.mark.parametrize(
    ("name", "more"),
    [
        *[(name, []) for name in ("entry_status", "submit", "permissions", "withdraw", "invite", "change")],
        *[("edit", [step]) for step in ("partners", "permissions", "check")],
        *[("find_partner", []), ("version", [1]), ("receipt_file", [1])],
    ],
)
def test_everything_else_of_the_submitter_is_shut(lina, entry, name, more):
    address = english(f"pledges:{name}", entry.uuid, *more)
    assert (lina.get(address).status_code, lina.post(address).status_code) == (404, 404)
    assert Entry.objects.get(pk=entry.pk).state == "draft"


def test_neither_contact_nor_questions_about_people_are_shown_or_asked(lina, entry):
    personal = make.question(
        entry.campaign, audience="staff", is_personal=True, label=make.words("Allergiat")
    )
    proof = make.question(
        entry.campaign, audience="staff", is_personal=True, type="file", label=make.words("Todistus")
    )
    shared = make.question(entry.campaign, label=make.words("Mitä uutta?"))
    Answer.objects.create(entry=entry, question=personal, text="Pähkinät")
    secret, open_file = make.attachment(entry, question=proof), make.attachment(entry, name="a.pdf")

    page = lina.get(edit(entry, "details"))
    for words in ("Allergiat", "Pähkinät", "Todistus", entry.contact_name, entry.contact_email):
        assert words not in page.text + lina.get(edit(entry)).text, words
    files = [english("pledges:attachment", entry.uuid, file.pk) for file in (secret, open_file)]
    assert [status(lina, file) for file in files] == [404, 200]

    asked = f"question_{shared.pk}"
    lina.post(
        edit(entry, "details"),
        typed(entry, lina, "details", **{asked: "Kaikki", f"question_{personal.pk}": "Ei mitään"}),
    )
    answers = dict(entry.answers.values_list("question__slug", "text"))
    assert answers == {personal.slug: "Pähkinät", shared.slug: "Kaikki"}
    assert entry.attachments.count() == 2


def test_the_picture_is_seen_while_it_is_written_and_not_after(lina, entry, author):
    Entry.objects.filter(pk=entry.pk).update(image=pictures.store(upload()), image_alt="Talkoot")
    picture = english("pledges:own_picture", entry.uuid)
    before = status(lina, picture)
    actions.submit(Entry.objects.get(pk=entry.pk), by=author)
    assert (before, status(lina, picture)) == (200, 404)


def test_what_was_typed_while_it_was_sent_is_shown_and_not_lost(lina, entry, author):
    data = typed(entry, lina, title="Vielä yksi ajatus")
    actions.submit(entry, by=author)
    page = lina.post(edit(entry), data)
    assert (page.status_code, "Vielä yksi ajatus" in page.text) == (409, True)
    assert english("pledges:entry_status", entry.uuid) not in page.text
    assert lina.get(edit(entry)).url == english("pledges:my_entries")


# --- on the partner's page and the submitter's --------------------------------------------------
def test_the_partner_brings_and_takes_out_on_its_page(client, partner):
    client.post(english("pledges:bring_writer", partner.own_key), {"email": LINA})
    page = client.get(english("pledges:partnership", partner.own_key)).text
    assert LINA in page
    client.post(english("pledges:take_out_writer", partner.own_key, Writer.objects.get().pk))
    assert LINA not in client.get(english("pledges:partnership", partner.own_key)).text


@pytest.mark.parametrize("email", ["", "lina", "lina@example.org\nBcc: x@example.org"])
def test_a_wrong_address_is_told_at_its_field(client, partner, email):
    page = client.post(english("pledges:bring_writer", partner.own_key), {"email": email})
    assert (page.status_code, list(page.context["writing"].errors)) == (200, ["email"])


def test_by_the_key_of_one_partner_nobody_of_another_is_taken_out(client, entry, along):
    other = make.partner(entry, state="confirmed")
    client.post(english("pledges:take_out_writer", other.own_key, along.pk))
    assert Writer.objects.count() == 1


def test_the_submitter_sees_who_writes_along_and_takes_them_out(client, entry, author, along):
    client.force_login(author)
    assert LINA in client.get(edit(entry, "partners")).text
    client.post(english("pledges:remove_writer", entry.uuid, along.partner_id, along.pk))
    assert LINA not in client.get(edit(entry, "partners")).text
