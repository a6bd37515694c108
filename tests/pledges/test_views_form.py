"""The screens on which an entry is written."""

import re

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from people.models import Letter
from pledges import actions
from pledges.models import Entry
from tests import make, pictures
from tests.addresses import english

pytestmark = pytest.mark.django_db

STEPS = ["about", "partners", "details", "permissions", "check"]


@pytest.fixture
def author():
    return make.user()


@pytest.fixture
def entry(author):
    return make.entry(author=author, language="fi")


def step(entry, slug="about") -> str:
    return english("pledges:edit", entry.uuid, slug)


def typed(entry, **more) -> dict:
    return {"version": entry.version, "language": "fi", "title": "Uusi", "then": "next", **more}


# --- whose ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("slug", STEPS)
def test_every_step_opens_for_those_who_act_for_the_organisation(writing, entry, slug):
    page = writing.get(step(entry, slug))
    assert (page.status_code, page.templates[0].name) == (200, f"pledges/steps/{slug}.html")
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    "name", ["entry_status", "invite", "submit", "withdraw", "permissions", "own_picture"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_elses_draft_looks_like_one_that_does_not_exist(client, entry, name, method):
    client.force_login(make.user())
    missing = "00000000-0000-0000-0000-000000000000"
    theirs, nobodys = (
        getattr(client, method)(english(f"pledges:{name}", uuid)) for uuid in (entry.uuid, missing)
    )
    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert theirs.text.replace(str(entry.uuid), missing) == nobodys.text


def test_whoever_is_not_signed_in_learns_nothing_of_what_exists(client, entry):
    missing = "00000000-0000-0000-0000-000000000000"
    theirs, nobodys = (client.get(english("pledges:edit", uuid, "about")) for uuid in (entry.uuid, missing))
    assert (theirs.status_code, nobodys.status_code) == (302, 302)


def test_an_unknown_step_is_not_found(writing, entry):
    assert writing.get(step(entry, "prize")).status_code == 404


# --- saving --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("then", "lands_on"),
    [("next", "partners"), ("about", "about"), ("check", "check"), ("", "about"), ("//evil", "about")],
)
def test_saving_leads_to_the_step_whose_button_was_pressed(writing, entry, then, lands_on):
    response = writing.post(step(entry), typed(entry, then=then))
    assert (response.status_code, response.url) == (302, step(entry, lands_on))
    assert Entry.objects.get().title == "Uusi"


def test_the_page_says_when_it_was_saved_in_the_campaigns_zone(writing, author):
    entry = make.entry(author=author, campaign=make.campaign(time_zone="Asia/Tokyo"))
    with time_machine.travel(entry.campaign.closes_at.replace(hour=5, minute=2), tick=False):
        writing.force_login(author)
        writing.post(step(entry), typed(entry))
        assert "Saved 14:02" in writing.get(step(entry)).text


def test_a_text_that_is_too_long_stays_in_the_form_with_its_error(writing, entry):
    page = writing.post(step(entry), typed(entry, title="ä" * 121, summary="Pysyy"))
    assert page.context["form"].errors == {
        "title": ["Ensure this value has at most 120 characters (it has 121)."]
    }
    assert page.text.count("ä" * 121) == 1
    assert "Pysyy" in page.text
    assert 'href="#id_title"' in page.text


def test_a_refused_picture_keeps_everything_else_that_was_typed(writing, entry):
    picture = SimpleUploadedFile("kuva.jpg", pictures.NOT_PICTURES["empty head"], "image/jpeg")
    page = writing.post(step(entry), typed(entry, summary="Pysyy", image=picture))
    assert page.context["form"].errors == {
        "image": ["This file is not a picture that we can read. Please choose a JPEG, PNG or WebP picture."]
    }
    assert (page.context["form"]["title"].value(), "Pysyy" in page.text) == ("Uusi", True)
    assert "Please choose your picture or file again" in page.text


def test_two_people_at_one_draft_see_each_others_words(writing, author, entry):
    before = typed(entry, title="Hitaan")
    actions.save_draft(entry, entry.version, {"title": "Nopean"}, by=author)
    page = writing.post(step(entry), before)
    assert (page.templates[0].name, "autosave.js" in page.text) == ("pledges/differences.html", False)
    assert "Somebody saved this page while you were writing" in page.text
    assert "<mark>Hitaan</mark>" in page.text
    assert "<mark>Nopean</mark>" in page.text
    assert Entry.objects.get().title == "Nopean"


def test_a_draft_sent_by_a_colleague_meanwhile_is_not_changed_and_the_words_are_shown(writing, author, entry):
    before = typed(entry, description="Paljon\ntekstiä")
    actions.submit(entry, by=author)
    page = writing.post(step(entry), before)
    assert (page.status_code, page.templates[0].name) == (409, "pledges/locked.html")
    assert ("Paljon\r\ntekstiä" in page.text or "Paljon\ntekstiä" in page.text) is True
    assert Entry.objects.get().title != "Uusi"


def test_what_was_typed_while_the_session_ended_is_there_after_signing_in(client, author, entry):
    sent = client.post(step(entry), typed(entry, summary="Pitkä työ"))
    assert (sent.status_code, sent.url) == (302, f"{english('account_login')}?next={step(entry)}")
    client.force_login(author)
    page = client.get(step(entry))
    assert page.context["form"]["summary"].value() == "Pitkä työ"
    assert "What you had typed is here again, but not saved yet" in page.text
    assert "Pitkä työ" not in client.get(step(entry)).text


def test_the_typed_words_survive_the_whole_way_through_the_door(client, author, entry):
    door = client.post(step(entry), typed(entry, summary="Pitkä työ")).url
    client.post(door, {"email": author.email, "next": step(entry)})
    code = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", Letter.objects.latest("pk").body, re.MULTILINE)
    landed = client.post(english("account_confirm_login_code"), {"code": code[0], "next": step(entry)})
    assert landed.url == step(entry)
    assert client.get(step(entry)).context["form"]["summary"].value() == "Pitkä työ"


@pytest.mark.parametrize(
    ("sent", "status", "stands"),
    [
        ({"title": "Itsestään"}, 200, "Itsestään"),
        ({"title": "x" * 121}, 422, "Vanha"),
        ({"version": 0}, 409, "Vanha"),
    ],
)
def test_a_step_that_saves_itself_says_when_or_that_it_could_not(writing, author, sent, status, stands):
    entry = make.entry(author=author, title="Vanha")
    answer = writing.post(step(entry), typed(entry, **sent), headers={"X-Autosave": "1"})
    assert (answer.status_code, Entry.objects.get().title) == (status, stands)
    said = {200: ["version", "base", "words", "hints"], 422: ["words", "hints"], 409: []}
    assert list(answer.json()) == said[status]


@pytest.mark.parametrize(
    ("slug", "saves_itself"),
    [("about", True), ("details", True), ("partners", False), ("permissions", False), ("check", False)],
)
def test_permissions_and_invitations_are_given_by_a_press_and_not_by_a_pause(
    writing, entry, slug, saves_itself
):
    assert ("autosave.js" in writing.get(step(entry, slug)).text) is saves_itself


def test_words_typed_before_sign_in_are_not_shown_to_anybody_else(client, entry):
    client.post(step(entry), typed(entry, summary="Pitkä työ"))
    client.force_login(make.user())
    assert client.get(step(entry)).status_code == 404


def test_a_book_is_not_kept_for_strangers(client, entry):
    client.post(step(entry), typed(entry, summary="x" * 60_001))
    assert "typed_before_sign_in" not in client.session


def test_nobody_fills_our_sessions_without_signing_in(entry, settings):
    settings.ACCOUNT_RATE_LIMITS = {"typed_before_sign_in": "2/m/ip"}
    clients = [Client() for _ in range(4)]
    for stranger in clients:
        stranger.post(step(entry), typed(entry, summary="Pitkä työ"))
    assert ["typed_before_sign_in" in stranger.session for stranger in clients] == [True, True, False, False]


def test_a_draft_may_be_changed_after_closing_and_says_that_it_cannot_be_sent(writing, author):
    entry = make.entry(author=author, campaign=make.campaign(**make.closed()))
    assert writing.post(step(entry), typed(entry)).status_code == 302
    page = writing.get(step(entry)).text
    assert "It was possible to send until" in page
    assert "it cannot be sent any more" in page


def test_the_message_of_screening_stands_on_top_of_the_form(writing, author):
    entry = make.entry(author=author, state="submitted")
    actions.return_for_changes(entry, "Kuka <ohjaa>?", by=None)
    for slug in STEPS:
        assert "Kuka &lt;ohjaa&gt;?" in writing.get(step(entry, slug)).text


def test_an_entry_that_was_sent_leads_from_the_form_to_its_receipt(writing, author):
    entry = make.entry(author=author, state="submitted")
    assert writing.get(step(entry)).url == english("pledges:entry_status", entry.uuid)


def test_every_gap_leads_to_its_field(writing, author):
    call = make.campaign()
    make.theme(call)
    question = make.question(call, required=True, label=make.words("Mitä uutta?"))
    entry = make.entry(author=author, campaign=call, title="", contact_name="")
    text = writing.get(step(entry, "check")).text
    for where, field in (
        ("about", "title"),
        ("about", "themes"),
        ("details", f"question_{question.pk}"),
        ("permissions", "contact_name"),
    ):
        assert f'href="{step(entry, where)}#id_{field}"' in text
        assert f'id="id_{field}"' in writing.get(step(entry, where)).text
    assert english("pledges:submit", entry.uuid) not in text


# --- the progress list ---------------------------------------------------------------------------
@pytest.fixture
def begun(author):
    """A draft as it begins, by somebody whose name and address are the contact person's from then on."""
    author.first_name, author.last_name = "Maija", "Malli"
    author.save()
    organisation = make.organisation(people=[author])
    return actions.start(make.campaign(), "pledge", organisation, by=author, language="fi")


def lines(page) -> dict[str, str]:
    """What each line of the progress list says, with its tick as a screen reader reads it."""
    said = BeautifulSoup(page.content, "html.parser").select(".progress li > *")
    for line in said:
        for tick in line.select(".tick"):
            tick.string = tick["aria-label"]
    return {line["value"]: " ".join(line.get_text(" ").split()) for line in said}


def test_a_new_entry_has_no_step_ticked_however_little_it_must_say(writing, begun):
    assert lines(writing.get(step(begun))) == {
        "about": "1 What and where 3 points missing",
        "partners": "2 Partners",
        "details": "3 Goals and questions",
        "permissions": "4 Permissions and contact",
        "check": "5 Check and send",
    }


def text(entry):
    Entry.objects.update(title="Uusi", summary="Lyhyt", description="Pitkä")


def contact(entry):
    Entry.objects.update(contact_phone="09 123")


def day(entry):
    Entry.objects.update(starts_on="2026-01-01")


def reports_at_the_end(entry):
    Entry.objects.update(report_every=0)


def measure(entry):
    entry.measures.create(label="Paikkoja", target=10)


def answer(entry):
    entry.answers.create(question=make.question(entry.campaign), text="Kaikki")


def emptied_answer(entry):
    entry.answers.create(question=make.question(entry.campaign), text="")


@pytest.mark.parametrize(
    ("put", "expected"),
    [
        (text, "about"),
        (make.partner, "partners"),
        (day, "details"),
        (reports_at_the_end, "details"),
        (measure, "details"),
        (answer, "details"),
        (emptied_answer, None),
        (make.attachment, "details"),
        (contact, "permissions"),
        (make.permission, "permissions"),
    ],
)
def test_a_step_is_ticked_once_it_is_complete_and_something_was_put_into_it(writing, begun, put, expected):
    put(begun)
    said = lines(writing.get(step(begun)))
    assert [slug for slug in STEPS if said[slug].startswith("Done ")] == [expected] * bool(expected)


def test_a_step_that_lacks_something_is_not_ticked_and_says_how_much(writing, begun):
    make.question(begun.campaign, required=True)
    measure(begun)
    assert lines(writing.get(step(begun)))["details"] == "3 Goals and questions 1 point missing"


def test_what_was_sent_once_was_gone_through_whole(writing, author):
    entry = make.entry(author=author, state="returned")
    begins = [said.split()[0] for said in lines(writing.get(step(entry))).values()]
    assert begins == ["Done", "Done", "Done", "Done", "5"]


# --- picture ---------------------------------------------------------------------------
def test_the_own_picture_is_shown_to_its_people_and_kept_by_no_cache(writing, entry):
    writing.post(step(entry), typed(entry, image=pictures.upload()))
    response = writing.get(english("pledges:own_picture", entry.uuid))
    assert (response["Content-Type"], b"".join(response)[:4]) == ("image/webp", b"RIFF")
    assert "no-store" in response["Cache-Control"]


def test_an_entry_without_a_picture_has_none(writing, entry):
    assert writing.get(english("pledges:own_picture", entry.uuid)).status_code == 404
