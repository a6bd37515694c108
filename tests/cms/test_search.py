import html
import time
from datetime import timedelta
from io import StringIO

import numpy as np
import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from cms import epochs
from cms.kept import pages
from cms.search import Search
from people.models import Municipality
from pledges import actions
from pledges.finding.lookup import Found, Matches
from pledges.models import Entry, Occurrence
from pledges.named import named_organisations
from tests import invariants, make, make_pages

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
    "مرحبا \u202e",
    "<script>alert(1)</script>",
    " ".join(f"kaupunkilainen{number}" for number in range(2000)),
]


@pytest.fixture
def address():
    with translation.override("fi"):
        return reverse("search")


def asked(client, address, words, **more):
    pages.clear()  # only of a page that is made anew is it told what went into it
    return client.get(address, {"q": words, **more}).context["search"]


def plain(markup) -> str:
    """With what matches between brackets."""
    return html.unescape(markup.replace("<mark>", "[").replace("</mark>", "]"))


def found(client, address, words, **more) -> dict[str, list[str]]:
    return {
        group.name: [plain(hit.title) for hit in group.hits]
        for group in asked(client, address, words, **more).groups
    }


def public(hosts, **fields):
    return make.entry(campaign=hosts["fi"].campaign, state="accepted", published=True, **fields)


def test_entries_organisations_news_and_pages_are_found_in_any_form_of_a_word(client, hosts, address):
    home = hosts["fi"].get_parent()
    news = make_pages.news_lists({code: host.get_parent() for code, host in hosts.items()})
    make_pages.news(news["fi"], title="Kaupunki lupaa", slug="lupaa")
    make_pages.news(news["sv"], title="Staden Kaupunki lovar", slug="lovar")
    make_pages.content(home, title="Kaupungeille", slug="kaupungeille")
    make_pages.content(home, title="Kaupunki luonnos", slug="luonnos", live=False)
    public(
        hosts,
        title="Talkoot kaupungissa",
        organisation=make.organisation(name=make.words("Kaupunkiyhdistys")),
    )
    assert found(client, address, "kaupungin") == {
        "entries": ["Talkoot [kaupungissa]"],
        "organisations": ["[Kaupunkiyhdistys]"],
        "news": ["[Kaupunki] lupaa"],
        "pages": ["[Kaupungeille]"],
    }
    assert found(client, address, "kaupungin", **{"in": "news"})["news"] == ["[Kaupunki] lupaa"]


@pytest.mark.parametrize("words", ["Tampere", "tampereella", "Tammerfors", "Pirkanmaalla", "Birkaland"])
def test_an_entry_is_found_by_where_it_is_carried_out_in_any_language(client, hosts, address, words):
    public(hosts, title="Talkoot", municipality=Municipality.objects.get(code="837"))
    public(hosts, title="Muualla", municipality=Municipality.objects.get(code="091"))
    assert found(client, address, words)["entries"] == ["Talkoot"]


def test_swedish_forms_find_each_other_on_the_pages_of_any_language(client, hosts, address):
    public(hosts, title="Löften för städerna", language="sv")
    assert found(client, address, "stad löfte") == {"entries": ["[Löften] för [städerna]"]}


def test_a_hit_leads_to_the_entry_on_the_page_of_its_campaign_in_this_language(client, hosts):
    entry = public(hosts, title="Talkoot")
    with translation.override("sv"):
        [group] = asked(client, reverse("search"), "talkoot").groups
        assert [hit.address for hit in group.hits] == [hosts["sv"].entry_address(entry.reference)]


def test_what_is_not_public_is_never_betrayed_by_a_hit_or_a_suggestion(client, hosts, address):
    campaign = hosts["fi"].campaign
    for state in ("draft", "submitted", "returned", "declined", "withdrawn"):
        make.entry(campaign=campaign, state=state, published=True, title="Salaisuus")
    make.entry(campaign=campaign, state="accepted", title="Salaisuus")
    assert [
        (asked(client, address, words).total, asked(client, address, words).suggestion)
        for words in ("salaisuus", "salaisus")
    ] == [(0, "")] * 2


def test_a_campaign_that_has_not_published_yet_is_not_searched(client, hosts, address):
    public(hosts, title="Talkoot")
    campaign = hosts["fi"].campaign
    campaign.publishes_at = timezone.now() + timedelta(hours=1)
    campaign.save()
    assert [
        (asked(client, address, words).total, asked(client, address, words).suggestion)
        for words in ("talkoot", "talkot")
    ] == [(0, "")] * 2


def test_a_withdrawal_counts_from_the_next_request_on(client, hosts, address):
    entry = public(hosts, title="Talkoot")
    before = found(client, address, "talkoot")
    actions.withdraw(entry, by=None)
    assert (before, found(client, address, "talkoot")) == ({"entries": ["[Talkoot]"]}, {})
    assert asked(client, address, "talkot").suggestion == ""


def test_a_name_is_found_only_with_its_permission_and_contacts_never(client, hosts, address):
    named = public(
        hosts, organisation=make.organisation(name=make.words("Nimiseura")), contact_name="Pirkko Piilo"
    )
    seen = [found(client, address, words) for words in ("Nimiseuran", "Pirkko", "Piilo")]
    assert seen == [{"entries": [named.title], "organisations": ["[Nimiseura]"]}, {}, {}]
    actions.set_permissions(named, {"publish_text"}, by=None)
    assert found(client, address, "Nimiseuran") == {}


def test_an_organisation_stays_found_while_another_entry_names_it_and_follows_its_name(
    client, hosts, address
):
    organisation = make.organisation(name=make.words("Nimiseura"))
    one, _other = public(hosts, organisation=organisation), public(hosts, organisation=organisation)
    [of_entries, of_organisations] = asked(client, address, "nimiseura").groups
    assert (of_entries.total, [hit.note for hit in of_organisations.hits]) == (2, ["2 entries"])
    assert client.get(of_organisations.hits[0].address).status_code == 200
    actions.withdraw(one, by=None)
    organisation.name = make.words("Uusiseura")
    organisation.save()
    assert list(found(client, address, "nimiseura")) == []
    assert list(found(client, address, "uusiseura")) == ["entries", "organisations"]


def test_a_page_behind_a_door_or_taken_down_is_found_no_longer(client, hosts, address):
    home = hosts["fi"].get_parent()
    page = make_pages.content(home, title="Talkoot", slug="talkoot")
    seen = [found(client, address, "talkoot")]
    door = PageViewRestriction.objects.create(page=page, restriction_type="login")
    seen.append(found(client, address, "talkoot"))
    door.delete()
    seen.append(found(client, address, "talkoot"))
    page.unpublish()
    seen.append(found(client, address, "talkoot"))
    page.save_revision().publish()
    page.delete()
    seen.append(found(client, address, "talkoot"))
    assert seen == [{"pages": ["[Talkoot]"]}, {}, {"pages": ["[Talkoot]"]}, {}, {}]


def test_all_words_must_be_there_and_a_phrase_as_it_stands(client, hosts, address):
    public(hosts, title="Sauna kaikille naapureille")
    words = (
        "naapurille saunat",
        "sauna uimahalli",
        '"sauna kaikille"',
        '"kaikille sauna"',
        "naapuri ”sauna kaikille”",
    )
    assert [bool(found(client, address, one)) for one in words] == [True, False, True, False, True]


def test_titles_come_before_summaries_and_these_before_texts_and_parts_of_words(client, hosts, address):
    public(hosts, title="Yksi", summary="Jotain.", description="Uimarannalle hieno puisto.")
    public(hosts, title="Kaksi", summary="Puistoja kaikille.")
    public(hosts, title="Kolme", description="Uusi leikkipuisto.")
    public(hosts, title="Puisto neljä", summary="Jotain.")
    public(hosts, title="Viisi", summary="Toinenkin puisto.")
    assert found(client, address, "puistot") == {
        "entries": ["[Puisto] neljä", "Viisi", "Kaksi", "Yksi", "Kolme"]
    }


def test_what_matches_is_marked_where_it_stands_and_everything_is_escaped(client, hosts, address):
    public(
        hosts,
        title="<b>Talkoot</b> & muuta",
        summary="Ei mitään.",
        description=f"{'Alkuun jotain muuta. ' * 20}Sitten <i>talkoissa</i> tavataan. {'Ja muuta. ' * 40}",
    )
    html = client.get(address, {"q": "talkoiden"}).content.decode()
    assert "&lt;b&gt;<mark>Talkoot</mark>&lt;/b&gt; &amp; muuta" in html
    assert "&lt;i&gt;<mark>talkoissa</mark>&lt;/i&gt; tavataan." in html
    assert ("… " in html, " …" in html, "<i>" in html) == (True, True, False)


@pytest.mark.parametrize("words", NASTY)
def test_nothing_that_is_typed_breaks_the_search_or_holds_it_up(client, hosts, address, words):
    public(hosts)
    asked(client, address, "lämmin")
    began = time.process_time()
    assert client.get(address, {"q": words}).status_code == 200
    assert time.process_time() - began < 1


def test_a_long_text_is_told_that_only_its_first_words_count(client, hosts, address):
    assert [
        asked(client, address, words).is_cut for words in ("x" * 201, "a b c d e f g h i j k l m", "talkoot")
    ] == [*(True, True, False)]


def test_only_signs_are_told_to_be_no_words(client, hosts, address):
    html = client.get(address, {"q": '" % ('}).content.decode()
    assert "There is no word to search for" in html


def test_an_empty_search_says_nothing_of_results(client, hosts, address):
    html = client.get(address).content.decode()
    assert ("Nothing was found" in html, 'role="status"' in html) == (False, False)


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("talkot", "talkoot"),
        ("tlakoot joka viikko", "talkoot joka viikko"),
        ("uimahlali", "uimahalli"),
        ("kotout", "kotoutua"),
        ("qwertyuiop", ""),
        ("joka uimahalli", ""),
    ],
)
def test_a_word_that_stands_nowhere_is_answered_with_the_nearest_that_does(
    client, hosts, address, typo, meant
):
    public(hosts, title="Talkoot joka viikko", description="Kotoutuminen alkaa.")
    public(hosts, title="Uimahalliin")
    html = client.get(address, {"q": typo})
    assert html.context["search"].suggestion == meant
    assert (f"<bdi>{meant}</bdi></a>" in html.content.decode()) == bool(meant)


def test_nothing_found_leads_on_to_the_themes_of_most_entries(client, address):
    campaign = make.campaign()
    few, many, _unused = (make.theme(campaign) for _ in range(3))
    hosts = make_pages.campaign_pages(campaign)
    public(hosts, themes=[few, many])
    public(hosts, themes=[many])
    themes = asked(client, address, "eiole").themes
    assert [theme.slug for theme in themes] == [many.slug, few.slug]
    assert client.get(themes[0].address).status_code == 200


@pytest.mark.breaks_promises
def test_nothing_found_leads_to_no_theme_that_went_while_an_entry_chose_it(client, address):
    hosts = make_pages.campaign_pages()
    gone, stays = (make.theme(hosts["fi"].campaign, slug=slug) for slug in ("gone", "stays"))
    public(hosts, themes=[gone, stays])
    gone.delete()
    assert [theme.slug for theme in asked(client, address, "eiole").themes] == [stays.slug]


def test_an_organisation_is_found_with_as_many_entries_as_its_page_names(client, hosts, address):
    seura = make.organisation(name=make.words("Nimiseura"))
    public(hosts, organisation=seura)
    make.partner(public(hosts), state="confirmed", organisation=seura)
    make.partner(public(hosts), state="invited", organisation=seura)
    actions.set_permissions(public(hosts, organisation=seura), {"publish_text"}, by=None)
    found = [group for group in asked(client, address, "nimiseura").groups if group.name == "organisations"]
    [record] = named_organisations([seura], Entry.objects.public())
    notes = [hit.note for group in found for hit in group.hits]
    assert (notes, record.filed + record.joined) == (["2 entries"], 2)


@pytest.mark.parametrize("number", [1, 4])
def test_a_search_takes_the_same_queries_for_one_hit_and_for_many(
    client, hosts, address, number, django_assert_num_queries
):
    for _ in range(number):
        public(hosts, title="Talkoot", organisation=make.organisation(name=make.words("Talkoot ry")))
        make_pages.content(hosts["fi"].get_parent(), title="Talkoot", slug=f"talkoot-{_}")
    client.get(address, {"q": "talkoot"})
    with django_assert_num_queries(9):
        search = asked(client, address, "talkoot")
    assert [group.total for group in search.groups] == [number] * 3


def test_many_are_shown_a_few_of_each_and_all_of_one_sort_page_by_page(client, hosts, address, monkeypatch):
    monkeypatch.setattr("cms.search.A_FEW", 1)
    monkeypatch.setattr("cms.search.SCREEN", 2)
    for number in range(3):
        public(hosts, title=f"Talkoot {number}")
    every = asked(client, address, "talkoot")
    first = asked(client, address, "talkoot", **{"in": "entries"})
    second = client.get(f"{address}{first.after}").context["search"]
    beyond = asked(client, address, "talkoot", **{"in": "entries", "page": "40"})
    shown = [[plain(hit.title) for hit in search.groups[0].hits] for search in (every, first, second, beyond)]
    assert shown == [["[Talkoot] 2"], ["[Talkoot] 2", "[Talkoot] 1"], ["[Talkoot] 0"], []]
    assert (every.after, first.before, second.after, bool(second.before)) == ("", "", "", True)


@pytest.mark.parametrize("odd", ["0", "-1", "x", "9" * 40, "٣"])
def test_odd_pages_and_sorts_are_ignored(client, hosts, address, odd):
    public(hosts, title="Talkoot")
    assert client.get(address, {"q": "talkoot", "in": odd, "page": odd}).status_code == 200
    assert client.get(address, {"q": "talkoot", "in": "entries", "page": odd}).status_code == 200


@pytest.mark.breaks_promises
def test_an_index_that_was_lost_is_made_anew(client, hosts, address):
    public(hosts, title="Talkoot", organisation=make.organisation(name=make.words("Talkoot ry")))
    make_pages.content(hosts["fi"].get_parent(), title="Talkoot", slug="talkoot")
    before = found(client, address, "talkoot")
    Occurrence.objects.all().delete()
    lost = found(client, address, "talkoot")
    call_command("renew_search", stdout=StringIO())
    assert (lost, found(client, address, "talkoot")) == ({}, before)
    assert invariants.check() == []


def test_a_search_keeps_no_more_than_what_it_shows(hosts, monkeypatch):
    monkeypatch.setattr("cms.search.A_FEW", 2)
    for number in range(5):
        public(hosts, title=f"Puutarha {number}")
    with translation.override("fi"):
        search = Search(epochs.now(), "puutarha")
        [entries] = search.groups
    assert (entries.total, len(entries.hits)) == (5, 2)
    # Among a hundred thousand entries it would be megabytes, until the collector comes by.
    large = Found | Matches | np.ndarray
    assert [name for name, kept in vars(search).items() if isinstance(kept, large)] == []


QUERIES = (
    "",
    "?q=talkoot",
    "?q=%C3%A4%26%3Cb%3E+%22x&in=entries",
    "?q=talkoot&page=2&more=a%20b/ä'\"<i>",
    "?q=",
)


def test_what_stands_around_the_results_is_the_same_whether_it_was_kept_or_not(client, hosts, address):
    for query in QUERIES:
        client.get(address + query)
    kept = [client.get(address + query).content.decode() for query in QUERIES]
    client.cookies["sessionid"] = "nobodys"
    assert [client.get(address + query).content.decode() for query in QUERIES] == kept


def test_a_field_that_nobody_filled_in_says_nothing(client, hosts, address):
    quotation = {"type": "quote", "value": {"text": "Moni muuttui.", "person": "Aino Salo"}}
    lists = make_pages.news_lists({code: page.get_parent() for code, page in hosts.items()})
    make_pages.news(lists["fi"], title="Talkoot", slug="talkoot", body=[quotation])
    [hit] = next(group.hits for group in asked(client, address, "muuttui").groups if group.name == "news")
    assert (plain(hit.words), found(client, address, "none")) == ("Moni [muuttui]. Aino Salo", {})


@pytest.mark.of_postgresql
def test_what_the_database_has_planned_is_answered_as_before(client, hosts, address, monkeypatch):
    kuusi = make.organisation(name=make.words("Kuusi ry"))
    for number in range(3):
        make.partner(public(hosts, title=f"Kuusi {number}", organisation=kuusi), state="confirmed")

    def seen():
        pages.clear()
        return [client.get(at).content for at in (hosts["fi"].gallery_address, f"{address}?q=kuusi")]

    before = seen()
    monkeypatch.setattr(connection.connection, "prepare_threshold", 0)
    assert [seen() for _ in range(7)] == [before] * 7
