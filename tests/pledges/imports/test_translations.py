"""Translations that come with the rows of a table."""

import pytest

from pledges.models import Entry, Translation
from pledges.texts import text_for
from tests.pledges.imports.tables import SMALL

pytestmark = pytest.mark.django_db

SWEDISH = """
[translations.sv]
title = { column = "rubrik", too_long = "cut" }
summary = { column = "sammandrag" }
description = { column = "sammandrag" }
origin = "machine"
"""
HEAD = "nro,otsikko,tiivistelmä,rubrik,sammandrag\n"


def test_rows_bring_their_translations_and_those_without_have_none(importing):
    assert (
        importing(f"{HEAD}1,Talkoot,Yhdessä,Talko,Tillsammans\n2,Kahvit,Joka viikko,,\n", SMALL + SWEDISH)[1]
        == ""
    )
    first, second = Entry.objects.order_by("pk")
    read = [text_for(entry, "sv") for entry in (first, second)]
    assert [(text.language, text.state, text.title, text.is_behind) for text in read] == [
        ("sv", "machine", "Talko", False),
        ("fi", "original", "Kahvit", False),
    ]


def test_a_translation_into_the_language_of_the_row_is_left_out(importing):
    swedish = SMALL.replace("[entry]", '[entry]\nlanguage = "sv"') + SWEDISH
    importing(f"{HEAD}1,Talko,Tillsammans,Talko,Tillsammans\n", swedish)
    assert Translation.objects.count() == 0


def test_translations_keep_the_limits_of_the_form(importing):
    said, complained = importing(f"{HEAD}1,Talkoot,Yhdessä,{'x' * 130},{'y' * 401}\n", SMALL + SWEDISH)
    assert "summary (sv): Ensure this value has at most 400 characters (it has 401)." in said + complained
    assert "title (sv)" not in said + complained


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ('[translations.xx]\ntitle = "A"', "[translations] has unknown keys: xx. Known are: en, fi, sv."),
        (
            '[translations.sv]\nplace = "A"',
            "[translations.sv] has unknown keys: place."
            " Known are: description, origin, plain_summary, summary, title.",
        ),
        ('[translations.sv]\norigin = "robot"', "translations.sv.origin must be one of: human, machine."),
        ('[translations]\nsv = "A"', "[translations.sv] must be a table."),
    ],
)
def test_a_wrong_table_of_translations_is_named(importing, table, complaint):
    assert importing(HEAD, f"{SMALL}\n{table}\n") == ("", f"{complaint}\n")
