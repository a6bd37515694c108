"""The accessibility statement: it says what is known, claims nothing that nobody filled in, and is found."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import Site

from cms.models import AccessibilityStatement, SiteSettings
from people.models import DAYS_TO_ANSWER
from tests import make, make_pages
from tests.addresses import english
from tests.staff import client_of, text_of, who_comes_in

pytestmark = pytest.mark.django_db

FILLED = {
    "organisation": make.words("Ministeriö", "Ministeriet", "The ministry"),
    "phone": "0295 16001",
    "conformance": "partial",
    "not_yet": make.words("Kartta", "Kartan", "The map"),
    "assessed_by": "own",
    "assessed_on": date(2026, 3, 1),
    "prepared_on": date(2026, 3, 2),
}


@pytest.fixture
def address(client):
    make_pages.site()
    return english("accessibility_statement")


def statement(**fields) -> AccessibilityStatement:
    return AccessibilityStatement.objects.create(site=Site.objects.get(), **fields)


def edit_address() -> str:
    return reverse("wagtailsettings:edit", args=["cms", "accessibilitystatement", Site.objects.get().pk])


def test_an_empty_statement_claims_nothing_and_reading_it_writes_nothing(client, address):
    words = text_of(client.get(address))
    assert "has not been established yet" in words
    assert [claim in words for claim in ("The site meets", "We have assessed", "The assessment is of")] == [
        False,
        False,
        False,
    ]
    assert AccessibilityStatement.objects.count() == 0


def test_the_statement_says_whom_to_tell_and_who_supervises(client, address):
    SiteSettings.objects.update(feedback_address="palaute@example.org")
    html = client.get(address).text
    assert f'href="{english("accessibility_feedback")}"' in html
    words = text_of(client.get(address))
    assert f"We answer within {DAYS_TO_ANSWER} days." in words
    assert "Finnish Transport and Communications Agency Traficom" in words
    assert "palaute (a) at example.org" in words


@pytest.mark.parametrize(
    ("conformance", "sentence"),
    [
        ("full", "The site meets the requirements of the law: levels A and AA"),
        ("partial", "in part."),
        ("none", "The site does not meet the requirements of the law yet"),
    ],
)
def test_the_statement_says_what_was_filled_in(client, address, conformance, sentence):
    statement(**(FILLED | {"conformance": conformance, "authority": make.words("Valvoja")}))
    words = text_of(client.get(address))
    said = (sentence, "The ministry", "The map", "We have assessed the site ourselves.", "Valvoja")
    assert [part for part in (*said, "1 March 2026", "2 March 2026") if part not in words] == []
    assert "Traficom" not in words


def test_a_text_that_has_no_translation_stands_in_its_own_language(client, address):
    statement(not_yet=make.words("Kartta").data | {"en": "", "sv": ""})
    assert '<div lang="fi" dir="auto"><p>Kartta</p></div>' in client.get(address).text


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        (
            {},
            [
                "who answers for the site",
                "e-mail address for feedback",
                "how far the site meets the requirements",
                "who assessed the site",
                "when it was assessed",
                "when this statement was last looked through",
            ],
        ),
        (FILLED, []),
        (FILLED | {"not_yet": ""}, ["what does not meet the requirements yet"]),
        (FILLED | {"conformance": "full", "not_yet": ""}, []),
        (FILLED | {"not_yet": "", "outside": make.words("Vanhat tiedostot")}, []),
    ],
)
def test_what_is_missing_is_named(address, fields, missing):
    assert statement(**fields).missing == missing


def test_a_text_that_lacks_a_language_is_named(address):
    one = statement(**(FILLED | {"not_yet": make.words("Kartta").data | {"sv": ""}}))
    assert AccessibilityStatement.objects.get(pk=one.pk).missing == [
        "what does not meet the requirements yet – in Svenska"
    ]


def test_editors_fill_it_in_and_read_what_is_missing(address):
    assert who_comes_in(edit_address()) == {"Editor"}
    editor = client_of("Editor")
    words = text_of(editor.get(edit_address()))
    assert "Still missing: who answers for the site" in words
    assert "The accessibility statement is not complete" in text_of(editor.get("/admin/"))
    AccessibilityStatement.objects.all().delete()
    statement(**FILLED)
    assert "Still missing" not in text_of(editor.get(edit_address()))
    assert "The accessibility statement is not complete" not in text_of(editor.get("/admin/"))
    assert "accessibility statement" not in text_of(client_of("Screener").get("/admin/"))


def test_every_public_page_leads_to_the_statement_and_the_feedback_form(client, address):
    make_pages.campaign_pages()
    for path in ("/en/", "/en/partnership-campaign/", english("search"), "/en/nothing-here/", address):
        html = client.get(path).text
        assert f'href="{address}"' in html
        assert f"{english('accessibility_feedback')}?from={path.replace('/', '%2F')}" in html
