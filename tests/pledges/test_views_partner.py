"""The partner's page: no account, one answer, and an address that is a secret."""

import pytest
from django.test import Client

from people.models import Letter, Organisation
from pledges.models import Partner
from tests import make, pictures
from tests.addresses import english
from tests.pledges.test_views_form import typed

pytestmark = pytest.mark.django_db

UNKNOWN = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def author():
    return make.user()


@pytest.fixture
def entry(author):
    return make.entry(author=author, title="Kesätyö <kaikille>", contact_email=author.email)


@pytest.fixture
def partner(entry):
    return make.partner(entry, organisation=make.organisation(name=make.words("Martat ry")))


def link(partner) -> str:
    return english("pledges:partner_answer", partner.key)


def answer(client, partner, button, **words):
    data = {"name": "Martat ry", "role": partner.role, "contribution": partner.contribution, "note": ""}
    return client.post(link(partner), {**data, **words, "answer": button})


def stands(partner) -> Partner:
    return Partner.objects.select_related("organisation").get(pk=partner.pk)


def test_the_page_shows_who_asks_what_is_said_and_the_entry(client, partner, entry):
    page = client.get(link(partner))
    assert page.status_code == 200
    for words in (str(entry.organisation), "Martat ry", "Kesätyö &lt;kaikille&gt;", partner.contribution):
        assert words in page.text
    assert entry.contact_email not in page.text


@pytest.mark.parametrize("name", ["partner_answer", "partner_picture"])
def test_the_address_stays_out_of_caches_search_engines_and_referrers(client, partner, name):
    keys = (partner.key, UNKNOWN)
    pages = [client.get(english(f"pledges:{name}", key)) for key in keys]
    told = [
        (page["X-Robots-Tag"], page["Referrer-Policy"], "no-store" in page["Cache-Control"]) for page in pages
    ]
    assert told == [("noindex, nofollow", "no-referrer", True)] * 2


@pytest.mark.parametrize(
    ("ticked", "thanks", "named"), [({"may_use_name": "on"}, "confirm", True), ({}, "unnamed", False)]
)
def test_confirming_leads_to_thanks_and_tells_the_submitter(client, partner, entry, ticked, thanks, named):
    response = answer(client, partner, "confirm", **ticked)
    assert response.url == english("pledges:partner_thanks", thanks)
    assert client.get(response.url).status_code == 200
    assert (stands(partner).state, stands(partner).may_use_name, stands(partner).may_use_logo) == (
        "confirmed",
        named,
        False,
    )
    assert Letter.objects.filter(kind="partner_answered", to=entry.contact_email).count() == 1


def test_corrections_are_taken_with_the_confirmation(client, partner):
    answer(
        client, partner, "confirm", name="Martat", role="Keittiö", contribution="", note="Mielellämme\r\n!"
    )
    after = stands(partner)
    assert (str(after.organisation), after.role, after.contribution, after.answer_note, after.state) == (
        "Martat",
        "Keittiö",
        "",
        "Mielellämme\n!",
        "corrected",
    )


def test_a_link_that_was_handed_on_asks_for_an_address(client, entry):
    partner = make.partner(entry, email="", organisation=make.organisation(name=make.words("Martat ry")))
    page = answer(client, partner, "confirm")
    assert page.context["form"].errors == {"email": ["This field is required."]}
    assert answer(client, partner, "decline", email="").status_code == 302
    again = make.partner(entry, email="", organisation=make.organisation(name=make.words("Martat ry")))
    answer(client, again, "confirm", email="martta@example.org")
    letter = Letter.objects.get(kind="partnership")
    assert (stands(again).state, letter.to) == ("confirmed", "martta@example.org")


def test_an_organisation_that_nobody_acts_for_gives_its_logo_with_its_answer(client, partner):
    page = answer(client, partner, "confirm", logo=pictures.upload())
    assert page.context["form"].errors == {
        "may_use_logo": ["You chose a logo: tick here that it may be shown."]
    }
    assert "Please choose your picture again" in page.text
    answer(client, partner, "confirm", logo=pictures.upload(), may_use_logo="on", may_use_name="on")
    assert (stands(partner).may_use_logo, bool(stands(partner).organisation.logo)) == (True, True)


def test_a_file_that_is_no_picture_is_refused_at_its_field(client, partner):
    page = answer(client, partner, "confirm", logo=pictures.upload(b"<script>"), may_use_logo="on")
    assert list(page.context["form"].errors) == ["logo"]
    assert stands(partner).state == "invited"


def test_declining_needs_no_correction_of_what_is_said(client, partner):
    response = answer(client, partner, "decline", name="", role="x" * 500, note="Ei nyt.")
    assert response.url == english("pledges:partner_thanks", "decline")
    assert (stands(partner).state, stands(partner).role, stands(partner).answer_note) == (
        "declined",
        partner.role,
        "Ei nyt.",
    )


@pytest.mark.parametrize(
    ("button", "field", "value"),
    [
        ("confirm", "role", ""),
        ("confirm", "role", "x" * 121),
        ("confirm", "name", ""),
        ("confirm", "name", "www.example.org"),
        ("confirm", "contribution", "x" * 401),
        ("confirm", "note", "x" * 1001),
        ("decline", "note", "a\x00"),
        ("perhaps", "answer", "perhaps"),
    ],
)
def test_a_wrong_answer_is_told_at_its_field_and_nothing_is_answered(client, partner, button, field, value):
    page = answer(client, partner, button, **({} if field == "answer" else {field: value}))
    assert (page.status_code, list(page.context["form"].errors)) == (200, [field])
    assert page.context["form"][field].value() == value
    assert stands(partner).state == "invited"


def test_a_represented_organisation_is_not_renamed_by_link(client, entry):
    organisation = make.organisation(people=[make.user()], name=make.words("Katso www.nimi.fi"))
    partner = make.partner(entry, organisation=organisation)
    assert "name" not in client.get(link(partner)).context["form"].fields
    answer(client, partner, "confirm", name="Toinen")
    assert (stands(partner).state, str(Organisation.objects.get(pk=organisation.pk))) == (
        "confirmed",
        "Katso www.nimi.fi",
    )


def test_an_answer_to_a_used_link_changes_nothing(client, partner):
    answer(client, partner, "confirm")
    used = {"name": "X", "role": "Y", "answer": "decline"}
    assert client.post(link(partner), used).status_code == 410
    assert stands(partner).state == "confirmed"


def test_the_answer_needs_no_cookie_because_the_address_is_the_key(partner):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(
        link(partner), {"name": "Martat ry", "role": "A", "answer": "confirm"}, headers={"origin": "null"}
    )
    assert (response.status_code, stands(partner).state) == (302, "corrected")


def test_the_partner_sees_the_picture_of_the_entry_until_it_has_answered(client, author, entry, partner):
    client.force_login(author)
    client.post(
        english("pledges:edit", entry.uuid, "about"), typed(entry, image=pictures.upload(), image_alt="Kuva")
    )
    client.logout()
    address = english("pledges:partner_picture", partner.key)
    assert address in client.get(link(partner)).text
    assert b"".join(client.get(address))[:4] == b"RIFF"
    answer(client, partner, "decline")
    assert client.get(address).status_code == 410


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("confirm", 200), ("unnamed", 200), ("decline", 200), ("left", 200), ("maybe", 404)],
)
def test_the_page_of_thanks_knows_each_answer_and_nothing_else(client, outcome, status):
    assert client.get(english("pledges:partner_thanks", outcome)).status_code == status
