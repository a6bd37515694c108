"""What scripts/messages.py asks of the catalogues, and what readers get where a text is missing."""

import importlib.util
from pathlib import Path

import polib
import pytest
from django.conf import settings

SCRIPT = Path(settings.BASE_DIR) / "scripts" / "messages.py"
SIX_FORMS = (
    "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2"
    " : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
)


@pytest.fixture(scope="module")
def messages():
    spec = importlib.util.spec_from_file_location("messages", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def catalogue(language, *entries, plural="nplurals=2; plural=(n != 1);"):
    made = polib.POFile()
    made.metadata = {"Language": language, "Plural-Forms": plural}
    made.extend(entries)
    return made


def test_the_languages_of_every_installation_are_complete(messages):
    assert {*messages.COMPLETE, "en"} == {code for code, _name in settings.LANGUAGES}


@pytest.mark.parametrize(
    ("language", "text", "flags", "lacks"),
    [
        ("fi", "Lupaus", [], None),
        ("fi", "", [], "untranslated"),
        ("sv", "Löfte", ["fuzzy"], "fuzzy"),
        ("ar", "", [], None),
        ("ar", "تعهد", ["fuzzy"], None),
    ],
)
def test_only_a_complete_language_must_have_every_text(messages, language, text, flags, lacks):
    held = catalogue(language, polib.POEntry(msgid="Pledge", msgstr=text, flags=flags))
    assert messages.shortcoming(polib.POEntry(msgid="Pledge"), held) == lacks


def test_every_catalogue_knows_every_message(messages):
    assert messages.shortcoming(polib.POEntry(msgid="Pledge"), catalogue("ar")) == "missing"


def test_readers_of_an_incomplete_language_get_english_and_not_the_main_language(messages):
    held = catalogue(
        "ar",
        polib.POEntry(msgid="Pledge", msgstr="تعهد"),
        polib.POEntry(msgid="Jury"),
        polib.POEntry(msgid="Panel", msgstr="شيء", flags=["fuzzy"]),
        polib.POEntry(
            msgid="%(n)s day", msgid_plural="%(n)s days", msgstr_plural=dict.fromkeys(range(6), "")
        ),
        plural=SIX_FORMS,
    )
    messages.stand_in(held)
    pledge, jury, panel, days = held
    assert [one.msgstr for one in (pledge, jury, panel)] == ["تعهد", "Jury", "Panel"]
    assert (panel.fuzzy, days.msgstr_plural) == (
        False,
        {n: "%(n)s day" if n == 1 else "%(n)s days" for n in range(6)},
    )
