"""The data protection officer's screens: everything about one person, as JSON, and erasing it."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from people.models import Consent, Letter, Nomination, Purpose
from people.personal_data import record
from pledges.models import Entry, Writer
from pledges.states import State
from tests import make
from tests.staff import client_of, number_of_queries, said, text_of, who_comes_in

pytestmark = pytest.mark.django_db

OFFICER = {"Data protection officer"}


@pytest.fixture
def maija():
    return make.user("maija@example.org", first_name="Maija", last_name="Malli", language="sv")


def screen(person, *further):
    return "/".join(["/admin/personal-data", str(person.pk), *further, ""])


def test_only_the_data_protection_officer_reads_and_erases(maija):
    assert who_comes_in(screen(maija)) == OFFICER
    assert who_comes_in(screen(maija, "json")) == OFFICER
    assert who_comes_in(screen(maija, "erase")) == OFFICER
    assert who_comes_in(screen(maija, "erase"), method="post") == OFFICER


def test_the_record_holds_everything_about_the_person_and_nothing_about_others(maija):
    club = make.organisation(people=[maija], name=make.words("Uimaseura"))
    call = make.campaign(title=make.words("Kampanja"))
    entry = make.entry(
        author=maija, organisation=club, campaign=call, title="Uimakoulu", contact_email="MAIJA@example.org"
    )
    make.permission(entry, Purpose.PUBLISH_TEXT, by=maija)
    make.partner(entry, organisation=make.organisation(name=make.words("Espoo")), email=maija.email)
    make.letter(to=maija.email, subject="Hei", body="Terve")
    Nomination.objects.create(organisation=make.organisation(name=make.words("Kuoro")), email=maija.email)
    beside = make.partner(make.entry(author=make.user(), title="Kuoro"), state="confirmed")
    Writer.objects.create(entry=beside.entry, partner=beside, email=maija.email)
    make.letter(to="other@example.org")
    make.entry(author=make.user())

    with translation.override("en"):
        found = record(maija)

    def column(section, *names):
        return [tuple(row[name] for name in names) for row in found[section]]

    assert sorted(found) == [
        "account",
        "answers",
        "attachments",
        "consents",
        "entries",
        "feedback",
        "interests",
        "invitations",
        "letters",
        "log",
        "nominations",
        "organisations",
        "writing",
    ]
    assert column("account", "email", "first_name", "last_name", "language", "second_factor", "roles") == [
        ("maija@example.org", "Maija", "Malli", "Svenska", "No", "")
    ]
    assert column("organisations", "organisation", "role") == [("Uimaseura", "Main representative")]
    assert column("nominations", "organisation", "role") == [("Kuoro", "Representative")]
    assert column("entries", "title", "organisation", "campaign", "state", "written", "contact") == [
        ("Uimakoulu", "Uimaseura", "Kampanja", "Draft", "Yes", "Maija Malli, MAIJA@example.org")
    ]
    assert column("invitations", "organisation", "entry", "state") == [("Espoo", "Uimakoulu", "Invited")]
    assert column("consents", "event", "purpose", "version", "about") == [
        ("Given", "Publish the text", 1, "Uimakoulu")
    ]
    assert column("letters", "subject", "text") == [("Hei", "Terve")]
    assert column("writing", "entry", "partner") == [("Kuoro", str(beside.organisation))]


def test_keys_and_codes_are_not_in_the_record(maija):
    make.letter(to=maija.email, body="http://x/0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0/")
    make.letter(to=maija.email, subject="ABCD-1234", body="ABCD-1234", forget_after_sending=True)

    with translation.override("en"):
        letters = record(maija)["letters"]

    assert [(letter["subject"], letter["text"]) for letter in letters] == [
        ("One-time sign-in code", ""),
        ("Hei", "http://x/…/"),
    ]


def test_the_screen_and_the_json_say_the_same(officer, maija):
    make.organisation(people=[maija], name=make.words("Uimaseura"))

    response = officer.get(screen(maija, "json"))
    taken = json.loads(response.content)

    assert response["Content-Disposition"] == f'attachment; filename="personal-data-{maija.pk}.json"'
    assert taken["organisations"][0]["organisation"] == "Uimaseura"
    shown = text_of(officer.get(screen(maija)))
    for words in ("maija@example.org", "Maija", "Malli", "Uimaseura", "Main representative"):
        assert words in shown, words


def test_reading_is_logged_without_the_name(officer, maija):
    officer.get(screen(maija))
    officer.get(screen(maija, "json"))

    logged = ModelLogEntry.objects.for_instance(maija).filter(action="people.user.read")
    assert [(row.label, row.data) for row in logged.order_by("pk")] == [
        (str(maija.pk), {"as": "screen"}),
        (str(maija.pk), {"as": "json"}),
    ]


def test_the_screen_takes_as_many_queries_for_three_of_everything_as_for_one(officer, maija):
    def add():
        club = make.organisation(people=[maija])
        entry = make.entry(state=State.SUBMITTED, author=maija, organisation=club)
        make.permission(entry, by=maija)
        make.partner(entry, email=maija.email)

    add()
    officer.get(screen(maija))
    one = number_of_queries(officer, screen(maija))
    add()
    add()

    assert number_of_queries(officer, screen(maija)) == one


# --- erasing ------------------------------------------------------------------------------------
def test_the_question_tells_what_goes_and_what_stays(officer, maija):
    shown = text_of(officer.get(screen(maija, "erase")))

    assert "Erase the personal data of Maija Malli?" in shown
    assert "What is erased" in shown
    assert "What stays, and why" in shown
    maija.refresh_from_db()
    assert maija.forgotten_at is None


def test_erasing_empties_the_account_and_what_entries_say_of_the_person(officer, maija):
    entry = make.entry(
        state=State.SUBMITTED, author=maija, contact_email="Maija@example.org", contact_phone="040 1"
    )
    partner = make.partner(entry, email=maija.email)
    consent = make.permission(entry, by=maija)
    make.letter(to=maija.email, sent_at=timezone.now(), tries=1)
    make.letter(to=maija.email)

    response = officer.post(screen(maija, "erase"))

    maija.refresh_from_db()
    entry.refresh_from_db()
    partner.refresh_from_db()
    assert said(response) == ["The personal data is erased. What stays is listed below."]
    assert (maija.first_name, maija.email, maija.is_active) == (
        "",
        f"forgotten-{maija.pk}@invalid.example",
        False,
    )
    assert (entry.contact_name, entry.contact_email, entry.contact_phone) == ("", "", "")
    assert partner.email == "forgotten@invalid.example"
    assert list(Letter.objects.filter(to__icontains="maija").values_list("key")) == []
    assert list(Letter.objects.filter(key__icontains="maija")) == []
    assert Consent.objects.get(pk=consent.pk).wording == consent.wording
    assert Entry.objects.get(pk=entry.pk).title == entry.title


def test_afterwards_the_screen_says_so_and_offers_it_no_more(officer, maija):
    officer.post(screen(maija, "erase"))

    page = officer.get(screen(maija))

    assert "This person's data was erased on" in text_of(page)
    assert screen(maija, "erase") not in page.content.decode()
    assert "Malli" not in page.content.decode()
    assert officer.post(screen(maija, "erase")).status_code == 404


def test_the_log_does_not_keep_the_name(officer, maija):
    administrator = client_of("")
    administrator.force_login(make.user(is_superuser=True))
    administrator.post(
        f"/admin/users/edit/{maija.pk}/",
        {"email": maija.email, "first_name": "Maija", "last_name": "Malli", "language": "fi", "is_active": 1},
    )
    assert ModelLogEntry.objects.filter(label__contains="Maija").exists()

    officer.post(screen(maija, "erase"))

    assert not ModelLogEntry.objects.filter(label__contains="Maija").exists()


def test_whoever_wants_to_erase_themselves_is_led_to_their_own_page():
    client, person = client_of(""), make.user(role="Data protection officer")
    client.force_login(person)

    response = client.post(screen(person, "erase"))

    person.refresh_from_db()
    assert (response.url, person.forgotten_at) == (reverse("erase_me"), None)


def test_the_erased_are_signed_out_at_once(officer, maija):
    own = client_of("")
    own.force_login(maija)

    officer.post(screen(maija, "erase"))

    assert own.get("/en/my-account/").status_code == 302
