"""Pages that are written again are the pages that were made."""

import pytest
from django.db import transaction
from wagtail.signals import page_published

from tests import again, make, make_pages

pytestmark = [pytest.mark.django_db, pytest.mark.of_sqlite]


def everything() -> dict:
    return again._rows(again._tables())


def built() -> tuple[dict, dict]:
    """Pages of a campaign and all that is in the database then; gone again at the end."""
    with transaction.atomic():
        hosts = make_pages.campaign_pages(make.campaign(slug="koto", title=make.words("Koto")))
        found = hosts, everything()
        transaction.set_rollback(True)
    return found


@pytest.fixture
def nothing_known(monkeypatch):
    monkeypatch.setattr(again, "_known", {})


@pytest.fixture
def published():
    """How many pages were published through Wagtail, so far."""
    pages = []

    def note(instance, **kwargs):
        pages.append(instance)

    page_published.connect(note)
    yield lambda: len(pages)
    page_published.disconnect(note)


def test_the_same_pages_stand_in_the_same_rows(nothing_known, published):
    make.theme(make.campaign())
    first, then = built()
    assert published() == 6
    second, now = built()
    assert published() == 6
    assert second == first
    numbered = {"campaign_campaign", "people_organisation"}  # by `make`, each with a name of its own
    assert {table for table in then if now[table] != then[table]} == numbered


def test_where_anything_stands_already_they_are_made_anew(nothing_known):
    first, _ = built()
    make_pages.content(make_pages.site(("fi",))["fi"], slug="vanha", title="Vanha")
    second, now = built()
    assert [page.pk for page in second.values()] != [page.pk for page in first.values()]
    assert "vanha" in str(now["wagtailcore_page"])
