"""Permissions end at one press: on My entries, or by the link in the receipt without signing in."""

import re

import pytest
from django.core import signing

from people.models import Consent, Letter, Purpose
from pledges import actions
from pledges.models import Entry
from pledges.states import State
from tests import make

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://localhost:8000(/en/withdraw-permissions/\S+)")


@pytest.fixture
def author():
    return make.user("author@example.org", language="en")


@pytest.fixture
def draft(author):
    entry = make.entry(author=author, language="en")
    for purpose in Purpose:
        make.permission(entry, purpose, by=author)
    return entry


def link_in_receipt(entry, author) -> str:
    actions.submit(entry, by=author)
    return LINK.search(Letter.objects.get(kind="receipt", to=author.email).body)[1]


def standing(entry) -> list[str]:
    return sorted(Consent.objects.in_force().about(entry.uuid).by_purpose())


def test_the_link_in_the_receipt_shows_what_stands_and_one_press_ends_it(client, author, draft):
    link = link_in_receipt(draft, author)

    shown = client.get(link)
    assert (shown.status_code, standing(draft)) == (200, sorted(Purpose.values))
    assert shown["Referrer-Policy"] == "no-referrer"
    assert "no-store" in shown["Cache-Control"]

    client.post(link)

    assert standing(draft) == []
    gone = Consent.objects.filter(given=False)
    assert {(one.how, one.person) for one in gone} == {(Consent.How.LINK, None)}
    assert Entry.objects.get().state == State.SUBMITTED
    assert "Nothing of this entry may be published" in client.get(link).content.decode()


def test_pressing_twice_withdraws_once(client, author, draft):
    link = link_in_receipt(draft, author)

    client.post(link)
    client.post(link)

    assert Consent.objects.filter(given=False).count() == len(Purpose)


def test_a_link_is_good_for_its_own_entry_only(client, author, draft):
    link = link_in_receipt(draft, author)
    other = make.entry(author=author, published=True)
    proof = link.rstrip("/").rsplit("/", 1)[-1]
    foreign = signing.Signer(salt="something else").signature(str(draft.uuid))

    answers = [
        client.post(f"/en/withdraw-permissions/{uuid}/{proof}/").status_code
        for uuid, proof in ((other.uuid, proof), (draft.uuid, foreign), (draft.uuid, proof[:-1]))
    ]

    assert answers == [404, 404, 404]
    assert (standing(draft), standing(other)) == (sorted(Purpose.values), sorted(Purpose.values))


def test_the_link_opens_nothing_of_the_text(client, author, draft):
    link = link_in_receipt(draft, author)
    text = client.get(link).content.decode()

    assert [word for word in (draft.title, draft.summary, draft.contact_email) if word in text] == []


def test_my_entries_offers_the_same_in_one_press(client, author, draft):
    actions.submit(draft, by=author)
    client.force_login(author)
    page = client.get("/en/my-entries/").content.decode()
    assert page.count('value="all"') == 1

    answer = client.post(f"/en/my-entries/{draft.uuid}/permissions/", {"withdraw": "all"})

    assert answer["Location"] == f"/en/my-entries/{draft.uuid}/#permissions"
    assert standing(draft) == []
    assert {one.how for one in Consent.objects.filter(given=False)} == {Consent.How.FORM}
    assert client.get("/en/my-entries/").content.decode().count('value="all"') == 0


def test_nobody_else_withdraws_from_my_entries(client, draft):
    client.force_login(make.user("stranger@example.org"))

    answer = client.post(f"/en/my-entries/{draft.uuid}/permissions/", {"withdraw": "all"})

    assert (answer.status_code, standing(draft)) == (404, sorted(Purpose.values))


def test_a_receipt_without_permissions_carries_no_link(author):
    entry = make.entry(author=author, language="en")
    actions.submit(entry, by=author)

    assert LINK.findall(Letter.objects.get(kind="receipt", to=author.email).body) == []
