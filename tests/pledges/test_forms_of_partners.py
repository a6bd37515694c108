"""The form that invites, and what it refuses."""

import pytest

from pledges.forms import InvitationForm
from tests import make
from tests.pledges.test_forms_of_later_steps import posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


INVITATION = {
    "name": "Naapuri ry",
    "kind": "association",
    "business_id": "",
    "email": "naapuri@example.org",
    "role": "Tilat",
    "contribution": "",
    "language": "fi",
}


@pytest.mark.parametrize("number", ["1234567-8", "0201256-7", "abc", "12345678901234", "0201256-6x"])
def test_a_wrong_business_id_is_refused_in_the_readers_language(entry, number):
    form = InvitationForm(posted(**INVITATION | {"business_id": number}), entry=entry)
    assert form.errors == {
        "business_id": [
            f"“{number}” is not a valid business ID. It has the form 1234567-1; check the digits."
        ]
    }


@pytest.mark.parametrize("number", ["0201256-6", "02012566", "FI02012566", " 201256-6 "])
def test_a_business_id_is_taken_in_every_usual_form(entry, number):
    form = InvitationForm(posted(**INVITATION | {"business_id": number}), entry=entry)
    assert (form.errors, form.cleaned_data["business_id"]) == ({}, "0201256-6")


def test_an_organisation_is_invited_once(entry, author):
    first = InvitationForm(posted(**INVITATION), entry=entry)
    second = InvitationForm(posted(**INVITATION | {"name": "NAAPURI RY"}), entry=entry)
    assert (first.is_valid(), second.is_valid()) == (True, True)
    assert str(first.save(by=author).organisation) == "Naapuri ry"
    assert second.save(by=author) is None
    assert second.errors == {"name": ["This organisation takes part or has been invited already."]}


def test_a_letter_needs_an_address_and_a_link_none(entry, author):
    words = INVITATION | {"email": ""}
    letter = InvitationForm(posted(**words, how="letter"), entry=entry)
    link = InvitationForm(posted(**words, how="link"), entry=entry)
    assert letter.errors == {"email": ["Give an address for the letter, or make a link to hand on."]}
    assert (link.errors, link.save(by=author).email) == ({}, "")


def test_an_address_typed_beside_the_button_for_a_link_gets_no_letter(entry, author):
    form = InvitationForm(posted(**INVITATION, how="link"), entry=entry)
    assert (form.is_valid(), form.save(by=author).email) == (True, "")


def test_an_organisation_of_the_register_is_not_described_and_its_people_have_addresses(entry):
    free = make.organisation(business_id="0201256-6")
    claimed = make.organisation(people=[make.user()])
    fields = ["role", "contribution", "language", "email", "how"]
    assert list(InvitationForm(entry=entry, organisation=free).fields) == fields
    assert list(InvitationForm(entry=entry, organisation=claimed).fields) == [
        name for name in fields if name != "email"
    ]


def test_asking_again_begins_with_what_was_said(entry):
    partner = make.partner(entry, state="declined", language="sv")
    form = InvitationForm(entry=entry, partner=partner)
    begins = {name: form[name].value() for name in ("role", "contribution", "language", "email")}
    assert begins == {
        "role": "Tilat",
        "contribution": "Salit ja ohjaajat",
        "language": "sv",
        "email": "kumppani@example.org",
    }


def test_the_limit_of_the_campaign_is_told_above_the_form(author):
    full = make.entry(author=author, campaign=make.campaign(max_partners=0))
    form = InvitationForm(posted(**INVITATION), entry=full)
    assert (form.is_valid(), form.save(by=author)) == (True, None)
    assert form.non_field_errors() == ["An entry in this campaign can have no more partners."]
