"""A ballot that is to be final and lacks answers: the top and the foot of its screen tell the same."""

import pytest
from bs4 import BeautifulSoup

from tests import make
from tests.judging.test_juror_screens import score, sent, stored
from tests.judging.test_saving_while_typing import clock

MISSING = ["Kriteeri 2: Answer this before you mark the ballot final."]


@pytest.fixture(autouse=True)
def _all_required(assignment):
    assignment.juror.panel.round.criteria.update(is_required=True)


def told(response) -> tuple[str, list[str], str, bool]:
    """What stands on top, what it lists, what stands at the foot, and whether the script saves at once."""
    page = BeautifulSoup(response.text, "html.parser")
    top = page.select_one(".help-critical")
    listed = [" ".join(one.text.split()) for one in top.select("li")]
    foot = page.select_one("[data-autosave-status]").text
    return top.p.text, listed, foot, page.select_one("#ballot").has_attr("data-unsaved")


def test_it_is_saved_as_a_draft_and_both_say_so(evening, assignment):
    response = evening.post(score(assignment), sent(assignment, 2, None, is_final="on", comment="Kesken"))
    words = "The ballot is not final yet. What you have given is saved as a draft. This is missing:"
    assert told(response) == (words, MISSING, f"Saved {clock()} – draft", False)
    assert stored(assignment) == ([2, None], "Kesken", False, 1)
    again = sent(assignment, 2, 1, is_final="on", comment="Valmis")
    again["version"] = response.context["form"]["version"].value()
    evening.post(score(assignment), again)
    assert stored(assignment) == ([2, 1], "Valmis", True, 2)


def test_one_that_was_final_stays_as_it_was_and_both_say_that_nothing_is_saved(evening, assignment):
    make.ballot(assignment, 2, 2)
    response = evening.post(score(assignment), sent(assignment, 3, None, is_final="on", version=1))
    words = (
        "The ballot has not been saved yet. As a final one it lacks this: answer it, or un-tick “This"
        " ballot is final” and save a draft."
    )
    assert told(response) == (words, MISSING, "Not saved yet", True)
    assert stored(assignment) == ([2, 2], "", True, 1)
    assert [row[1].value() for row in response.context["rows"]] == ["3", ""]


def test_beside_the_ballot_of_another_window_nothing_is_saved(evening, assignment):
    make.ballot(assignment, 1, 1, final=False)
    response = evening.post(score(assignment), sent(assignment, 3, None, is_final="on", comment="Toinen"))
    assert (response.status_code, stored(assignment)) == (409, ([1, 1], "", False, 1))
    assert [row[1].value() for row in response.context["rows"]] == ["3", ""]
