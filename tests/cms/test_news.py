from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.models import NewsPage
from tests import make, make_pages

pytestmark = pytest.mark.django_db

ISSUED = datetime(2022, 2, 22, 13, 10, tzinfo=UTC)
IN_SWEDISH = datetime(2022, 3, 11, 12, 3, tzinfo=UTC)


@pytest.fixture
def lists():
    return make_pages.news_lists(make_pages.site())


@pytest.fixture
def article(lists):
    """Issued in Finnish at 15.10 and seventeen days later in Swedish."""
    fields = {"kind": NewsPage.Kind.PRESS_RELEASE, "publisher": "TEM", "issued_at": ISSUED}
    finnish = make_pages.news(lists["fi"], slug="kutsu", title="Kutsu", published_at=ISSUED, **fields)
    return make_pages.news(
        lists["sv"],
        slug="inbjudan",
        title="Inbjudan",
        published_at=IN_SWEDISH,
        translation_of=finnish,
        **fields,
    )


def visible(response) -> str:
    return " ".join(response.content.decode().split())


def test_both_moments_are_shown_to_the_minute_in_local_time(client, article):
    html = visible(client.get("/sv/aktuellt/inbjudan/"))
    assert '<time datetime="2022-02-22T15:10:00+02:00">22 februari 2022, 15:10</time>' in html
    assert '<time datetime="2022-03-11T14:03:00+02:00">11 mars 2022, 14:03</time>' in html


def test_the_first_language_shows_one_moment(client, article):
    html = visible(client.get("/fi/ajankohtaista/kutsu/"))
    assert html.count("<time ") == 1


@pytest.mark.parametrize("waited", [timedelta(minutes=20), timedelta(days=3)])
def test_a_fresh_article_shows_one_moment_however_long_its_draft_waited(client, lists, waited):
    """And so does its translation, until it appears later than the first version."""
    began = timezone.now() - waited
    article = make_pages.news(lists["fi"], slug="uusi", issued_at=began)
    translated = make_pages.news(lists["sv"], slug="ny", issued_at=began, translation_of=article)
    shown = [
        visible(client.get(address)).split("<article")[1].count("<time ")
        for address in ("/fi/ajankohtaista/uusi/", "/sv/aktuellt/ny/")
    ]
    assert (shown, article.is_late, translated.is_late) == ([1, 2], False, True)


def test_the_lag_is_counted_in_days_of_the_calendar(article):
    assert article.lag == timedelta(days=17)
    article.published_at = ISSUED - timedelta(hours=1)
    assert article.lag == timedelta(0)


def test_a_version_without_a_time_of_its_own_appeared_when_it_was_first_published(lists):
    article = make_pages.news(lists["fi"], slug="uusi")
    assert article.appeared_at == article.first_published_at
    draft = make_pages.news(lists["fi"], slug="luonnos", live=False)
    assert (draft.appeared_at, draft.lag, draft.is_late) == (None, None, False)
    draft.published_at = draft.issued_at + timedelta(minutes=1)
    assert (draft.appeared_at, draft.is_late) == (draft.published_at, True)


def test_the_list_is_newest_first_and_can_be_narrowed_to_a_kind(client, lists):
    for day, kind in [(1, "news"), (3, "press_release"), (2, "news")]:
        make_pages.news(
            lists["fi"],
            slug=f"n{day}",
            title=f"Uutinen {day}",
            kind=kind,
            published_at=ISSUED + timedelta(days=day),
        )
    titles = {
        query: [page.title for page in client.get(f"/fi/ajankohtaista/{query}").context["news"]]
        for query in ("", "?kind=news", "?kind=nothing", "?p=99", "?p=x")
    }
    everything = ["Uutinen 3", "Uutinen 2", "Uutinen 1"]
    assert titles == {
        "": everything,
        "?kind=news": ["Uutinen 2", "Uutinen 1"],
        "?kind=nothing": everything,
        "?p=99": everything,
        "?p=x": everything,
    }


def test_whoever_narrows_the_list_chooses_between_all_press_releases_and_all_news(client, lists):
    make_pages.news(lists["fi"], kind="news")
    page = client.get("/fi/ajankohtaista/")
    with translation.override("en"):
        assert [(value, str(label)) for value, label in page.context["kinds"]] == [
            ("press_release", "Press releases"),
            ("news", "News"),
        ]
    assert NewsPage.Kind.values == [value for value, _ in page.context["kinds"]]


@pytest.mark.parametrize("level", ["article", "list"])
def test_an_article_that_is_not_for_everybody_is_told_of_nowhere(client, lists, level):
    """Neither its title nor its lead: the lists show both."""
    closed = make_pages.news(lists["fi"], slug="sisainen", title="Sisäinen", lead="Salainen johdanto")
    PageViewRestriction.objects.create(
        page=closed if level == "article" else lists["fi"], restriction_type="login"
    )
    told = [
        client.get(f"/fi/{place}").content.decode() for place in ("", "ajankohtaista/", "haku/?q=salainen")
    ]

    assert ["Salainen" in html or "Sisäinen" in html for html in told] == [False] * 3


def test_a_campaign_whose_page_is_not_for_everybody_is_not_shown_on_the_home(client):
    hosts = make_pages.campaign_pages(
        make.campaign(slogan=make.words("Salainen iskulause")), show_in_menus=False
    )
    shown = "Salainen iskulause" in client.get("/fi/").content.decode()
    PageViewRestriction.objects.create(page=hosts["fi"], restriction_type="login")

    assert (shown, "Salainen iskulause" in client.get("/fi/").content.decode()) == (True, False)


def test_an_article_links_to_its_campaign_in_its_own_language_with_the_hashtag(client):
    homes = make_pages.site()
    hosts = make_pages.campaign_pages(homes=homes)
    lists = make_pages.news_lists(homes)
    make_pages.news(lists["sv"], slug="nyhet", campaign=hosts["sv"].campaign)
    html = visible(client.get("/sv/aktuellt/nyhet/"))
    assert '<a href="/sv/samarbetskampanj/">Samarbetskampanj</a> <bdi>#kotolupaus</bdi>' in html
    assert '<a href="/sv/aktuellt/">' in html.split("<article")[1]


def test_staff_see_the_lag_and_what_is_missing(client, article):
    client.force_login(
        make.user(role="Editor", language="en"), backend="django.contrib.auth.backends.ModelBackend"
    )
    html = visible(client.get("/admin/news/"))
    rows = {
        page.title: html.split(f'id="page_{page.pk}_title"')[1].split("</tr>")[0]
        for page in NewsPage.objects.all()
    }
    said = ["17 days", "22.2.2022", ">englanti<", "Svenska"]
    assert [word in rows["Inbjudan"] for word in said] == [True, True, True, True]
    assert [word in rows["Kutsu"] for word in said] == [False, True, True, False]
    # On a phone, where the head of the table is hidden, each cell says what it is.
    assert ["listing full-width stacked" in html, 'data-label="Missing in"' in rows["Kutsu"]] == [True, True]


def test_the_preview_of_an_editor_brings_what_content_checks_are_made_with_and_no_page_does(client, article):
    """Without it Wagtail's panel finds no fault in anything."""
    client.force_login(make.user(role="Editor"), backend="django.contrib.auth.backends.ModelBackend")
    page = NewsPage.objects.get(title="Kutsu")
    typed = nested_form_data(
        {name: getattr(page, name) for name in ("title", "slug", "kind", "lead")}
        | {"issued_at": "2022-02-22 10:00", "body": streamfield([]), "contacts": streamfield([])}
        | {"comments": inline_formset([])}
    )
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(preview, typed).json()["is_valid"]
    shown = [client.get(one).text for one in (f"{preview}?in_preview_panel=true", preview, page.url)]
    assert ["userbar.js" in text for text in shown] == [True, False, False]
