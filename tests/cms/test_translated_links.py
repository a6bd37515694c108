"""A translation may lead to another page, and show another picture or file, than its original."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail_localize.models import OverridableSegment

from tests import make, make_pages
from tests.cms.segments import address_of_choice, publish, put, submit, translation_of
from tests.pictures import upload

pytestmark = pytest.mark.django_db
NO_SUCH_CHOICE = "Select a valid choice. That choice is not one of the available choices."


def pictures():
    return [get_image_model().objects.create(title=title, file=upload()) for title in ("Kuva", "Bild")]


def files():
    made = get_document_model().objects.create
    return [made(title=title, file=ContentFile(b"x", name=f"{title}.txt")) for title in ("Ohje", "Anvisning")]


def pages(homes):
    return [make_pages.content(homes[code], slug="tietoa", title="Tietoa") for code in ("fi", "sv")]


CHOICES = {
    "picture": (
        lambda homes: pictures(),
        lambda one: {"image": one.pk, "alt": "Torni", "caption": ""},
        "image",
    ),
    "download": (lambda homes: files(), lambda one: {"document": one.pk, "text": ""}, "document"),
    "call_to_action": (pages, lambda one: {"text": "Lue", "page": one.pk, "lead": ""}, "page"),
}


@pytest.mark.parametrize("block", CHOICES)
def test_it_is_what_was_chosen_for_it_as_long_as_that_is_there(
    homes, editor, block, django_capture_on_commit_callbacks
):
    make_both, value, name = CHOICES[block]
    original, its_own = make_both(homes)
    page = make_pages.content(homes["fi"], slug="ohje", title="Ohje")
    page.body = page.body.stream_block.to_python([{"type": block, "value": value(original), "id": "1"}])
    page.save_revision().publish()
    submit(editor, page, homes["sv"].locale)
    translation = translation_of(page, "sv")
    where = address_of_choice(translation)

    def shown() -> int:
        version = translation.get_target_instance()
        publish(editor, version, django_capture_on_commit_callbacks)
        assert editor.get(f"/admin/localize/translate/{translation.pk}/preview/").status_code == 200
        version.refresh_from_db()
        return version.body[0].value[name].pk

    wrong = [put(editor, where, given).json()["error"] for given in ("x", "0", "9" * 30, str(its_own.pk))]
    assert wrong == [NO_SUCH_CHOICE] * 3 + [None]
    chosen, before = its_own.pk, shown()
    its_own.delete()
    assert (before, shown()) == (chosen, original.pk)


def test_nobody_is_asked_for_another_campaign(homes, editor):
    campaign = make.campaign()
    host = make_pages.campaign_pages(campaign, homes, {"fi": "kampanja"})["fi"]
    programme = make_pages.programme_pages({"fi": host})["fi"]
    article = make_pages.news(
        make_pages.news_lists(homes)["fi"], slug="auki", title="Auki", campaign=campaign
    )
    for page in (host, programme, article):
        submit(editor, page, homes["en"].locale)
        assert page.get_translation(homes["en"].locale).specific.campaign == campaign
    assert OverridableSegment.objects.count() == 0


def test_a_page_that_is_linked_to_is_that_of_the_reader_unless_its_language_is_told(
    homes, editor, django_capture_on_commit_callbacks
):
    host = make_pages.content(homes["fi"], slug="tietoa", title="Tietoa")
    make_pages.content(homes["sv"], slug="om", title="Om", translation_of=host)
    links = [{"text": "Tietoa", "page": host.pk}, {"text": "Suomeksi", "page": host.pk, "language": "fi"}]
    blocks = {
        "links": {"heading": "Lue", "links": links},
        "call_to_action": {"text": "Lue", "page": host.pk, "lead": ""},
    }
    body = [{"type": kind, "value": value} for kind, value in blocks.items()]
    page = make_pages.content(homes["fi"], slug="ohje", title="Ohje")
    page.body = page.body.stream_block.to_python(body)
    page.save_revision().publish()
    submit(editor, page, homes["sv"].locale)
    publish(editor, page.get_translation(homes["sv"].locale), django_capture_on_commit_callbacks)

    def leads(address: str) -> list[str]:
        article = BeautifulSoup(Client().get(address).text, "html.parser").article
        return [
            link["href"]
            for link in article.select(".links a, a.ds-button, li a")
            if "/ohje" not in link["href"]
        ]

    assert leads("/fi/ohje/") == ["/fi/tietoa/"] * 3
    assert leads("/sv/ohje/") == ["/sv/om/", "/fi/tietoa/", "/sv/om/"]
