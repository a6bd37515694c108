"""A search beside an invitation that is half typed: nothing typed is lost, with script or without."""

import pytest
from bs4 import BeautifulSoup

from pledges.models import Partner
from tests import make
from tests.addresses import english
from tests.pledges.test_screens import next_page, press
from tests.pledges.test_views_partners import INVITATION, names, step

TYPED = {"role": "Tilat", "contribution": "Sali tiistaisin", "language": "sv", "email": "naapuri@example.org"}


@pytest.fixture
def register(db):
    return make.organisation(name=make.words("Oulun kielikoulu"), business_id="0201256-6")


def send(writing, entry, **pressed):
    return writing.post(english("pledges:invite", entry.uuid), INVITATION | TYPED | pressed)


def told(page) -> dict:
    return {field.name: field.value() for field in page.context["form"].visible_fields()}


def test_a_search_finds_and_keeps_the_words_unjudged(writing, entry, register):
    page = send(writing, entry, find="1", q="kieli", name="", role="")
    assert names(page) == ["Oulun kielikoulu"]
    kept = {"name": "", "kind": "association", "business_id": None} | TYPED | {"role": None}
    assert (told(page), page.context["form"].errors, Partner.objects.count()) == (kept, {}, 0)


def test_the_one_that_was_chosen_keeps_the_words(writing, entry, register):
    page = send(writing, entry, choose=str(register.uuid), q="kieli")
    assert (page.context["form"].organisation, told(page), names(page)) == (register, TYPED, [])
    again = send(writing, entry, choose="", q="Naapurit ry", organisation=str(register.uuid), name="")
    assert told(again) == {"name": "Naapurit ry", "kind": "association", "business_id": None} | TYPED


def test_the_words_are_kept_through_a_signing_in(client, author, entry, register):
    send(client, entry, find="1", q="kieli")
    client.force_login(author)
    page = client.get(english("pledges:invite", entry.uuid))
    assert (names(page), told(page)["contribution"]) == (["Oulun kielikoulu"], "Sali tiistaisin")


def test_the_search_belongs_to_the_invitation_only_while_one_is_open(writing, entry):
    for query, owner in (({}, None), ({"new": "1"}, "invite")):
        page = BeautifulSoup(writing.get(step(entry), query).content, "html.parser")
        assert page.select_one("#id_find").get("form") == owner


@pytest.mark.parametrize("browser", ["page", "plain"])
def test_somebody_searches_in_the_middle_of_an_invitation(
    request, live_server, client, author, entry, register, browser
):
    tab = request.getfixturevalue(browser)
    tab.sign_in(client, author)
    tab.open(f"{step(entry)}?new=1")
    tab.locator("#id_role").fill("Tilat")
    tab.locator("#id_contribution").fill("Sali tiistaisin")
    tab.locator("#id_find").fill("kieli")
    if browser == "page":
        with next_page(tab):
            tab.get_by_role("option", name="Oulun kielikoulu").click()
        assert tab.axe_violations() == []
    else:
        press(tab, "Search")
        press(tab, "Oulun kielikoulu")
    assert tab.get_by_role("group", name="Invite Oulun kielikoulu").is_visible()
    values = [tab.locator(f"#id_{name}").input_value() for name in ("role", "contribution")]
    assert values == ["Tilat", "Sali tiistaisin"]
    tab.locator("#id_email").fill("a@example.org")
    press(tab, "Send the invitation")
    assert Partner.objects.get().organisation == register
