"""Pages from memory: never an old one, never somebody else's, and only for whoever has no session."""

import threading
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction, Site

from campaign.models import Campaign
from cms import epochs, middleware
from cms.kept import KeptPage, Pages, pages
from judging import actions as judging
from people.models import Purpose
from pledges import actions
from pledges.gallery import catalogue, drawing, index
from pledges.gallery.faces import SCREEN
from tests import make, make_pages
from tests.bench_data import fill
from tests.pledges.gallery_makers import public
from tests.staff import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]


@pytest.fixture
def campaign(hosts):
    return hosts["fi"].campaign


def address(page, reference="", code="fi") -> str:
    with translation.override(code):
        return page.entry_address(reference) if reference else page.gallery_address


def main(answer) -> str:
    found = BeautifulSoup(answer.content, "html.parser").main
    return " ".join(found.decode().split())


# --- the same page, either way ---------------------------------------------------------------------
@pytest.mark.parametrize(
    "query", ["", "?kind=pledge&view=list", "?view=map", "?region=01&sort=title", "?q=lupaus"]
)
@pytest.mark.parametrize("code", ["fi", "sv"])
def test_a_visitor_without_a_session_sees_what_wagtail_would_show(client, hosts, campaign, query, code):
    for _ in range(3):
        public(campaign, themes=[make.theme(campaign)], region_id="01")
    at = address(hosts[code], code=code) + query
    first, kept = client.get(at), client.get(at)
    through_wagtail = client_of("Screener").get(at)
    assert main(first) == main(kept) == main(through_wagtail)
    heads = [BeautifulSoup(one.content, "html.parser").head.decode() for one in (kept, through_wagtail)]
    assert [" ".join(head.split()) for head in heads[:1]] == [" ".join(head.split()) for head in heads[1:]]


def test_an_entry_s_page_is_the_same_either_way(client, hosts, campaign):
    entry = public(campaign)
    at = address(hosts["fi"], entry.reference)
    answers = [client.get(at), client.get(at), client_of("Screener").get(at)]
    assert len({main(answer) for answer in answers}) == 1
    nothing = address(hosts["fi"], "KOTO-9999")
    assert [one.get(nothing).status_code for one in (client, client_of("Screener"))] == [404, 404]


# --- what is kept ----------------------------------------------------------------------------------
def test_a_kept_page_takes_one_query_and_a_cold_gallery_two(
    client, hosts, campaign, django_assert_num_queries
):
    entry = public(campaign)
    everywhere = [hosts["fi"].url, "/fi/", address(hosts["fi"]), address(hosts["fi"], entry.reference)]
    for at in everywhere:
        client.get(at)
    for at in everywhere:
        with django_assert_num_queries(1):
            assert client.get(at).status_code == 200
    client.get(f"{address(hosts['fi'])}?kind=initiative&sort=title")  # what frames a filtered gallery
    pages.clear()
    for query in ("", "?kind=pledge&sort=title", "?organisation=association&view=list"):
        with django_assert_num_queries(2):
            client.get(address(hosts["fi"]) + query)


def test_another_process_makes_the_same_page_with_the_same_tag(client, hosts, campaign):
    """Whoever asks again hears 304, whichever process answers."""
    entries = [public(campaign, themes=[make.theme(campaign)]) for _ in range(SCREEN + 1)]
    gallery = address(hosts["fi"])
    everywhere = [
        "/fi/",
        hosts["fi"].url,
        gallery,
        f"{gallery}?sort=title",
        f"{gallery}{entries[0].reference}/",
    ]
    tags = [client.get(at)["ETag"] for at in everywhere]
    for part in (middleware, epochs, drawing, index, catalogue):
        part.forget()
    with time_machine.travel(timezone.now() + timedelta(seconds=2), tick=False):
        again = [
            client.get(at, headers={"if-none-match": tag}) for at, tag in zip(everywhere, tags, strict=True)
        ]
    assert [one.status_code for one in again] == [304] * len(everywhere)


def queries_of(client, at: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(at).status_code == 200
    return len(captured)


@pytest.mark.parametrize("number", [10, 1000])
@pytest.mark.breaks_promises  # entries without their histories
def test_every_public_page_takes_the_same_queries_whatever_there_is(client, hosts, campaign, number):
    for palette in range(1, 4):
        make.theme(campaign, palette=palette)
    entry = fill(campaign, [make.organisation(), make.organisation()], range(1, number + 1))[-1]
    cold = {
        hosts["fi"].url: 21,
        "/fi/": 18,
        address(hosts["fi"]): 2,
        f"{address(hosts['fi'])}?kind=pledge&sort=joined": 2,
        f"{address(hosts['fi'])}?view=map": 1,
        f"{address(hosts['fi'])}?q=lupaus": 2,  # the words were looked for already
        address(hosts["fi"], entry.reference): 17,
    }
    for at in cold:
        client.get(at)
    pages.clear()
    assert {at: queries_of(client, at) for at in cold} == cold


def test_whoever_has_the_page_already_is_told_so(client, hosts, campaign):
    public(campaign)
    for at in (address(hosts["fi"]), hosts["fi"].url):
        tag = client.get(at)["ETag"]
        again = client.get(at, headers={"If-None-Match": tag})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
        assert again["Cache-Control"] == client.get(at)["Cache-Control"]
        public(campaign)
        changed = client.get(at, headers={"If-None-Match": tag})
        assert (changed.status_code, changed["ETag"] == tag) == (200, False)


def test_a_shared_cache_may_show_a_page_for_two_seconds_and_knows_that_cookies_matter(
    client, hosts, settings
):
    answer = client.get(address(hosts["fi"]))
    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=1, stale-while-revalidate=1"
    assert "Cookie" in answer["Vary"]
    assert "CDN-Cache-Control" not in answer
    settings.CDN_SECONDS = 60
    middleware.forget()
    kept = {
        (host, added): client.get(address(hosts["fi"]) + added, headers={"host": host}).get(
            "CDN-Cache-Control"
        )
        for host in ("localhost:8000", "another.example")
        for added in ("", "?kind=pledge", "?utm=1")
    }
    assert {where: told for where, told in kept.items() if told} == {
        ("localhost:8000", ""): "public, max-age=60"
    }


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=None),
        lambda entry: actions.withdraw_permissions(entry, by=None),
        lambda entry: actions.withdraw(entry, by=None),
    ],
)
def test_what_is_withdrawn_is_gone_at_the_next_request(client, hosts, campaign, change):
    entry = public(campaign, title="Saukkolampi")
    entry_page = address(hosts["fi"], entry.reference)
    showing = [address(hosts["fi"]), hosts["fi"].url, "/fi/", entry_page]
    for _ in range(2):
        assert ["Saukkolampi" in client.get(at).content.decode() for at in showing] == [True] * 4
    change(entry)
    answers = [client.get(at) for at in showing]
    assert ["Saukkolampi" in answer.content.decode() for answer in answers] == [False] * 4
    assert [answer.status_code for answer in answers] == [200, 200, 200, 410]


def name_goes(campaign, entry):
    actions.withdraw_permission(entry, Purpose.PUBLISH_ORGANISATION, by=None)


def theme_is_renamed(campaign, entry):
    theme = campaign.themes.get()
    theme.label = make.words("Toinen nimi")
    theme.save()


def question_is_reworded(campaign, entry):
    question = campaign.questions.get()
    question.label = make.words("Toinen kysymys?")
    question.save()


def result_is_released(campaign, entry):
    now = timezone.now()
    Campaign.objects.update(closes_at=now - timedelta(days=2), announces_at=now - timedelta(days=1))
    campaign.refresh_from_db()
    judging.decide(entry, "selected", "Rohkea.", by=None)
    judging.release(campaign, by=None)


def campaign_is_renamed(campaign, entry):
    campaign.hashtag = "#toinen"
    campaign.save()


@pytest.mark.parametrize(
    "change", [name_goes, theme_is_renamed, question_is_reworded, result_is_released, campaign_is_renamed]
)
def test_what_changes_changes_at_the_next_request(client, hosts, campaign, change):
    question = make.question(campaign)
    entry = public(campaign, themes=[make.theme(campaign)])
    entry.answers.create(question=question, text="Kyllä")
    at = address(hosts["fi"], entry.reference)
    before = main(client.get(at))
    assert main(client.get(at)) == before
    change(campaign, entry)
    assert main(client.get(at)) != before


def test_a_page_that_an_editor_changes_changes_at_the_next_request(client, hosts):
    page = make_pages.content(make_pages.site()["fi"], slug="ohje", title="Ohje")
    assert "Ohje" in client.get("/fi/ohje/").content.decode()
    page.title = "Neuvo"
    page.save_revision().publish()
    assert "Neuvo" in client.get("/fi/ohje/").content.decode()
    page.unpublish()
    assert client.get("/fi/ohje/").status_code == 404


def test_at_the_publication_moment_the_gallery_opens(client, hosts, campaign):
    entry = public(campaign, title="Saukkolampi")
    moment = timezone.now() + timedelta(seconds=30)
    campaign.publishes_at = moment
    campaign.save()
    with time_machine.travel(moment - timedelta(seconds=1), tick=False):
        for at in (address(hosts["fi"]), hosts["fi"].url):
            assert "Saukkolampi" not in client.get(at).content.decode()
        assert client.get(address(hosts["fi"], entry.reference)).status_code == 404
    with time_machine.travel(moment, tick=False):
        for at in (address(hosts["fi"]), hosts["fi"].url, address(hosts["fi"], entry.reference)):
            assert "Saukkolampi" in client.get(at).content.decode()


def test_at_midnight_another_order_begins(client, hosts, campaign):
    for _ in range(SCREEN):
        public(campaign)
    with time_machine.travel("2026-11-25 23:59:59+02:00", tick=False):
        evening = main(client.get(address(hosts["fi"])))
    with time_machine.travel("2026-11-26 00:00:00+02:00", tick=False):
        assert main(client.get(address(hosts["fi"]))) != evening


# --- for whom --------------------------------------------------------------------------------------
def test_a_session_neither_gets_nor_leaves_a_kept_page(client, hosts, campaign):
    public(campaign)
    signed_in = client_of("Screener")
    for at in (address(hosts["fi"]), hosts["fi"].url):
        answer = signed_in.get(at)
        assert "My entries" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]
    assert len(pages) == 0
    assert "My entries" not in client.get(address(hosts["fi"])).content.decode()
    assert "My entries" in signed_in.get(address(hosts["fi"])).content.decode()


def test_an_unknown_session_is_treated_as_a_session(hosts):
    visitor = Client()
    visitor.cookies["sessionid"] = "x" * 32
    answer = visitor.get(address(hosts["fi"]))
    assert (answer["Cache-Control"], len(pages)) == ("private, no-cache", 0)


def test_a_page_that_editors_closed_is_kept_for_nobody(client, hosts, campaign):
    public(campaign)
    for at in (address(hosts["fi"]), hosts["fi"].url):
        assert client.get(at).status_code == 200
    PageViewRestriction.objects.create(page=hosts["fi"], restriction_type="login")
    for at in (address(hosts["fi"]), hosts["fi"].url):
        assert client.get(at).status_code == 302
    PageViewRestriction.objects.update(restriction_type="password", password="x")
    epochs.forget()
    for at in (address(hosts["fi"]), hosts["fi"].url):
        answer = client.get(at)
        assert ("ETag" in answer, "password" in answer.content.decode()) == (False, True)


def test_no_header_of_a_visitor_comes_back_to_others(client, hosts, campaign):
    public(campaign)
    names = ["X-Forwarded-Host", "X-Original-URL", "Accept-Language", "User-Agent", "Origin", "Referer"]
    for at in (address(hosts["fi"]), hosts["fi"].url):
        answer = client.get(at, headers=dict.fromkeys(names, "evil.example"))
        assert "evil.example" not in answer.content.decode()
        assert "evil.example" not in client.get(at).content.decode()


# --- under which keys ------------------------------------------------------------------------------
def test_what_somebody_adds_to_an_address_makes_no_new_page(client, hosts, campaign):
    make.theme(campaign, slug="tyo")
    for number in range(5):
        for at in (address(hosts["fi"]), hosts["fi"].url, "/fi/"):
            answer = client.get(f"{at}?utm_source={number}&fbclid=x{number}&theme=x{number}&after={number}")
            assert f"utm_source={number}" not in answer.content.decode()
    assert len(pages) == 3
    for query in ("?theme=tyo", "?theme=tyo&x=1", "?x=2&theme=tyo&theme=x", "?theme=tyo&theme=tyo"):
        client.get(address(hosts["fi"]) + query)
    assert len(pages) == 4


@pytest.mark.parametrize("where", ["gallery", "search"])
def test_what_is_searched_for_is_kept_until_something_changes(
    client, hosts, campaign, where, django_assert_num_queries
):
    entry = public(campaign, title="Saukkolampi")
    searched = address(hosts["fi"]) if where == "gallery" else "/fi/search/"
    first = client.get(f"{searched}?q=saukkolampi").content
    for asked in ("q=saukkolampi", "q=+saukkolampi&utm=1"):
        client.get(f"{searched}?{asked}")
        with django_assert_num_queries(1):
            assert client.get(f"{searched}?{asked}").content == first
    actions.withdraw_permissions(entry, by=None)
    gone = client.get(f"{searched}?q=saukkolampi").content.decode()
    assert (b">Saukko" in first, f"{entry.reference}/" in first.decode(), f"{entry.reference}/" in gone) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize("searched", ["/fi/kumppanuuskampanja/entries/", "/fi/search/"])
def test_a_word_is_proposed_only_while_a_public_entry_has_it(client, hosts, campaign, searched):
    entry = public(campaign, title="Saukkolampi")
    proposed = []
    for publishes_in in (timedelta(hours=1), -timedelta(hours=1)):
        Campaign.objects.update(publishes_at=timezone.now() + publishes_in)
        proposed.append("saukkolampi" in client.get(f"{searched}?q=saukolampi").text)
    actions.withdraw_permissions(entry, by=None)
    proposed.append("saukkolampi" in client.get(f"{searched}?q=saukolampi").text)
    assert proposed == [False, True, False]


def test_a_page_that_understands_a_part_of_its_address_is_asked(client):
    homes = make_pages.site()
    news = make_pages.news_lists(homes)["fi"]
    for number in range(25):
        make_pages.news(news, slug=f"uutinen-{number}", title=f"Uutinen {number}")
    first, second = (client.get(f"/fi/ajankohtaista/?p={number}").content.decode() for number in (1, 2))
    assert ("Uutinen 24" in first, "Uutinen 24" in second, "Uutinen 3<" in second) == (True, False, True)
    assert client.get("/fi/ajankohtaista/?x=1").content == client.get("/fi/ajankohtaista/").content


def test_where_there_are_several_sites_nothing_is_kept(client, hosts, campaign):
    public(campaign)
    Site.objects.create(hostname="toinen.example", root_page=Site.objects.get().root_page)
    assert client.get(address(hosts["fi"])).status_code == 200
    assert len(pages) == 0


def test_kept_pages_make_room_for_each_other(settings):
    settings.KEPT_PAGES_BYTES = 250
    kept = Pages()
    for key in "abc":
        kept.get_or_make(key, lambda: KeptPage.of(b"x" * 100, "text/html"))
    assert [kept.get(key) is not None for key in "abc"] == [False, True, True]
    kept.get("b")
    kept.get_or_make("d", lambda: KeptPage.of(b"x" * 100, "text/html"))
    assert [kept.get(key) is not None for key in "bcd"] == [True, False, True]


def test_of_many_who_want_a_page_at_once_one_makes_it():
    kept, made, ready = Pages(), [], threading.Barrier(8)

    def make_it():
        made.append(1)
        threading.Event().wait(0.05)
        return KeptPage.of(b"x", "text/html")

    def ask():
        ready.wait()
        kept.get_or_make("page", make_it)

    askers = [threading.Thread(target=ask) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert made == [1]
