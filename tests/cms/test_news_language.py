"""In which language a new article is written."""

import pytest
from bs4 import BeautifulSoup

from tests import make_pages
from tests.staff import client_of

pytestmark = pytest.mark.django_db

ASKED = "/admin/news/choose_parent/"


@pytest.fixture
def lists():
    return make_pages.news_lists(make_pages.site())


@pytest.mark.parametrize("address", [ASKED, f"{ASKED}?locale=fi"])
def test_the_language_is_asked_before_an_article_is_begun(lists, address):
    page = BeautifulSoup(client_of("Editor").get(address).content, "html.parser")

    offered = page.select("main input[name=parent_page]")
    names = [choice.find_parent("label").get_text(strip=True) for choice in offered]
    assert [name.split(" – ")[0] for name in names] == ["Finnish", "Swedish", "English"]
    assert [choice.has_attr("checked") for choice in offered] == [False, False, False]


def test_the_article_is_begun_in_the_list_of_the_language_that_was_chosen(lists):
    editor = client_of("Editor")

    answer = editor.post(ASKED, {"parent_page": lists["sv"].pk})
    unanswered = editor.post(ASKED, {})

    assert answer.url == f"/admin/pages/add/cms/newspage/{lists['sv'].pk}/"
    assert unanswered.context["form"].errors == {"parent_page": ["This field is required."]}
