"""The submitter and its partners on the page: whom to ask, and one press for everything else."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from pledges.models import Partner
from tests import make
from tests.addresses import english

pytestmark = pytest.mark.django_db

INVITATION = {
    "name": "Naapuri ry",
    "kind": "association",
    "email": "naapuri@example.org",
    "role": "Tilat",
    "language": "sv",
}


def step(entry) -> str:
    return english("pledges:edit", entry.uuid, "partners")


def press(client, verb, partner, **data):
    return client.post(english(f"pledges:{verb}", partner.entry.uuid, partner.pk), data, follow=True)


def stands(partner) -> Partner:
    return Partner.objects.get(pk=partner.pk)


def test_an_invitation_is_told_of_to_the_minute(writing, entry):
    at = make.moment("2015-10-21 21:18:31")
    made = make.partner(entry)
    Partner.objects.filter(pk=made.pk).update(invited_at=at, reminded_at=at, expires_at=at)
    page = BeautifulSoup(writing.get(step(entry)).text, "html.parser")
    when = "Thursday 22 October 2015 at 00:18 (Finnish time, EEST)"
    words = f"Invited on {when}. It has not answered yet. Reminded on {when}. It can answer until {when}."
    assert words in " ".join(page.main.text.split())


def test_an_invitation_is_sent_and_listed(writing, entry):
    response = writing.post(english("pledges:invite", entry.uuid), INVITATION, follow=True)
    assert response.redirect_chain == [(step(entry), 302)]
    assert "The invitation is on its way." in response.text
    assert "Naapuri ry" in response.text


def test_a_second_invitation_is_refused_at_its_field(writing, entry):
    for _ in range(2):
        response = writing.post(english("pledges:invite", entry.uuid), INVITATION)
    assert response.context["form"].errors == {
        "name": ["This organisation takes part or has been invited already."]
    }
    assert Partner.objects.count() == 1


def test_a_link_to_hand_on_is_shown_once(writing, entry):
    words = INVITATION | {"email": "", "how": "link"}
    first = writing.post(english("pledges:invite", entry.uuid), words, follow=True)
    link = f"http://localhost:8000/sv/invitation/{Partner.objects.get().key}/"
    assert [link in page.text for page in (first, writing.get(step(entry)))] == [True, False]
    again = press(writing, "ask_partner_again", Partner.objects.get(), **words)
    fresh = f"http://localhost:8000/sv/invitation/{Partner.objects.get().key}/"
    assert (link == fresh, fresh in again.text) == (False, True)


def test_a_link_that_went_by_letter_after_one_to_hand_on_is_not_shown_to_whoever_asks(writing, entry):
    writing.post(english("pledges:invite", entry.uuid), INVITATION | {"email": "", "how": "link"})
    asked = Partner.objects.get()
    make.Representative.objects.create(user=make.user(), organisation=asked.organisation, role="owner")

    page = press(writing, "ask_partner_again", asked, role="Tilat", language="sv")

    assert ("on its way" in page.text, f"/invitation/{stands(asked).key}/" in page.text) == (True, False)


def test_words_typed_before_sign_in_are_there_again(client, author, entry):
    client.post(english("pledges:invite", entry.uuid), INVITATION)
    client.force_login(author)
    page = client.get(english("pledges:invite", entry.uuid))
    assert page.context["form"]["name"].value() == "Naapuri ry"
    assert Partner.objects.count() == 0


# --- the register ----------------------------------------------------------------------------------
@pytest.fixture
def register():
    """Found is who has a business ID, or somebody who acts for it; not a name typed into a draft."""
    return {
        "claimed": make.organisation(name=make.words("Kielikahvila ry"), people=[make.user()]),
        "numbered": make.organisation(name=make.words("Oulun kielikoulu"), business_id="0201256-6"),
        "typed": make.organisation(name=make.words("Kielikerho")),
    }


def names(page) -> list[str]:
    return [str(one.organisation) for one in page.context["found"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kieli", ["Kielikahvila ry", "Oulun kielikoulu"]),
        ("KIELIKAHVILA", ["Kielikahvila ry"]),
        ("0201256-6", ["Oulun kielikoulu"]),
        ("FI02012566", ["Oulun kielikoulu"]),
        ("ki", []),
        ("kielikerho", []),
        ("%", []),
    ],
)
def test_the_register_is_searched_by_name_and_business_id(writing, entry, register, words, found):
    assert names(writing.get(step(entry), {"q": words})) == found
    answer = writing.get(english("pledges:find_partner", entry.uuid), {"q": words}).json()
    assert [row["name"] for row in answer["rows"]] == found


def test_who_takes_part_is_shown_but_not_offered(writing, entry, register):
    make.partner(entry, organisation=register["claimed"])
    answer = writing.get(english("pledges:find_partner", entry.uuid), {"q": "kielikahvila"}).json()
    assert answer == {
        "rows": [
            {
                "name": "Kielikahvila ry",
                "details": "Association or foundation · takes part already",
                "address": "",
            }
        ],
        "words": "1 organisation found",
    }


def test_the_found_one_is_invited(writing, entry, register):
    page = writing.get(step(entry), {"organisation": register["numbered"].uuid})
    assert page.context["form"].organisation == register["numbered"]
    words = {"organisation": register["numbered"].uuid, "role": "Tilat", "language": "fi", "email": "a@b.fi"}
    writing.post(english("pledges:invite", entry.uuid), words)
    assert Partner.objects.get().organisation == register["numbered"]


def test_what_was_looked_for_in_vain_becomes_the_name(writing, entry):
    page = BeautifulSoup(writing.get(step(entry)).content, "html.parser")
    describe = page.find("button", attrs={"name": "new"})
    assert describe.find_parent("form").find(attrs={"name": "q"})  # whatever was typed goes along
    assert describe["formaction"] == f"{step(entry)}#invite"
    page = BeautifulSoup(writing.get(step(entry), {"q": "Naapuri ry", "new": "1"}).content, "html.parser")
    assert page.find("input", attrs={"name": "name"})["value"] == "Naapuri ry"
    assert page.find("button", attrs={"name": "new"}) is None


def test_beside_an_open_invitation_going_on_says_what_it_leaves_out(writing, entry):
    """Else the button below a filled-in invitation reads as the one that keeps it."""

    def way_on(query):
        page = BeautifulSoup(writing.get(step(entry), query).content, "html.parser")
        link = page.select_one(f'a.ds-button[href="{english("pledges:edit", entry.uuid, "details")}"]')
        return link.get_text(), link.get("data-variant")

    assert way_on({}) == ("Continue to the next step", None)
    assert way_on({"new": "1"}) == ("Continue without inviting", "secondary")


@pytest.mark.parametrize("wanted", ["typed", "nonsense", "unknown"])
def test_what_is_not_in_the_register_cannot_be_chosen(writing, entry, register, wanted):
    uuid = {"typed": register["typed"].uuid, "nonsense": "x", "unknown": entry.uuid}[wanted]
    assert writing.get(step(entry), {"organisation": uuid}).context["form"] is None


def test_the_search_is_for_those_who_may_invite(client, author, entry, register):
    address = english("pledges:find_partner", entry.uuid)
    client.force_login(make.user())
    assert client.get(address, {"q": "kieli"}).status_code == 404
    client.force_login(author)
    sent = make.entry(author=author, organisation=entry.organisation, state="submitted")
    assert client.get(english("pledges:find_partner", sent.uuid), {"q": "kieli"}).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_of_the_database_however_long_it_is(
    writing, entry, number, django_assert_num_queries
):
    for _ in range(number):
        make.partner(entry, state="corrected")
    writing.get(step(entry))
    with django_assert_num_queries(20):
        writing.get(step(entry))


# --- one press ---------------------------------------------------------------------------------
def test_a_reminder_is_sent_and_then_refused_until_tomorrow(writing, entry):
    partner = make.partner(entry, invited_at=timezone.now() - timedelta(days=2))
    first, second = (press(writing, "remind_partner", partner) for _ in range(2))
    assert f"{partner.organisation} has been reminded by letter." in first.text
    assert "It got a letter less than a day ago. Please wait until tomorrow." in second.text


def test_both_texts_of_a_correction_are_shown_until_they_are_noted_and_after(writing, entry):
    partner = make.partner(entry, state="corrected")
    page = writing.get(step(entry))
    assert [words in page.text for words in ("You had written:", "Keittiö", "Tilat")] == [True, True, True]
    noted = press(writing, "take_note_of_partner", partner)
    assert stands(partner).state == "confirmed"
    assert f"You have taken note of what {partner.organisation} corrected." in noted.text
    assert "I have seen the correction" not in noted.text


def test_a_partner_is_removed_once_and_a_foreign_one_never(writing, entry):
    own, foreign = make.partner(entry), make.partner(make.entry())
    pages = [
        writing.post(english("pledges:remove_partner", entry.uuid, partner.pk), follow=True)
        for partner in (own, own, foreign)
    ]
    assert [page.status_code for page in pages] == [200, 200, 404]
    assert "This is not possible any more." in pages[1].text
    assert list(Partner.objects.order_by("pk").values_list("state", flat=True)) == ["left", "invited"]


def test_a_wrong_address_is_told_at_its_field_and_the_words_stay(writing, entry):
    partner = make.partner(entry, state="declined")
    page = press(writing, "ask_partner_again", partner, role="Uusi", language="fi", email="x@")
    assert (list(page.context["form"].errors), page.context["form"]["role"].value()) == (["email"], "Uusi")
    assert stands(partner).state == "declined"


@pytest.mark.parametrize(
    "name", ["remind_partner", "ask_partner_again", "remove_partner", "take_note_of_partner"]
)
def test_nothing_happens_by_looking_and_strangers_find_nothing(client, author, entry, name):
    partner = make.partner(entry, state="corrected" if name.startswith("take") else "invited")
    client.force_login(author)
    client.get(english(f"pledges:{name}", entry.uuid, partner.pk))
    client.force_login(make.user())
    assert press(client, name, partner, role="X", email="a@b.fi", language="fi").status_code == 404
    assert stands(partner).state == partner.state


def test_open_invitations_of_a_sent_entry_are_seen_to_on_its_page(writing, author):
    entry = make.entry(author=author, state="submitted")
    partner = make.partner(entry)
    page = press(writing, "remove_partner", partner)
    assert (page.redirect_chain[-1][0], stands(partner).state) == (
        f"{english('pledges:entry_status', entry.uuid)}#partners",
        "left",
    )
