"""A goal reads in the direction of its own words, whichever way its page runs."""

from types import SimpleNamespace

from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils.translation import override


def test_a_number_stays_with_its_unit_on_a_page_from_the_right():
    measure = SimpleNamespace(label="Harjoittelut", start=0, target=24, unit="harjoittelua")
    entry = SimpleNamespace(measures=[measure], language="fi")
    with override("ar"):
        shown = BeautifulSoup(
            render_to_string("components/goals.html", {"entry": entry, "level": 2}), "html.parser"
        )
    goal = shown.select_one(".levels > [dir=auto]")
    assert goal.text == "24 harjoittelua"
    # A direction of its own would hide the unit from the whole.
    assert [one.get("dir") for one in goal.select("*")] == [None, None]
