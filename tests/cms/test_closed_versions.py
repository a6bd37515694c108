"""What is closed to readers in one language is not opened to them in another."""

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from tests import make_pages
from tests.cms.segments import publish, submit, translation_of

pytestmark = pytest.mark.django_db


def close(page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def answers(*addresses: str) -> list[int]:
    return [Client().get(address).status_code for address in addresses]


@pytest.fixture
def swedish(homes, advice, editor, django_capture_on_commit_callbacks):
    submit(editor, advice, homes["sv"].locale)
    version = advice.get_translation(homes["sv"].locale)
    publish(editor, version, django_capture_on_commit_callbacks)
    return version


def test_a_version_is_closed_when_its_original_is(
    advice, swedish, editor, django_capture_on_commit_callbacks
):
    close(advice)
    publish(editor, swedish, django_capture_on_commit_callbacks)
    assert answers("/fi/ohje/", "/sv/ohje/") == [302, 302]


def test_a_version_is_closed_when_its_original_stands_below_a_closed_page(
    homes, advice, swedish, editor, django_capture_on_commit_callbacks
):
    below = make_pages.content(advice, slug="tarkemmin", title="Tarkemmin")
    close(advice)
    submit(editor, below, homes["sv"].locale)
    publish(editor, below.get_translation(homes["sv"].locale), django_capture_on_commit_callbacks)
    assert answers("/fi/ohje/tarkemmin/", "/sv/ohje/tarkemmin/", "/sv/ohje/") == [302, 302, 200]


@pytest.mark.parametrize("way", ["segments", "update", "update and publish"])
def test_a_version_that_an_editor_closed_stays_closed(
    advice, swedish, editor, way, django_capture_on_commit_callbacks
):
    close(swedish)
    if way == "segments":
        publish(editor, swedish, django_capture_on_commit_callbacks)
    else:
        chosen = {"publish_translations": "on"} if way == "update and publish" else {}
        source = translation_of(advice, "sv").source
        with django_capture_on_commit_callbacks(execute=True):
            editor.post(f"/admin/localize/update/{source.pk}/", chosen)
    assert answers("/fi/ohje/", "/sv/ohje/") == [200, 302]


def test_what_stands_in_for_the_translation_of_a_closed_page_is_nowhere_listed(homes, advice):
    below = make_pages.content(advice, slug="tarkemmin", title="Tarkemmin")
    stand_ins = [page.copy_for_translation(homes["sv"].locale, alias=True) for page in (advice, below)]

    def listed() -> int:
        return Page.objects.public().filter(pk__in=[one.pk for one in stand_ins]).count()

    before, door = listed(), close(advice)
    closed = (listed(), answers("/sv/ohje/", "/sv/ohje/tarkemmin/"))
    door.delete()
    assert (before, closed, listed()) == (2, (0, [302, 302]), 2)
