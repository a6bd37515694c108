"""Cells of downloads: a program that opens them must not run them."""

import pytest

from people.spreadsheets import neutral


@pytest.mark.parametrize("text", ["=1", "+1+1", "-cmd", "@A1", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "－a"])
def test_what_a_program_would_run_gets_an_apostrophe(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Uimakoulu", "1+1", "-5", "+358", "-0,5", "a=b", "'=1", "Äiti"])
def test_other_texts_stay_as_they_are(text):
    assert neutral(text) == text


def test_characters_that_break_files_are_left_out():
    assert neutral("a\x00b\x0bc\x1f") == "abc"
    assert neutral("\x00=1") == "'=1"
