import pytest
from django.urls import reverse
from django.utils import translation

from pledges.search import matching, parsed, typed
from tests import make, make_pages

pytestmark = pytest.mark.django_db

NASTY = [
    '"',
    '""',
    '"a',
    '"' * 10_000,
    "\x00",
    "a\x00b",
    "%",
    "a OR b",
    "NEAR(a b)",
    "title:x",
    "a*",
    "((((",
    "\\",
    "'",
    "💚",
    "ﷺ" * 100,
    "x" * 1_000_000,
    "a " * 500_000,
    "-" * 300,
]


@pytest.fixture
def address():
    with translation.override("fi"):
        return reverse("search")


@pytest.fixture
def hosts():
    return make_pages.campaign_pages()


def found(client, address, words) -> tuple[list, list]:
    search = client.get(address, {"q": words}).context["search"]
    return [page.title for page in search.pages], [one.entry.reference for one in search.entries]


def public(hosts, **fields):
    return make.entry(campaign=hosts["fi"].campaign, state="accepted", published=True, **fields)


def test_pages_of_the_language_and_public_entries_are_found(client, hosts, address):
    home = hosts["fi"].get_parent()
    make_pages.content(home, title="Talkoot", slug="talkoot")
    make_pages.content(hosts["sv"].get_parent(), title="Talkoot på finska", slug="talko")
    make_pages.content(home, title="Talkoot luonnos", slug="luonnos", live=False)
    entry = public(hosts, title="Talkoot joka viikko")
    assert found(client, address, "talkoot") == (["Talkoot"], [entry.reference])


def test_a_hit_leads_to_the_entry_on_the_page_of_its_campaign_in_this_language(client, hosts):
    entry = public(hosts, title="Talkoot")
    with translation.override("sv"):
        search = client.get(reverse("search"), {"q": "talkoot"}).context["search"]
        assert [one.address for one in search.entries] == [hosts["sv"].entry_address(entry.reference)]


def test_what_is_not_public_is_never_betrayed_by_a_hit(client, hosts, address):
    campaign = hosts["fi"].campaign
    for state in ("draft", "submitted", "returned", "declined", "withdrawn"):
        make.entry(campaign=campaign, state=state, published=True, title="Salaisuus")
    make.entry(campaign=campaign, state="accepted", title="Salaisuus")
    assert len(matching("salaisuus")) == 6
    assert found(client, address, "salaisuus") == ([], [])


def test_names_and_contacts_are_not_searched(client, hosts, address):
    public(hosts, organisation=make.organisation(name=make.words("Salaseura")), contact_name="Pirkko Piilo")
    assert [found(client, address, words) for words in ("Salaseura", "Pirkko", "Piilo")] == [([], [])] * 3


def test_all_words_must_be_there_and_a_phrase_as_it_stands(client, hosts, address):
    entry = public(hosts, title="Sauna kaikille naapureille")
    results = {
        words: found(client, address, words)[1] == [entry.reference]
        for words in (
            "naapureille sauna",
            "sauna uimahalli",
            '"sauna kaikille"',
            '"kaikille sauna"',
            'naapureille "sauna kaikille"',
        )
    }
    assert list(results.values()) == [True, False, True, False, True]


@pytest.mark.parametrize("words", NASTY)
def test_nothing_that_is_typed_breaks_the_search(client, hosts, address, words):
    public(hosts)
    assert client.get(address, {"q": words}).status_code == 200


def test_what_was_typed_is_shown_again_without_what_breaks_readers():
    assert typed('  sauna \x00 "ja"\n uinti  ') == 'sauna "ja" uinti'
    assert typed("x" * 500) == "x" * 200
    assert parsed('" % ( ""') is None


def test_an_empty_search_asks_nothing_of_the_index(client, hosts, address):
    search = client.get(address).context["search"]
    assert (search.is_asked, search.pages, search.entries) == (False, [], [])


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_takes_the_same_queries_for_one_hit_and_for_three(
    client, hosts, address, number, django_assert_num_queries
):
    for _ in range(number):
        public(hosts, title="Talkoot")
        make_pages.content(hosts["fi"].get_parent(), title="Talkoot", slug=f"talkoot-{_}")
    client.get(address, {"q": "talkoot"})
    with django_assert_num_queries(12):
        client.get(address, {"q": "talkoot"})
