import subprocess
import sys

import pytest
from django.conf import settings

from people.lemmas import dictionaries
from people.lemmas.words import LONGEST, forms, parts_of, places, words_meant, words_of


@pytest.mark.parametrize(
    ("language", "word", "inflected"),
    [
        ("fi", "kaupunki", "kaupungin kaupungissa kaupunkien kaupungeille"),
        ("fi", "nuori", "nuoret nuorten nuorille"),
        ("fi", "helsinki", "Helsingissä HELSINGIN"),
        ("fi", "asukastalo", "asukastalossa asukastaloja"),
        ("fi", "vuosaari", "Vuosaaren Vuosaaressa"),
        ("fi", "haaga", "Haagan Haagassa"),
        ("sv", "stad", "städerna staden städer"),
        ("sv", "löfte", "löften löftet"),
        ("en", "child", "children"),
    ],
)
def test_forms_of_a_word_give_the_word(language, word, inflected):
    found = {form: words_of(form, language) for form in forms(inflected)}
    assert found == dict.fromkeys(forms(inflected), (word,))


def test_a_slip_of_the_pen_is_no_form_of_another_word():
    assert words_of("uimahlali", "fi") == ("uimahlali",)


def test_a_foreign_form_in_a_text_gives_the_word_of_its_own_language():
    assert words_of("kommunerna", "fi") == ("kommun",)


def test_whoever_types_may_mean_a_word_of_any_language_of_the_site():
    assert words_meant("städerna", "fi") == ("stad", "städerna")
    assert words_meant("kaupungin", "fi") == ("kaupunki",)


@pytest.mark.parametrize(
    ("language", "word", "parts"),
    [
        ("fi", "leikkipuisto", ("leikki", "puisto")),
        ("fi", "kotoutumisohjelma", ("kotoutua", "ohjelma")),
        ("sv", "integrationsprogram", ("integration", "program")),
        ("fi", "kaupunki", ()),
        ("ar", "leikkipuisto", ()),
    ],
)
def test_a_compound_has_parts(language, word, parts):
    assert parts_of(word, language) == parts


def test_a_language_without_a_dictionary_keeps_its_forms(settings):
    settings.LANGUAGES = [("fi", "suomi"), ("xx", "muu")]
    assert dictionaries.known_languages() == ["fi"]
    assert words_of("qwxz", "xx") == ("qwxz",)


def test_forms_are_letters_and_digits_of_any_script_and_not_endless():
    assert forms('"Ääni–ilta" 2026, ﬁ! مرحبا 💚 a_b\x00c ' + "x" * 99) == [
        *("ääni", "ilta", "2026", "fi", "مرحبا", "a", "b", "c"),
        "x" * LONGEST,
    ]
    assert list(places("Ääni–ilta!")) == [(0, 4), (5, 9)]


def test_a_dictionary_is_made_once_and_by_another_process(monkeypatch, tmp_path, settings):
    settings.LEMMAS_ROOT, settings.LANGUAGES = tmp_path / "deep", [("se", "davvisámegiella")]
    dictionaries.prepare()
    [made] = [path for path in settings.LEMMAS_ROOT.iterdir() if path.suffix == ".dic"]
    before = made.stat().st_mtime_ns
    dictionaries.prepare()
    assert made.stat().st_mtime_ns == before


def test_looking_words_up_takes_little_memory():
    """What no file stands behind: files that are mapped belong to all processes together."""
    script = """
import shutil
from pathlib import Path
def own():
    return int(Path("/proc/self/status").read_text().split("RssAnon:")[1].split()[0]) // 1024
import django; django.setup()
from people.lemmas.words import words_of
before = own()
for form, language in (("kaupungin", "fi"), ("städerna", "sv"), ("children", "en")):
    words_of(form, language)
print(own() - before)
shutil.rmtree(django.conf.settings.RUN)
"""
    told = subprocess.run(
        [sys.executable, "-c", script],
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(told.stdout) <= 10
