"""Cells of downloads: a program that opens them must not run them."""

import csv
import io
import re
import time

import pytest

from cms.api import dumps
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


@pytest.mark.parametrize("quote", ["", '"', '""', ' "', "\t"])
@pytest.mark.parametrize(
    "formula", ["=1+1", "+1+1", "-1+1", "@A1", "＝1", "-HYPERLINK(A1)", "+cmd|' /C calc'!A0"]
)
@pytest.mark.parametrize(("of_file", "of_program"), [(",", ";"), (";", ",")])
def test_no_formula_begins_a_cell_where_a_program_parts_at_another_sign_than_the_file(
    of_file, of_program, formula, quote
):
    text = neutral(f"ok{of_program}{quote}{formula}{of_program}loppu")
    assert [cell for cell in _parted(text, of_file, of_program) if re.match(r"\s*[=+\-@＝]", cell)] == []


def _parted(text: str, of_file: str, of_program: str) -> list[str]:
    """The cells that the program sees of a line of the table."""
    line = dumps._line(["KOTI-1", text, "loppu"], f'"{of_file}"')
    return [cell for row in csv.reader(io.StringIO(line), delimiter=of_program) for cell in row]


def test_a_heading_is_a_cell_too():
    class List(SafeExportMixin):
        cells = {"answer": ("=1+1", str)}

    assert List().get_heading(None, "answer") == "'=1+1"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "Uimakoulu",
            "1+1",
            "-5",
            "+358",
            "-0,5",
            "a=b",
            "'=1",
            "Äiti",
            "a; b",
            "a;b\n1",
            "7\n",
            "a, b=c",
        ),
        *("ja, - niin", "kentät, -puistot ja -rannat, -metsät", "Soita, +358 40 123", "Lahti, Hollola"),
    ],
)
def test_other_texts_stay_as_they_are(text):
    assert neutral(text) == text


def test_characters_that_break_files_are_left_out():
    assert neutral("a\x00b\x0bc\x1f") == "abc"
    assert neutral("\x00=1") == "'=1"


def test_a_text_of_nothing_but_ends_of_lines_takes_no_longer_than_it_is_long():
    began = time.process_time()
    assert neutral("\n" * 100_000) == "\n" * 100_000
    assert time.process_time() - began < 1
