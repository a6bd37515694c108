"""checks.md I09: a name that could be taken for another is pointed out."""

from unicodedata import normalize

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from people.lookalikes import alike, outline
from tests import make


@pytest.mark.parametrize(
    "other",
    [
        "Маrtat ry",  # Cyrillic М and а
        "Mаrtаt ry",
        "Martat\u200b ry",
        "MARTAT RY",
        "Martat-ry",
        "Ｍａｒｔａｔ ry",
        "Μartat ry",  # Greek Μ
        "martat  ry.",
    ],
)
def test_names_that_look_the_same_have_one_outline(other):
    assert outline(other) == outline("Martat ry")


@pytest.mark.parametrize(("one", "other"), [("OI Oy", "0l Oy"), ("Kuo5a", "Kuosa"), ("Ruskо", "Rusko")])
def test_digits_that_look_like_letters_count_as_these(one, other):
    assert outline(one) == outline(other)


@pytest.mark.parametrize("other", ["Martta ry", "Märtat ry", "Martat", "Martat rf", "Naapuri ry"])
def test_other_names_have_another(other):
    assert outline(other) != outline("Martat ry")


@given(st.text())
def test_any_text_has_an_outline_however_its_marks_are_written(text):
    assert outline(normalize("NFD", text)) == outline(normalize("NFC", text))


@pytest.mark.django_db
def test_they_are_found_in_every_language_and_never_oneself(django_assert_num_queries):
    own = make.organisation(name=make.words("Martat ry", "Marthaförbundet", "Marthas"))
    cyrillic = make.organisation(name=make.words("Маrtat ry"))
    swedish = make.organisation(name=make.words("MARTHAFÖRBUNDET"))
    alone = make.organisation(name=make.words("Naapuri ry"))
    with django_assert_num_queries(1):
        found = alike([own, alone])
    assert found == {own.pk: [cyrillic, swedish]}


@pytest.mark.django_db
def test_the_screener_is_told(client):
    entry = make.entry(state="submitted", organisation=make.organisation(name=make.words("Маrtat ry")))
    make.organisation(name=make.words("Martat ry"), business_id="0201256-6")
    client.force_login(make.user(role="Screener"))
    page = client.get(reverse("entries:entry", args=[entry.pk]))
    assert ("Names that look alike" in page.text, "0201256-6" in page.text) == (True, True)
