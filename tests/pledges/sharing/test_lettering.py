"""Words of any script fit into their place on a picture."""

import pytest

from pledges.sharing.faces import HEADING, TEXT, face_for
from pledges.sharing.lettering import fitted, reads_from_right


@pytest.mark.parametrize(
    ("text", "from_right"), [("Lupaus", False), ("نتعهد", True), ("2015 שלום", True), ("12", False)]
)
def test_the_first_letter_with_a_direction_decides(text, from_right):
    assert reads_from_right(text) is from_right


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("Äiti & lapsi", "young-serif-latin-400-normal"),
        ("Мы обещаем", "DejaVuSerif-Bold"),
        ("نتعهد بتوظيف", "DejaVuSans-Bold"),
        ("", "young-serif-latin-400-normal"),
    ],
)
def test_the_look_s_own_face_is_taken_where_it_has_the_letters(text, face):
    assert face_for(text, HEADING)[0].stem == face


def test_letters_that_no_face_has_are_left_out():
    assert face_for("Kahvi \U0001f9ff  ja 茶", TEXT)[1] == "Kahvi ja"


def test_a_long_text_gets_smaller_letters_and_is_cut_only_at_last():
    sizes = (64, 48)
    assert fitted("Kahvila", HEADING, 600, 2, sizes).font.size == 64
    assert fitted("Kahvila ja kirjasto joka kylään, joka päivä", HEADING, 600, 2, sizes).font.size == 48
    cut = fitted("Kahvila ja kirjasto joka kylään " * 5, HEADING, 600, 2, sizes)
    assert (len(cut.lines), cut.lines[-1][-1]) == (2, "…")


@pytest.mark.parametrize("text", ["a" * 400, "ö" * 30 + " " + "x" * 200, "نتعهد" * 80])
def test_no_line_is_longer_than_its_place(text):
    lines = fitted(text, HEADING, 300, 3, (40,))
    assert [one for one in lines.lines if lines.font.getlength(one, direction=lines.direction) > 300] == []
