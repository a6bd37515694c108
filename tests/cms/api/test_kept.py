"""Open data from memory: never an old answer, one for each that differs, and none for what has no end."""

import pytest

from campaign.models import Campaign
from cms.kept import pages
from people.models import Purpose
from pledges import actions
from tests import make
from tests.cms.api.test_door import ADDRESSES, CHANGES, ROOT

pytestmark = pytest.mark.django_db

KEPT = [address for address in ADDRESSES if address not in ("entries.csv", "entries.jsonl")]


@pytest.fixture
def entry(hosts, campaign):
    entry = make.entry(state="accepted", campaign=campaign, published=True, image="a" * 32, image_alt="Väki")
    make.partner(entry, state="confirmed")
    return entry


def organisation_is_renamed(entry, partner):
    entry.organisation.name = make.words("Toinen nimi")
    entry.organisation.save()


def owner_is_renamed(entry, partner):
    owner = Campaign.objects.get().owner
    owner.name = make.words("Toinen omistaja")
    owner.save()


def theme_is_added(entry, partner):
    entry.themes.add(make.theme(entry.campaign))


def award_is_given(entry, partner):
    make.decision(entry, released=True)
    make.award(entry, name=make.words("Palkinto"))


def another_is_accepted(entry, partner):
    actions.accept(make.entry(state="submitted", campaign=entry.campaign, published=True), by=None)


MORE = [organisation_is_renamed, owner_is_renamed, theme_is_added, award_is_given, another_is_accepted]


@pytest.mark.parametrize("change", [*CHANGES, *MORE])
def test_after_a_change_the_next_answer_is_the_one_that_is_made_anew(client, entry, change):
    """No process hears of a change: all of them, this one too, read the stamps with every request."""
    addresses = [*KEPT, f"entries/{entry.reference}", "entries?campaign=koto&kind=pledge"]

    def answers():
        got = [client.get(ROOT + address) for address in addresses]
        return [(one.status_code, one.content, one.headers.get("ETag")) for one in got]

    before = answers()
    assert answers() == before
    change(entry, entry.partners.get())
    after = answers()
    pages.clear()
    assert after == answers()
    assert after != before


def test_a_permission_that_is_withdrawn_takes_the_entry_out_of_every_kept_answer(client, entry):
    addresses = ["entries", "entries.atom", f"entries/{entry.reference}", "entries?campaign=koto&lang=sv"]
    for _ in range(2):
        assert [entry.title in client.get(ROOT + address).content.decode() for address in addresses] == [
            True
        ] * 4
    actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=None)
    gone = [client.get(ROOT + address) for address in addresses]
    assert [entry.title in one.content.decode() for one in gone] == [False] * 4
    assert [one.status_code for one in gone] == [200, 200, 410, 200]


@pytest.mark.parametrize("address", KEPT)
def test_a_kept_answer_takes_one_query_and_is_the_same_to_the_last_header(
    client, entry, address, django_assert_num_queries
):
    first = client.get(ROOT + address)
    with django_assert_num_queries(1):
        kept = client.get(ROOT + address)
    assert (kept.content, dict(kept.headers)) == (first.content, dict(first.headers))
    with django_assert_num_queries(1):
        known = client.get(ROOT + address, headers={"if-none-match": first.headers["ETag"]})
    assert known.status_code == 304


def test_what_somebody_adds_to_an_address_makes_no_new_answer(client, entry):
    for number in range(3):
        for address in ("entries", "entries.atom", "statistics", f"entries/{entry.reference}"):
            answer = client.get(f"{ROOT}{address}?utm_source={number}&view={number}")
            assert f"utm_source={number}" not in answer.content.decode()
    assert len(pages) == 4
    twice = ("kind=pledge&kind=initiative", "kind=initiative&x=1&kind=pledge", "kind=pledge&kind=pledge")
    for query in (*twice, "kind=initiative&kind=pledge"):
        client.get(f"{ROOT}entries?campaign=koto&{query}")
    assert len(pages) == 6


def test_neither_words_nor_what_follows_a_cursor_nor_what_is_streamed_or_wrong_is_kept(
    client, read, entry, campaign
):
    make.entry(state="accepted", campaign=campaign, published=True)
    following = read("entries?limit=1")["next"].removeprefix("http://localhost:8000")
    pages.clear()
    others = ["entries?campaign=koto&q=lupaus", "entries.csv", "entries.jsonl", "entries/KOTO-9", "nothing"]
    for address in (following, *(ROOT + other for other in others), f"{ROOT}entries?lang=xx"):
        client.get(address).getvalue()
    assert len(pages) == 0


def test_each_language_has_its_own(client, entry):
    told = [client.get(f"{ROOT}entries?lang={code}").headers["Content-Language"] for code in ("fi", "sv")]
    assert (told, len(pages)) == (["fi", "sv"], 2)
