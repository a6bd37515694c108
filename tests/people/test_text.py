import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from people.text import EmailField, OneLineField, clean_text, with_colon


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Kotoutuminen", "Kotoutuminen"),
        ("Ä", "Ä"),
        ("rivi\r\nrivi\rrivi", "rivi\nrivi\nrivi"),
        ("sarkain\tja\nrivi", "sarkain\tja\nrivi"),
        ("👩🏽‍🌾 ja 🇫🇮", "👩🏽‍🌾 ja 🇫🇮"),
        ("مرحبا بكم", "مرحبا بكم"),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_text_is_kept_in_one_form(typed, kept):
    assert clean_text(typed) == kept


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "‮", "⁦", "﻿", "\ud800"])
def test_invisible_controls_are_refused_with_their_place(character):
    with pytest.raises(ValidationError) as refused:
        clean_text(f"ab{character}c")

    assert (refused.value.code, refused.value.messages) == (
        "control_character",
        ["Character 3 is an invisible control character. Please remove it."],
    )


@given(st.text())
def test_whatever_is_kept_can_be_kept_again_and_stored(text):
    try:
        kept = clean_text(text)
    except ValidationError:
        return
    assert (clean_text(kept), unicodedata.is_normalized("NFC", kept)) == (kept, True)
    assert kept.encode().decode() == kept
    assert "\x00" not in kept


@pytest.mark.parametrize(
    ("label", "shown"), [("Title", "Title:"), ("Who leads it?", "Who leads it?"), ("Now!", "Now!"), ("", ":")]
)
def test_a_label_that_ends_its_own_sentence_needs_no_colon(label, shown):
    assert with_colon(label) == shown


def test_a_name_is_one_line():
    assert OneLineField().clean("  Monta\n  riviä ") == "Monta riviä"


@pytest.mark.parametrize("name", ["Nuoret.fi ry", "Klo 9.30/10.30", "Esim. ja/tai", "Koulu (1.–6. lk)"])
def test_a_name_may_look_a_little_like_an_address(name):
    assert OneLineField().clean(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "Voita rahaa http://evil.example",
        "Katso WWW.evil.example",
        "Voita rahaa evil.example/lahja",
        "evil.example?id=1",
    ],
)
def test_a_name_carries_no_web_address_into_a_letter(name):
    with pytest.raises(ValidationError) as refused:
        OneLineField().clean(name)

    assert refused.value.messages == ["Please leave out web addresses here."]


def test_an_address_is_as_long_as_the_database_takes_and_offered_only_where_it_is_ones_own():
    longest = f"{'a' * 63}@{'b' * 60}.{'c' * 60}.{'d' * 60}.example"
    own, of_another = EmailField(autocomplete="email"), EmailField()

    assert (own.clean(longest), own.widget.attrs) == (longest, {"maxlength": "254", "autocomplete": "email"})
    assert of_another.widget.attrs == {"maxlength": "254", "autocomplete": "off"}
    with pytest.raises(ValidationError):
        own.clean(f"a{longest}")
