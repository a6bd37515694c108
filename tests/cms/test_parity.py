"""Editors see which pages lack a language of the site, and which are older there than their original."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from cms.models import ContentPage, NewsPage
from tests import make_pages
from tests.staff import client_of

pytestmark = pytest.mark.django_db
LIST = "/admin/translations/"


@pytest.fixture
def homes():
    """All three published at the same moment, and so are whatever pages are made of them."""
    made = make_pages.site()
    published(1, *made.values())
    return made


def published(day: int, *pages, first: int = 1):
    moments = {
        "first_published_at": datetime(2026, 11, first, tzinfo=UTC),
        "last_published_at": datetime(2026, 11, day, tzinfo=UTC),
    }
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(**moments)


def rows(query="") -> list[tuple[str, str, str]]:
    """Title of the original, where it is missing, where it is older."""
    table = BeautifulSoup(client_of("Editor").get(f"{LIST}{query}").text, "html.parser")
    found = []
    for row in table.select("table.listing tbody tr"):
        _title, _kind, _published, *where = row.find_all("td")
        title = row.select_one("[id$=_title]").get_text(strip=True)
        found.append((title, *(" ".join(cell.get_text().split()) for cell in where)))
    return found


def test_what_stands_in_every_language_is_not_listed(homes):
    shown = client_of("Editor").get(LIST).text
    assert (rows(), "Every page stands in every language" in shown) == ([], True)


def test_a_page_is_missing_where_nobody_has_published_it(homes):
    page = make_pages.content(homes["fi"], slug="ohje", title="Ohje")
    make_pages.content(homes["sv"], slug="rad", title="Råd", translation_of=page, live=False)
    alias = page.copy_for_translation(homes["en"].locale, alias=True)
    assert (alias.live, rows()) == (True, [("Ohje", "Swedish, English", "")])


def test_a_translation_is_older_once_its_original_is_published_anew_until_it_is_as_well(homes):
    page = make_pages.content(homes["sv"], slug="rad", title="Råd")
    finnish = make_pages.content(homes["fi"], slug="ohje", title="Ohje", translation_of=page)
    english = make_pages.content(homes["en"], slug="advice", title="Advice", translation_of=page)
    published(3, page)
    published(2, finnish, english, first=2)
    assert rows() == [("Råd", "", "Finnish, English")]
    published(4, finnish, first=2)
    assert rows() == [("Råd", "", "English")]
    published(4, english, first=2)
    assert rows() == []


def test_what_was_never_published_in_the_editor_is_there_all_the_same(homes):
    page = make_pages.content(homes["fi"], slug="ohje", title="Ohje")
    swedish = make_pages.content(homes["sv"], slug="rad", title="Råd", translation_of=page)
    published(3, page)
    Page.objects.filter(pk=swedish.pk).update(first_published_at=None, last_published_at=None)
    assert rows() == [("Ohje", "English", "Swedish")]
    Page.objects.filter(pk=page.pk).update(last_published_at=None)
    assert rows() == [("Ohje", "English", "")]


def test_the_list_is_narrowed_to_a_kind_of_page_and_put_in_another_order(homes):
    make_pages.content(homes["fi"], slug="ohje", title="Ohje")
    kinds = {model: ContentType.objects.get_for_model(model).pk for model in (ContentPage, NewsPage)}
    found = {model: rows(f"?content_type={key}&ordering=-title&q=ohje") for model, key in kinds.items()}
    assert found == {ContentPage: [("Ohje", "Swedish, English", "")], NewsPage: []}


def test_only_who_works_with_pages_reads_the_list(homes):
    assert [client_of(role).get(LIST).status_code for role in ("Editor", "Juror", "Screener")] == [
        200,
        302,
        302,
    ]
