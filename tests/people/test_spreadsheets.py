"""Cells of downloads: a program that opens them must not run them."""

import re

import pytest

from people.spreadsheets import SafeExportMixin, neutral


@pytest.mark.parametrize("text", ["=1", "+1+1", "-cmd", "@A1", "  =1", "＝1", "－a"])
def test_what_a_program_would_run_gets_an_apostrophe(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("start", [";", "\t", "\r", "\n", "; ", "Pihatalkoot;", "Pihatalkoot\n", "a;b;"])
@pytest.mark.parametrize("formula", ["=1+1", "+1+1", "-1+1", "@A1", "＝1"])
def test_so_does_what_a_finnish_program_takes_for_the_beginning_of_a_cell(start, formula):
    """It reads our commas as text and parts the line anew."""
    cells = re.split(r"[;\t\r\n]", neutral(f"Muuta {start}{formula};loppu"))
    assert [cell for cell in cells if re.match(r"\s*[=+\-@＝]", cell)] == []


def test_a_heading_is_a_cell_too():
    class List(SafeExportMixin):
        cells = {"answer": ("=1+1", str)}

    assert List().get_heading(None, "answer") == "'=1+1"


@pytest.mark.parametrize(
    "text", ["", "Uimakoulu", "1+1", "-5", "+358", "-0,5", "a=b", "'=1", "Äiti", "a; b", "a;b\n1", "7\n"]
)
def test_other_texts_stay_as_they_are(text):
    assert neutral(text) == text


def test_characters_that_break_files_are_left_out():
    assert neutral("a\x00b\x0bc\x1f") == "abc"
    assert neutral("\x00=1") == "'=1"
