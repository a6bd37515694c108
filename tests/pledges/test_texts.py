"""The text of an entry in several languages: what each reader gets, and what a translation was made from."""

import pytest
from django.utils import translation

from pledges import actions
from pledges.models import Entry
from pledges.open_data import public_record, submitted_content
from pledges.receipt import received
from pledges.search import matching
from pledges.texts import readings, text_for
from tests import make

pytestmark = pytest.mark.django_db

SWEDISH = {
    "title": "Arbete åt tio",
    "summary": "Tio unga får jobb.",
    "description": "I sommar, med handledare.",
}


@pytest.fixture
def author():
    return make.user()


@pytest.fixture
def entry(author):
    return make.entry(author=author, language="fi", title="Töitä kymmenelle")


def translated(entry, language="sv", **fields) -> Entry:
    text = {**SWEDISH, "plain_summary": "", "origin": "human"} | fields
    return actions.save_draft(entry, entry.version, {}, by=None, translations={language: text})


def changed(entry, **fields) -> Entry:
    return actions.save_draft(entry, entry.version, fields, by=None)


def seen(entry, language) -> tuple:
    text = text_for(Entry.objects.for_reading().get(pk=entry.pk), language)
    return text.language, text.state, text.title, text.is_behind


# --- what a reader gets ------------------------------------------------------------------------
def test_a_reader_gets_a_whole_translation_and_otherwise_the_original(entry):
    translated(entry)
    assert [seen(entry, language) for language in ("fi", "sv", "en")] == [
        ("fi", "original", "Töitä kymmenelle", False),
        ("sv", "human", "Arbete åt tio", False),
        ("fi", "original", "Töitä kymmenelle", False),
    ]


@pytest.mark.parametrize("part", ["title", "summary", "description"])
def test_a_translation_that_lacks_a_part_is_kept_but_read_by_nobody(entry, part):
    translated(entry, **{part: ""})
    assert (entry.translations.count(), seen(entry, "sv")[1]) == (1, "original")


def test_the_writer_is_told_what_the_readers_of_each_language_see(entry):
    translated(entry, origin="machine")
    with translation.override("en"):
        assert [(one.language, one.state, one.words) for one in readings(entry)] == [
            ("fi", "original", "A reader of the Finnish pages sees your own text."),
            (
                "sv",
                "machine",
                "A reader of the Swedish pages sees this translation, marked as made by a machine.",
            ),
            ("en", "missing", "A reader of the English pages sees your Finnish text, marked as Finnish."),
        ]


def test_a_translation_with_nothing_in_it_is_none(entry):
    now = translated(entry)
    translated(now, title="", summary="", description="")
    assert entry.translations.count() == 0


# --- behind the original -----------------------------------------------------------------------
def test_a_translation_falls_behind_when_the_original_changes_and_not_otherwise(entry):
    now = changed(translated(entry), place="Kallio")
    assert seen(now, "sv")[3] is False
    now = changed(now, title="Töitä kahdelletoista")
    assert seen(now, "sv") == ("sv", "human", "Arbete åt tio", True)
    now = changed(now, title="Töitä kymmenelle")
    assert seen(now, "sv")[3] is False


def test_whoever_changes_a_translation_brings_it_up_to_the_original(entry):
    now = changed(translated(entry), title="Töitä kahdelletoista")
    now = translated(now, title="Arbete åt tolv")
    assert seen(now, "sv") == ("sv", "human", "Arbete åt tolv", False)


def test_saying_that_it_still_holds_counts_for_the_original_that_was_seen(entry):
    now = changed(translated(entry), title="Töitä kahdelletoista")
    text = SWEDISH | {"plain_summary": "", "origin": "human", "is_checked": True}
    both = {"fields": {"title": "Töitä sadalle"}, "translations": {"sv": text}}
    now = actions.save_draft(now, now.version, by=None, **both)
    assert seen(now, "sv")[3] is True
    now = actions.save_draft(now, now.version, {}, by=None, translations={"sv": text})
    assert seen(now, "sv")[3] is False


def test_a_translation_into_what_becomes_the_language_of_the_original_waits_unread(entry):
    now = changed(translated(entry), language="sv")
    assert seen(now, "sv")[:3] == ("sv", "original", "Töitä kymmenelle")
    now = changed(now, language="fi")
    assert seen(now, "sv")[:3] == ("sv", "human", "Arbete åt tio")


# --- where it is read --------------------------------------------------------------------------
def test_the_public_record_is_in_the_readers_language_and_has_the_original_beside_it(entry):
    translated(entry, origin="machine", plain_summary="Tio unga får jobb i sommar.")
    make.permission(entry)
    with translation.override("sv"):
        record = public_record(Entry.objects.for_reading().get(pk=entry.pk))
    assert (record.title, record.shown_in, record.text_state, record.language, record.plain_summary) == (
        "Arbete åt tio",
        "sv",
        "machine",
        "fi",
        "Tio unga får jobb i sommar.",
    )
    assert (record.original.title, record.original.language) == ("Töitä kymmenelle", "fi")


def test_search_finds_whole_translations_and_plain_words_and_no_others(entry):
    now = translated(entry, plain_summary="Selkosvenska")
    translated(now, "en", title="Unfinished", summary="", description="")
    changed(Entry.objects.get(pk=entry.pk), plain_summary="Selkosuomi")
    make.permission(entry)
    actions.submit(Entry.objects.get(pk=entry.pk), by=None)
    actions.accept(Entry.objects.get(pk=entry.pk), by=None)
    found = {
        words: list(matching(words, entry.campaign))
        for words in ("handledare", "selkosvenska", "selkosuomi", "unfinished")
    }
    assert found == {"handledare": [entry], "selkosvenska": [entry], "selkosuomi": [entry], "unfinished": []}


def test_what_is_sent_is_frozen_with_its_translations_and_goals_and_told_in_the_receipt(entry):
    now = translated(entry)
    fields = {
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "report_every": 3,
        "plain_summary": "Selko.",
    }
    row = {"key": "6f1c1d0e-0000-4000-8000-000000000001", "label": "Työpaikat", "unit": "kpl"}
    actions.save_draft(
        now, now.version, fields, by=None, measures=[row | {"start": "0.00", "target": "10.50"}]
    )
    content = submitted_content(entry)
    assert {name: content[name] for name in ("plain_summary", "starts_on", "ends_on", "report_every")} == {
        "plain_summary": "Selko.",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "report_every": 3,
    }
    assert content["measures"] == [{"label": "Työpaikat", "unit": "kpl", "start": "0", "target": "10.5"}]
    assert content["translations"] == {"sv": SWEDISH | {"plain_summary": "", "origin": "human"}}
    with translation.override("en"):
        rows = dict(received(content, entry.campaign))
    assert (rows["Summary in plain language"], rows["Begins"], rows["Measures"]) == (
        "Selko.",
        "1 January 2026",
        "Työpaikat: 0 → 10.5 kpl",
    )
    assert rows["Swedish – Translated by people"].startswith("Arbete åt tio\n\nTio unga")


def test_a_submission_from_before_there_were_translations_is_still_told(entry):
    content = submitted_content(entry)
    for name in ("plain_summary", "translations", "starts_on", "ends_on", "report_every", "measures"):
        del content[name]
    with translation.override("en"):
        assert ("Title", "Töitä kymmenelle") in received(content, entry.campaign)
