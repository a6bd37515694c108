"""A page is translated segment by segment, and readers see nothing of it until it is published."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.utils.translation import override
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from cms.models import CampaignPage, ContentPage, NewsPage
from cms.views.script_words import SegmentWords
from tests import make, make_pages
from tests.cms.segments import address_of_choice, publish, put, say, submit, translation_of
from tests.staff import client_of, said, text_of

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2015, 10, 6, 7, 0, tzinfo=UTC)


def test_a_new_version_is_a_draft_with_the_segments_of_its_original(homes, advice, editor):
    answer = submit(editor, advice, homes["sv"].locale)
    version = ContentPage.objects.get(locale=homes["sv"].locale, slug="ohje")
    assert (answer.url, version.live) == (f"/admin/pages/{version.pk}/edit/", False)
    assert said(answer) == ["The page 'Ohje' was successfully submitted for translation into Swedish"]
    strings = StringSegment.objects.filter(source=translation_of(advice, "sv").source).order_by("order")
    assert [one.string.data for one in strings] == ["Ohje", "ohje", "Ensimmäinen kappale.", "Toinen kappale."]
    assert "wagtail-localize.js" in editor.get(answer.url).text


def test_what_is_translated_is_public_once_it_is_published_and_what_is_not_stays_as_it_was(
    homes, advice, editor, django_capture_on_commit_callbacks
):
    submit(editor, advice, homes["sv"].locale)
    version = advice.get_translation(homes["sv"].locale)
    say(editor, translation_of(advice, "sv"), {"Ohje": "Råd", "Toinen kappale.": "Andra stycket."})
    before = Client().get("/sv/ohje/").status_code
    answer = publish(editor, version, django_capture_on_commit_callbacks)
    shown = text_of(Client().get("/sv/ohje/"))
    assert (before, said(answer)[-1]) == (
        404,
        "Published 'Råd' in Svenska with missing translations - see below.",
    )
    assert ("Råd" in shown, "Ensimmäinen kappale. Andra stycket." in shown) == (True, True)


def test_an_alias_stands_in_for_the_translation_until_that_is_published(
    homes, advice, editor, django_capture_on_commit_callbacks
):
    alias = advice.copy_for_translation(homes["sv"].locale, alias=True)
    submit(editor, advice, homes["sv"].locale)
    say(editor, translation_of(advice, "sv"), {"Ohje": "Råd", "Ensimmäinen kappale.": "Första stycket."})
    waiting = Client().get("/sv/ohje/")
    alias.refresh_from_db()
    assert (alias.alias_of_id, "Första" in waiting.text, "Ensimmäinen" in waiting.text) == (
        advice.pk,
        False,
        True,
    )
    article = BeautifulSoup(waiting.text, "html.parser").article
    assert (article.h1.text, article["lang"]) == ("Ohje", "fi")
    assert "wagtail-localize.js" in editor.get(f"/admin/pages/{alias.pk}/edit/").text
    publish(editor, alias, django_capture_on_commit_callbacks)
    alias.refresh_from_db()
    assert (alias.alias_of_id, alias.title, "Första stycket." in Client().get("/sv/ohje/").text) == (
        None,
        "Råd",
        True,
    )


def test_an_article_appears_in_a_language_when_its_translation_is_published(
    homes, editor, django_capture_on_commit_callbacks
):
    lists = make_pages.news_lists(homes)
    article = make_pages.news(
        lists["fi"], slug="auki", title="Auki", published_at=LONG_AGO, issued_at=LONG_AGO
    )
    NewsPage.objects.filter(pk=article.pk).update(first_published_at=LONG_AGO)
    article.refresh_from_db()
    alias = article.copy_for_translation(homes["sv"].locale, alias=True)
    draft = article.copy_for_translation(homes["en"].locale)
    assert (alias.specific.appeared_at, draft.published_at) == (LONG_AGO, None)
    submit(editor, article, homes["sv"].locale)
    publish(editor, alias, django_capture_on_commit_callbacks)
    swedish = NewsPage.objects.get(pk=alias.pk)
    assert (swedish.published_at, swedish.appeared_at) == (None, swedish.last_published_at)
    assert (swedish.issued_at, swedish.is_late, swedish.latest_revision.content["published_at"]) == (
        LONG_AGO,
        True,
        None,
    )


def test_a_version_that_somebody_wrote_is_not_touched(homes, advice, editor):
    swedish = make_pages.content(homes["sv"], slug="rad", title="Råd", translation_of=advice)
    submit(editor, homes["fi"], homes["en"].locale, include_subtree="on")
    answer = submit(editor, advice, homes["sv"].locale)
    swedish.refresh_from_db()
    assert (answer.status_code, swedish.title, swedish.live) == (200, "Råd", True)
    assert Translation.objects.filter(target_locale=homes["sv"].locale).count() == 0


def test_a_whole_tree_can_be_given_to_be_translated(homes, advice, editor):
    below = make_pages.content(advice, slug="tarkemmin", title="Tarkemmin")
    submit(editor, advice, homes["sv"].locale, homes["en"].locale, include_subtree="on")
    made = Page.objects.filter(translation_key=below.translation_key).exclude(pk=below.pk)
    assert sorted((one.locale.language_code, one.live, one.url_path) for one in made) == [
        ("en", False, "/en/ohje/tarkemmin/"),
        ("sv", False, "/sv/ohje/tarkemmin/"),
    ]


def test_a_page_is_translated_from_one_language(homes, advice, editor, django_capture_on_commit_callbacks):
    alias = advice.copy_for_translation(homes["sv"].locale, alias=True)
    english = make_pages.content(homes["en"], slug="advice", title="Advice", translation_of=advice)
    for original in (advice, english):
        submit(editor, original, homes["sv"].locale)
    assert Translation.objects.get(target_locale=homes["sv"].locale).source.locale == homes["en"].locale
    publish(editor, alias, django_capture_on_commit_callbacks)
    alias.refresh_from_db()
    assert (alias.title, editor.get(f"/admin/pages/{alias.pk}/edit/").status_code) == ("Advice", 200)


def test_an_alias_is_translated_from_its_original(homes, advice, editor):
    alias = advice.copy_for_translation(homes["sv"].locale, alias=True)
    make_pages.content(homes["sv"], slug="rad", title="Råd")
    submit(editor, alias, homes["sv"].locale, homes["en"].locale)
    sources = Translation.objects.values_list("source__locale", "target_locale").order_by("target_locale")
    finnish, others = homes["fi"].locale_id, sorted(homes[code].locale_id for code in ("sv", "en"))
    assert list(sources) == [(finnish, other) for other in others]


def test_another_language_starts_from_what_the_original_says_now(homes, advice, editor):
    submit(editor, advice, homes["sv"].locale)
    advice.body.append(("text", "<p>Kolmas kappale.</p>"))
    advice.save_revision().publish()
    submit(editor, advice, homes["en"].locale)
    english = advice.get_translation(homes["en"].locale).specific
    assert [str(one.value) for one in english.body][1:] == ["<p>Kolmas kappale.</p>"]


def test_a_campaign_that_has_a_page_in_a_language_gets_no_other(homes, editor):
    campaign = make.campaign()
    host = make_pages.campaign_pages(campaign, homes, {"fi": "kampanja"})["fi"]
    make_pages.page(CampaignPage, homes["sv"], slug="egen", title="Egen", campaign=campaign)
    answer = submit(editor, host, homes["sv"].locale)
    assert (answer.status_code, said(answer)) == (302, ["This campaign has a page in this language already."])
    assert Translation.objects.count() == 0


def test_taking_over_changes_publishes_what_is_published_and_nothing_else(
    homes, advice, editor, django_capture_on_commit_callbacks
):
    alias = advice.copy_for_translation(homes["en"].locale, alias=True)
    submit(editor, advice, homes["sv"].locale, homes["en"].locale)
    swedish = advice.get_translation(homes["sv"].locale)
    publish(editor, swedish, django_capture_on_commit_callbacks)
    advice.title = "Neuvo"
    advice.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        source = translation_of(advice, "sv").source
        editor.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"})
    for page in (swedish, alias):
        page.refresh_from_db()
    assert (swedish.title, alias.title, alias.alias_of_id) == ("Neuvo", "Neuvo", advice.pk)


@pytest.mark.parametrize("what", ["deleted", "stopped"])
def test_who_still_has_segments_open_is_told_that_there_are_none(homes, advice, editor, what):
    submit(editor, advice, homes["sv"].locale)
    version = advice.get_translation(homes["sv"].locale)
    if what == "deleted":
        advice.delete()
    else:
        editor.post(f"/admin/localize/translate/{translation_of(advice, 'sv').pk}/disable/")
    there = f"/admin/pages/{version.pk}/edit/"
    answer = editor.post(there, {"action": "publish"})
    version.refresh_from_db()
    told = "This page is not translated by segment any more. Nothing was published."
    assert (answer.url, said(answer)[-1], version.live) == (there, told, False)


def test_the_list_leads_to_where_each_version_is_written(homes, advice, editor):
    there = f"/admin/translations/{advice.pk}/sv/"
    assert f'<a href="{there}">Swedish</a>' in editor.get("/admin/translations/").text
    assert editor.get(there).url == f"/admin/localize/submit/page/{advice.pk}/?select_locale=sv"
    submit(editor, advice, homes["sv"].locale)
    edit = f"/admin/pages/{advice.get_translation(homes['sv'].locale).pk}/edit/"
    assert editor.get(there).url == edit
    advice.body.append(("text", "<p>Kolmas kappale.</p>"))
    advice.save_revision().publish()
    source = translation_of(advice, "sv").source
    update = f"/admin/localize/update/{source.pk}/?next={quote(edit, safe='')}"
    assert editor.get(there).url == update
    assert editor.post(update, {}).url == edit
    assert StringSegment.objects.filter(source=source, string__data="Kolmas kappale.").exists()
    assert editor.get(there).url == edit


@pytest.mark.parametrize("role", ["Coordinator", "Screener", "Juror", "Jury office"])
def test_who_edits_no_pages_enters_none_of_these_rooms(homes, advice, editor, role):
    submit(editor, advice, homes["sv"].locale)
    number = translation_of(advice, "sv").pk
    addresses = [
        f"/admin/translations/{advice.pk}/sv/",
        f"/admin/localize/submit/page/{advice.pk}/",
        "/admin/localize/reports/translations/",
        f"/admin/localize/translate/{number}/pofile/download/",
        f"/admin/localize/translate/{number}/preview/",
    ]
    visitor = client_of(role)
    assert [visitor.get(address).status_code for address in addresses] in ([302] * 5, [403] * 5)


@pytest.mark.parametrize("file", [None, b"", b"msgid 1", b"\x00\xff"])
def test_a_file_that_is_no_translation_of_the_page_is_refused_in_words(homes, advice, editor, file):
    submit(editor, advice, homes["sv"].locale)
    address = f"/admin/localize/translate/{translation_of(advice, 'sv').pk}/pofile/upload/"
    files = {} if file is None else {"file": SimpleUploadedFile("ohje.po", file)}
    answer = editor.post(address, {**files, "next": "/admin/pages/"})
    assert (answer.url, said(answer)[1:]) == ("/admin/pages/", ["Please upload a valid PO file."])


def test_a_file_goes_out_and_comes_back_with_its_translations(homes, advice, editor):
    submit(editor, advice, homes["sv"].locale)
    translation = translation_of(advice, "sv")
    address = f"/admin/localize/translate/{translation.pk}/pofile"
    sent = editor.get(f"{address}/download/").text
    back = sent.replace('msgid "Ohje"\nmsgstr ""', 'msgid "Ohje"\nmsgstr "Råd"')
    assert back != sent
    answer = editor.post(f"{address}/upload/", {"file": SimpleUploadedFile("ohje.po", back.encode())})
    assert said(answer)[1:] == ["Successfully imported translations from PO File."]
    assert translation.get_progress() == (4, 1)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("https://example.org/sv/", "https://example.org/sv/"),
        ("javascript:alert(1)", "https://example.org/fi/"),
        (" java\tscript:alert(1)", "https://example.org/fi/"),
    ],
)
def test_a_link_leads_elsewhere_in_a_translation_but_runs_no_script(
    homes, editor, django_capture_on_commit_callbacks, address, leads_to
):
    body = [("text", '<p>Lue <a href="https://example.org/fi/">lisää</a>.</p>')]
    page = make_pages.content(homes["fi"], slug="ohje", title="Ohje", body=body)
    submit(editor, page, homes["sv"].locale)
    translation = translation_of(page, "sv")
    where = address_of_choice(translation)
    put(editor, where, "javascript:alert(2)")
    answer = put(editor, where, address)
    wrong = None if address == leads_to else "Enter a valid URL."
    publish(editor, page.get_translation(homes["sv"].locale), django_capture_on_commit_callbacks)
    shown = BeautifulSoup(Client().get("/sv/ohje/").text, "html.parser").article
    assert (answer.json()["error"], [one["href"] for one in shown.select("p a")]) == (wrong, [leads_to])


def test_nobody_is_asked_to_translate_what_is_the_same_in_every_language(
    homes, editor, django_capture_on_commit_callbacks
):
    chosen = {"heading": "Valitut", "campaign": "none", "which": "chosen", "references": ["KOTO-1-0001"]}
    page = make_pages.content(homes["fi"], slug="ohje", title="Ohje", body=[("entries", chosen)])
    submit(editor, page, homes["sv"].locale)
    strings = StringSegment.objects.filter(source=translation_of(page, "sv").source).order_by("order")
    assert [one.string.data for one in strings] == ["Ohje", "ohje", "Valitut"]
    version = page.get_translation(homes["sv"].locale)
    publish(editor, version, django_capture_on_commit_callbacks)
    version.refresh_from_db()
    assert list(version.specific.body[0].value["references"]) == ["KOTO-1-0001"]


def test_a_home_keeps_its_address(editor, django_capture_on_commit_callbacks):
    homes = make_pages.site(("fi", "sv"))
    homes["sv"].alias_of = homes["fi"]
    homes["sv"].save(clean=False)
    submit(editor, homes["fi"], homes["sv"].locale)
    say(editor, translation_of(homes["fi"], "sv"), {homes["fi"].title: "Löftet"})
    publish(editor, homes["sv"], django_capture_on_commit_callbacks)
    homes["sv"].refresh_from_db()
    assert (homes["sv"].title, homes["sv"].slug, homes["sv"].alias_of_id) == ("Löftet", "sv", None)
    assert translation_of(homes["fi"], "sv").get_progress() == (1, 1)


def test_there_is_one_list_of_translations(homes, editor):
    menu = editor.get("/admin/").text
    assert ("/admin/translations/" in menu, "/admin/localize/reports/" in menu) == (True, False)


def test_the_script_of_the_editor_speaks_our_words_and_where_we_have_none_those_of_the_library(translated):
    words = SegmentWords()
    shown = {}
    for code in ("sv", "ar"):
        with override(code):
            words.get(RequestFactory().get("/"))
            shown[code] = {text: words.get_catalog()[text] for text in ("Publish in ", "Preview")}
    assert shown == {
        "sv": {"Publish in ": "Publicera: ", "Preview": "Förhandsgranska"},
        "ar": {"Publish in ": "نشر في ", "Preview": "معاينة"},
    }
