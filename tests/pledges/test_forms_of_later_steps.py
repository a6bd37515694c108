"""The forms after the first step: questions, permissions – and the one before it, start."""

import pytest

from people.models import Consent, Purpose
from pledges.forms import DetailsForm, PermissionsForm, StartForm
from tests import make
from tests.make import posted
from tests.pledges.test_forms import saved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


# --- details ----------------------------------------------------------------------------------
def test_the_questions_of_the_kind_are_asked_and_answered(author):
    call = make.campaign()
    asked = make.question(call, kind="pledge", max_length=20)
    both = make.question(call, kind="", label=make.words("Missä?", "Var?", "Where?"))
    make.question(call, kind="initiative")
    make.question(call, retired=True)
    entry = make.entry(author=author, campaign=call)
    names = [f"question_{asked.pk}", f"question_{both.pk}"]
    form = DetailsForm(posted(version=1, **{names[0]: "Uutta", names[1]: "Oulussa"}), entry=entry)
    assert list(form.questions) == names
    stands = saved(form, author)
    assert [(answer.question, answer.text) for answer in stands.answers.all()] == [
        (asked, "Uutta"),
        (both, "Oulussa"),
    ]
    too_long = DetailsForm(posted(version=2, **{names[0]: "x" * 21}), entry=stands)
    assert too_long.errors == {names[0]: ["Ensure this value has at most 20 characters (it has 21)."]}


# --- permissions ------------------------------------------------------------------------------
CONTACT = {"contact_name": "Maija", "contact_email": "maija@example.org", "contact_phone": "040 1234567"}


@pytest.fixture
def wordings():
    return {
        purpose: make.consent_text(purpose, label=make.words("Saa", "Får", "May"))
        for purpose in (Purpose.PUBLISH_TEXT, Purpose.PUBLISH_IMAGE)
    }


def standing(entry) -> set[str]:
    return set(Consent.objects.in_force().about(entry.uuid).values_list("text__purpose", flat=True))


def test_every_box_begins_unticked(entry, wordings):
    form = PermissionsForm(entry=entry)
    assert {name: form[name].initial for name in form.texts} == {
        "publish_text_1": False,
        "publish_image_1": False,
    }


def test_ticked_boxes_are_given_and_unticked_ones_withdrawn(entry, author, wordings):
    first = saved(PermissionsForm(posted(version=1, publish_text_1="on", **CONTACT), entry=entry), author)
    assert (standing(entry), first.contact_phone) == ({"publish_text"}, "040 1234567")
    saved(PermissionsForm(posted(version=2, publish_image_1="on", **CONTACT), entry=first), author)
    assert standing(entry) == {"publish_image"}


def test_a_permission_keeps_the_wording_that_was_shown(entry, author, wordings):
    saved(PermissionsForm(posted(version=1, publish_text_1="on"), entry=entry), author)
    consent = Consent.objects.in_force().about(entry.uuid).get()
    assert (consent.language, consent.wording, consent.person, consent.how) == (
        "en",
        wordings[Purpose.PUBLISH_TEXT].wording.localize("en"),
        author,
        "form",
    )


def test_a_changed_wording_is_asked_anew_and_says_which_stands(entry, author, wordings):
    make.permission(entry, by=author)
    make.consent_text(Purpose.PUBLISH_TEXT)
    form = PermissionsForm(entry=entry)
    assert (form["publish_text_2"].initial, form.fields["publish_text_2"].earlier.text.version) == (False, 1)


def test_a_box_ticked_for_a_wording_that_changed_meanwhile_is_not_taken(entry, wordings):
    make.consent_text(Purpose.PUBLISH_TEXT)
    form = PermissionsForm(posted(version=1, publish_text_1="on"), entry=entry)
    assert form.errors == {
        "publish_text_2": ["The wording has changed meanwhile. Please read it and tick it again."]
    }


@pytest.mark.parametrize(
    "address", ["maija", "maija@", "a@b..fi", "x" * 250 + "@example.org", "a@b.fi\nBcc: c@d.fi"]
)
def test_a_wrong_contact_address_is_refused(entry, address):
    form = PermissionsForm(posted(version=1, contact_email=address), entry=entry)
    assert list(form.errors) == ["contact_email"]


@pytest.mark.parametrize(
    "number",
    [
        *("0401234567", "040 123 4567", "040-1234567", "+358 (0)9 310 1691", "+46 8-508 00 000", "018/25000"),
        *("09 310 1691 ext. 12", "09 310 1691, alanumero 12", "09 3101691 x12", "+1.202.555.0143 #7"),
        *("\u0660\u0664\u0660 \u0661\u0662\u0663\u0664", "116 117", "040\u20131234567", ""),
    ],
)
def test_a_phone_number_is_taken_as_it_is_written_in_any_country(entry, author, number):
    form = PermissionsForm(posted(version=1, **CONTACT | {"contact_phone": number}), entry=entry)
    assert saved(form, author).contact_phone == number


@pytest.mark.parametrize("number", ["soita", "soita 040 123 4567", "1234", "+", "maija@example.org", "( - )"])
def test_what_nobody_can_call_is_refused_at_its_place_and_stays_there(entry, number):
    form = PermissionsForm(posted(version=1, **CONTACT | {"contact_phone": number}), entry=entry)
    words = "Enter a phone number in digits, such as 040 123 4567 or +358 40 123 4567."
    assert (form.errors, form["contact_phone"].value()) == ({"contact_phone": [words]}, number)


# --- start -------------------------------------------------------------------------------------
TOKEN = "12345678-1234-4123-8123-123456789012"


def test_start_takes_only_kinds_of_the_campaign_and_own_organisations():
    call = make.campaign(initiatives_allowed=False)
    own, foreign = make.organisation(), make.organisation()
    form = StartForm(
        posted(kind="initiative", organisation=str(foreign.uuid), token=TOKEN),
        campaign=call,
        organisations=[own],
        wanted={},
    )
    assert sorted(form.errors) == ["kind", "organisation"]


def test_start_asks_for_an_organisation_when_there_are_some():
    own = [make.organisation()]
    form = StartForm(
        posted(kind="pledge", token=TOKEN), campaign=make.campaign(), organisations=own, wanted={}
    )
    assert form.errors == {"organisation": ["Choose the organisation."]}
