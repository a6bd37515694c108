import pytest

from pledges.collation import sort_key


def sorted_titles(*titles: str) -> list[str]:
    return sorted(titles, key=sort_key)


def test_the_last_letters_of_the_finnish_and_swedish_alphabet_follow_z_in_their_order():
    assert sorted_titles("Öljy", "Zorro", "Äiti", "Asema", "Åbo", "Yö") == [
        "Asema",
        "Yö",
        "Zorro",
        "Åbo",
        "Äiti",
        "Öljy",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("9 nuorta", "10 nuorta"),
        ("100 tuntia", "Aamu"),
        ("Vaasa", "Waasa"),
        ("kahvi", "Kahvila"),
        ("Xylofoni", "Übung"),
        ("Übung", "Ystävä"),
        ("Zebra", "ærlig"),
        ("Ä", "øl"),
        ("Talo ja piha", "Taloja"),
        ("Öö", "Привет"),
        ("Привет", "مرحبا"),
        ("", "a"),
        ("0", "1"),
    ],
)
def test_titles_stand_as_people_look_for_them(first, second):
    assert sorted_titles(second, first) == [first, second]


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("Kahvila", "KAHVILA"),
        ("“Kahvila”", "Kahvila"),
        ("Kahvila!", "  kahvila "),
        ("Crêpe", "crepe"),
        ("A\u030abo", "Åbo"),
        ("007", "7"),
        ("Straße", "strasse"),
        ("\u0627\u064b", "\u0627"),
    ],
)
def test_capitals_accents_and_signs_make_no_difference(one, same):
    assert sort_key(one) == sort_key(same)


@pytest.mark.parametrize("text", ["²", "\U0001f600", "\x00", "ﬁ", "١٢", "n" * 9000, "1" * 9000])
def test_whatever_is_typed_has_a_key(text):
    assert isinstance(sort_key(text), bytes)
