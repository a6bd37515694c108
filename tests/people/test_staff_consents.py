"""Consents on the staff screens: texts of which only new versions are added, and a ledger to read."""

import csv
from io import StringIO

import pytest

from people.actions import withdraw_consent
from people.models import Consent, ConsentText, Purpose
from tests import make
from tests.staff import client_of, number_of_queries, said, text_of, who_comes_in

pytestmark = pytest.mark.django_db

TEXTS, LEDGER = "/admin/consent-texts/", "/admin/consents/"
READERS_OF_TEXTS = {"Coordinator", "Data protection officer"}


def typed(**fields):
    return {
        "purpose": "publish_text",
        "label_0": "Saa julkaista",
        "label_1": "Får publiceras",
        "label_2": "May be published",
        "wording_0": "Tekstin saa julkaista verkossa.",
        "wording_1": "Texten får publiceras.",
        "wording_2": "The text may be published.",
    } | fields


def permission(organisation="Uimaseura", *, person=None, purpose=Purpose.PUBLISH_TEXT, title="Uimakoulu"):
    club = make.organisation(name=make.words(organisation))
    entry = make.entry(organisation=club, title=title)
    return make.permission(entry, purpose, by=person)


def about(response) -> list[str]:
    return [consent.subject_label for consent in response.context["object_list"]]


# --- texts --------------------------------------------------------------------------------------
def test_who_reads_the_texts_and_who_adds_to_them():
    text = make.consent_text()

    assert who_comes_in(TEXTS) == READERS_OF_TEXTS
    assert who_comes_in(f"{TEXTS}inspect/{text.pk}/") == READERS_OF_TEXTS
    assert who_comes_in(f"{TEXTS}new/") == {"Coordinator"}


@pytest.mark.parametrize("path", ["edit/{}/", "delete/{}/", "copy/{}/", "history/{}/", "usage/{}/"])
def test_no_text_is_edited_or_deleted_even_by_the_administrator(path):
    text, client = make.consent_text(), client_of("")
    client.force_login(make.user(is_superuser=True))

    assert client.get(TEXTS + path.format(text.pk)).status_code == 404


def test_a_changed_wording_is_the_next_version(coordinator):
    make.consent_text(wording=make.words("Vanha sanamuoto."))

    response = coordinator.post(f"{TEXTS}new/", typed())

    old, new = ConsentText.objects.order_by("version")
    assert (old.version, str(old.wording.data["fi"])) == (1, "Vanha sanamuoto.")
    assert (new.version, new.wording.data) == (
        2,
        {
            "fi": "Tekstin saa julkaista verkossa.",
            "sv": "Texten får publiceras.",
            "en": "The text may be published.",
        },
    )
    assert said(response) == ["Consent text 'Publish the text (2)' created."]


def test_a_new_version_begins_with_the_wording_in_force(coordinator):
    make.consent_text(wording=make.words("Ensimmäinen.", "Den första.", "The first."))
    make.consent_text(wording=make.words("Toinen.", "Den andra.", "The second."))

    page = coordinator.get(f"{TEXTS}new/?purpose=publish_text").content.decode()

    assert ("Den andra." in page, "Den första." in page) == (True, False)


def test_a_text_is_read_in_every_language(coordinator):
    text = make.consent_text(wording=make.words("Saa julkaista.", "Får publiceras.", "May be published."))

    shown = text_of(coordinator.get(f"{TEXTS}inspect/{text.pk}/"))

    assert "Suomi Saa julkaista. Svenska Får publiceras. English May be published." in shown


# --- the ledger ---------------------------------------------------------------------------------
def test_only_the_data_protection_officer_reads_the_ledger():
    consent = permission()

    assert who_comes_in(LEDGER) == {"Data protection officer"}
    assert who_comes_in(f"{LEDGER}results/") == {"Data protection officer"}
    assert who_comes_in(f"{LEDGER}inspect/{consent.pk}/") == {"Data protection officer"}
    assert who_comes_in(f"{LEDGER}?export=csv") == {"Data protection officer"}


@pytest.mark.parametrize("path", ["new/", "edit/{}/", "delete/{}/", "history/{}/", "usage/{}/"])
def test_nobody_writes_into_the_ledger(path):
    consent, client = permission(), client_of("")
    client.force_login(make.user(is_superuser=True))

    assert client.get(LEDGER + path.format(consent.pk)).status_code == 404


def test_the_ledger_is_narrowed_by_purpose_event_person_organisation_and_subject(officer):
    maija = make.user("maija@example.org", first_name="Maija", last_name="Malli")
    permission("Uimaseura", person=maija, title="Uimakoulu")
    other = permission("Espoon kaupunki", purpose=Purpose.PUBLISH_IMAGE, title="Kielikahvila")
    withdraw_consent(other.subject, Purpose.PUBLISH_IMAGE, by=None, how=Consent.How.IMPORT)

    def found(**asked):
        return about(officer.get(LEDGER, asked))

    assert found() == ["Kielikahvila", "Kielikahvila", "Uimakoulu"]
    assert found(purpose="publish_text") == ["Uimakoulu"]
    assert found(given="false") == ["Kielikahvila"]
    assert found(given="true") == ["Kielikahvila", "Uimakoulu"]
    assert found(person="maija malli") == found(person="maija@") == ["Uimakoulu"]
    assert found(organisation="espoon") == ["Kielikahvila", "Kielikahvila"]
    assert found(about="uima") == ["Uimakoulu"]


def test_one_event_shows_the_wording_as_the_person_saw_it(officer):
    consent = permission(person=make.user("maija@example.org", first_name="Maija", last_name="Malli"))

    shown = text_of(officer.get(f"{LEDGER}inspect/{consent.pk}/"))

    assert f"Wording shown {consent.wording}" in shown
    assert "Given Given" in shown
    assert "Person Maija Malli" in shown


def test_the_ledger_takes_as_many_queries_for_three_as_for_one(officer):
    def queries():
        return [number_of_queries(officer, address) for address in (LEDGER, f"{LEDGER}?export=csv")]

    permission(person=make.user())
    queries()
    one = queries()
    permission("Espoo", person=make.user(), purpose=Purpose.PUBLISH_IMAGE)
    permission("Vantaa")

    assert queries() == one


def test_the_ledger_is_downloaded_with_formulas_made_harmless(officer):
    consent = permission("=Uimaseura", person=make.user("maija@example.org"), title="@Uimakoulu")

    response = officer.get(f"{LEDGER}?export=csv")
    (row,) = csv.DictReader(StringIO(b"".join(response.streaming_content).decode()))

    assert {name: value for name, value in row.items() if name != "Time"} == {
        "Event": "Given",
        "Purpose": "Publish the text",
        "Version": "1",
        "About": "'@Uimakoulu",
        "Identifier": str(consent.subject),
        "Person": "maija@example.org",
        "E-mail address": "maija@example.org",
        "Organisation": "'=Uimaseura",
        "Language": consent.language,
        "Wording shown": "Tekstin saa julkaista.",
        "How": "form",
        "Note": "",
    }
