"""Who reads which language where: the public, jurors, the screening desk, and the writer in the form."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags

from judging.reading import record_for_jury, title_for_jury
from pledges import actions, versions
from pledges.gallery import Gallery
from pledges.models import Entry
from tests import make
from tests.addresses import english
from tests.staff import client_of

pytestmark = pytest.mark.django_db

SWEDISH = {"title": "Arbete åt tio", "summary": "Tio unga får jobb.", "description": "I sommar."}


@pytest.fixture
def entry(hosts):
    texts = {"title": "Töitä kymmenelle", "plain_summary": "Nuoret saavat töitä."}
    goals = {"starts_on": "2026-01-02", "ends_on": "2026-12-31", "report_every": 3}
    return make.entry(campaign=hosts["fi"].campaign, language="fi", **texts, **goals)


def translated(entry, language="sv", *, accepted=True, **fields) -> Entry:
    """The entry with a translation and a measure, sent in and, once accepted, public."""
    text = {**SWEDISH, "plain_summary": "", "origin": "human"} | fields
    row = {"key": "6f1c1d0e-0000-4000-8000-000000000001", "label": "Työpaikat", "unit": "kpl"}
    measures = [row | {"start": "1.50", "target": "1500"}]
    saved = actions.save_draft(
        entry, entry.version, {}, by=None, measures=measures, translations={language: text}
    )
    make.permission(saved)
    actions.submit(saved, by=None)
    return actions.accept(saved, by=None) if accepted else saved


def opened(client, hosts, entry, code) -> BeautifulSoup:
    with translation.override(code):
        address = hosts[code].entry_address(entry.reference)
    return BeautifulSoup(client.get(address).content, "html.parser").main


def texts(page, selector) -> list[tuple]:
    """Words and language of what is found."""
    return [(" ".join(found.get_text(" ").split()), found.get("lang")) for found in page.select(selector)]


# --- the public --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "origin", "title", "notes", "original"),
    [
        ("fi", "human", ("Töitä kymmenelle", "fi"), [], []),
        ("sv", "human", ("Arbete åt tio", "sv"), ["Translated from finska"], [("Töitä kymmenelle", None)]),
        (
            "sv",
            "machine",
            ("Arbete åt tio", "sv"),
            ["Machine translation from finska"],
            [("Töitä kymmenelle", None)],
        ),
        ("en", "human", ("Töitä kymmenelle", "fi"), ["Original in Finnish"], []),
    ],
)
def test_an_entrys_page_is_in_the_readers_language_and_says_where_the_text_comes_from(
    client, hosts, entry, code, origin, title, notes, original
):
    page = opened(client, hosts, translated(entry, origin=origin), code)
    assert texts(page, "h1") == [title]
    assert [words for words, _language in texts(page, ".entry-head .text-note")] == notes
    assert texts(page, "details.original p:first-child strong") == original


def test_goals_are_shown_with_their_levels_in_the_readers_numbers(client, hosts, entry):
    page = opened(client, hosts, translated(entry), "en")
    assert "From 2 January 2026 to 31 December 2026" in page.get_text(" ")
    assert texts(page, ".measures li") == [("Työpaikat from 1.5 to 1,500 kpl", None)]
    assert texts(page, ".measures li > span[lang]") == [("Työpaikat", "fi")]
    assert "Follow-up: Every three months" in " ".join(page.get_text().split())


def test_plain_words_are_shown_in_the_language_of_the_text_or_not_at_all(client, hosts, entry):
    now = translated(entry)
    plain = [texts(opened(client, hosts, now, code), ".plain-language p") for code in ("fi", "sv", "en")]
    assert plain == [[("Nuoret saavat töitä.", "fi")], [], [("Nuoret saavat töitä.", "fi")]]


@pytest.mark.parametrize(
    ("code", "origin", "title", "notes"),
    [
        ("sv", "human", "Arbete åt tio", []),
        ("sv", "machine", "Arbete åt tio", ["Machine translation from finska"]),
        ("en", "human", "Töitä kymmenelle", ["Original in Finnish"]),
    ],
)
def test_a_card_is_in_the_readers_language_and_marks_what_is_not_written_by_people_in_it(
    client, hosts, entry, code, origin, title, notes
):
    translated(entry, origin=origin)
    with translation.override(code):
        address = hosts[code].gallery_address
    page = BeautifulSoup(client.get(address).content, "html.parser").main
    card = page.select_one(".entry-card")
    assert texts(card, "h3")[0][0] == title
    assert [words for words, _language in texts(card, ".text-note")] == notes


def test_the_gallery_is_filtered_by_the_language_in_which_one_can_read(entry, rf):
    now = translated(entry)
    make.entry(campaign=now.campaign, language="en", state="accepted", published=True)
    found = {
        code: [
            face.reference for face in Gallery(now.campaign, rf.get("/", {"language": code}).GET).screen.faces
        ]
        for code in ("fi", "sv")
    }
    assert found == {"fi": [now.reference], "sv": [now.reference]}


def test_search_leads_a_reader_to_the_translation(client, hosts, entry):
    now = translated(entry)
    with translation.override("sv"):
        page = client.get(reverse("search"), {"q": "unga jobb"})
        [group] = page.context["search"].groups
        [hit] = group.hits
        address = hosts["sv"].entry_address(now.reference)
    said = [strip_tags(markup) for markup in (hit.title, hit.words)]
    assert (hit.address, hit.language, *said) == (address, "sv", "Arbete åt tio", "Tio unga får jobb.")


def test_search_shows_the_original_where_only_that_has_the_words(client, hosts, entry):
    now = translated(entry)
    with translation.override("sv"):
        [group] = client.get(reverse("search"), {"q": now.title}).context["search"].groups
    [hit] = group.hits
    assert (strip_tags(hit.title), hit.language) == (now.title, "fi")


# --- the jury ----------------------------------------------------------------------------------
def test_a_juror_reads_in_their_language_with_the_original_beside_it(entry):
    now = Entry.objects.for_reading().get(pk=translated(entry, origin="machine").pk)
    with translation.override("sv"):
        record = record_for_jury(now, blind=False)
        assert title_for_jury(now, blind=False) == ("Arbete åt tio", "sv")
    assert (record.title, record.shown_in, record.text_state, record.original.title) == (
        "Arbete åt tio",
        "sv",
        "machine",
        "Töitä kymmenelle",
    )
    assert [(one.label, str(one.target)) for one in record.measures] == [("Työpaikat", "1500.00")]


def test_blind_judging_hides_names_in_translations_plain_words_and_measures_too(entry):
    entry.organisation.name = make.words("Kotikoivun Martat", "Hembjörkens Marthor")
    entry.organisation.save()
    Entry.objects.filter(pk=entry.pk).update(plain_summary="Kotikoivun Martat auttavat.")
    named = {part: f"Hembjörkens Marthor: {text}" for part, text in SWEDISH.items()}
    now = translated(Entry.objects.get(), **named, plain_summary="Marthor i Hembjörken")
    now.measures.update(label="Kotikoivun Marttojen kerhot", unit="Hembjörkens Marthor")
    for code in ("fi", "sv"):
        with translation.override(code):
            found = Entry.objects.for_reading().get(pk=now.pk)
            said = f"{record_for_jury(found, blind=True)} {title_for_jury(found, blind=True)}"
        assert [name for name in ("Kotikoivun", "Hembjörkens Marthor") if name in said] == []


# --- the desk ----------------------------------------------------------------------------------
def test_screeners_read_every_translation_and_are_hinted_at_personal_data_in_it(entry):
    now = translated(entry, origin="machine", summary="Ring 040 123 4567")
    now.measures.update(label="Kysy: a@example.org")
    page = client_of("Screener").get(reverse("entries:entry", args=[now.pk]))
    assert [text.title for text in page.context["translations"]] == ["Arbete åt tio"]
    assert [hint.text for hint in page.context["hints"]] == ["040 123 4567", "a@example.org"]
    assert [words for _label, words in page.context["goals"]][2] == "Kysy: a@example.org: 1.5 → 1,500 kpl"
    assert "Nuoret saavat töitä." in page.text


def test_changes_of_translations_and_goals_between_two_submissions_are_told(entry):
    now = actions.return_for_changes(translated(entry, accepted=False), "Lisää", by=None)
    text = SWEDISH | {"title": "Arbete åt tolv", "plain_summary": "", "origin": "human"}
    actions.save_draft(
        now, now.version, {"ends_on": "2027-01-31"}, by=None, measures=[], translations={"sv": text}
    )
    actions.submit(Entry.objects.get(), by=None)
    with translation.override("en"):
        changed = versions.changes(*now.submissions.all(), now.campaign)
    assert [(one.field, one.before.split("\n")[0], one.now.split("\n")[0]) for one in changed] == [
        ("Swedish – Translated by people", "Arbete åt tio", "Arbete åt tolv"),
        ("Ends", "31 December 2026", "31 January 2027"),
        ("Measures", "Työpaikat: 1.5 → 1,500 kpl", ""),
    ]


# --- the writer --------------------------------------------------------------------------------
@pytest.fixture
def writing(client):
    author = make.user()
    draft = make.entry(author=author, language="fi", summary="Soita 040 123 4567")
    client.force_login(author)
    client.draft = draft
    return client


def form(client, step="about"):
    return client.get(english("pledges:edit", client.draft.uuid, step))


def test_without_a_script_the_form_states_limits_and_points_at_personal_data(writing):
    page = BeautifulSoup(form(writing).content, "html.parser")
    assert page.find(id="id_summary_limit").get_text() == "At most 400 characters"
    assert page.find(id="id_summary_hint").get_text() == (
        "This text mentions: phone number 040 123 4567. Everybody will be able to read that."
    )
    assert page.find(id="id_description_hint").has_attr("hidden")
    assert page.find(id="id_language_hint") is None


def test_hints_are_given_in_translations_and_public_answers_but_not_in_others(writing):
    text = {
        "title": "Ring 040 123 4567",
        "summary": "",
        "description": "",
        "plain_summary": "",
        "origin": "human",
    }
    draft = actions.save_draft(writing.draft, 1, {}, by=None, translations={"sv": text})
    hidden, shown = (make.question(draft.campaign, audience=who) for who in ("jury", "public"))
    for question in (hidden, shown):
        draft.answers.create(question=question, text="a@example.org")
    about, details = (
        BeautifulSoup(form(writing, step).content, "html.parser") for step in ("about", "details")
    )
    assert "040 123 4567" in about.find(id="id_title_sv_hint").get_text()
    assert "a@example.org" in details.find(id=f"id_question_{shown.pk}_hint").get_text()
    assert details.find(id=f"id_question_{hidden.pk}_hint") is None


def test_the_check_step_says_what_the_readers_of_each_language_will_see(writing):
    make.permission(writing.draft)
    said = " ".join(BeautifulSoup(form(writing, "check").content, "html.parser").get_text(" ").split())
    assert "A reader of the Swedish pages sees your Finnish text, marked as Finnish." in said


def test_a_translation_into_arabic_is_written_and_read_from_right_to_left(client, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    author = make.user()
    draft = make.entry(author=author, language="fi")
    client.force_login(author)
    page = BeautifulSoup(client.get(english("pledges:edit", draft.uuid, "about")).content, "html.parser")
    field = page.find(id="id_title_ar")
    assert (field["lang"], field["dir"]) == ("ar", "rtl")
    sent = {"version": 1, "language": "fi", "title": "Otsikko", "title_ar": "عنوان", "origin_ar": "human"}
    client.post(english("pledges:edit", draft.uuid, "about"), sent)
    assert (draft.translations.get().language, draft.translations.get().title) == ("ar", "عنوان")


def test_a_page_that_was_open_before_there_were_translations_leaves_them(client):
    author = make.user()
    draft = make.entry(author=author, language="fi")
    text = SWEDISH | {"plain_summary": "", "origin": "human"}
    now = actions.save_draft(draft, 1, {}, by=None, translations={"sv": text})
    client.force_login(author)
    client.post(english("pledges:edit", draft.uuid, "about"), {"version": now.version, "language": "fi"})
    assert draft.translations.get().title == "Arbete åt tio"
