"""Saving while a juror types: quietly, never final by itself, and refused without losing anything."""

from datetime import timedelta

import pytest
from django.utils import timezone

from judging import seats
from judging.models import Assignment, Ballot, Round
from tests import make
from tests.judging.test_juror_screens import score, sent, stored

QUIETLY = {"X-Autosave": "1"}


def quietly(client, assignment, *levels, **more):
    return client.post(score(assignment), sent(assignment, *levels, **more), headers=QUIETLY)


def clock() -> str:
    return timezone.localtime(Ballot.objects.get().saved_at).strftime("%H:%M")


def test_it_says_when_it_saved_and_what_the_ballot_comes_to(evening, assignment):
    answer = quietly(evening, assignment, 2, None, comment="Selkeä", notes="Muista", feedback="Kiitos")
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "version": 1,
            "words": f"Saved {clock()} – draft",
            "hints": {"total": "Total 66.7 of 100 – answered weight 1 of 2"},
        },
    )
    ballot = Ballot.objects.get()
    assert (ballot.notes, ballot.comment, ballot.feedback) == ("Muista", "Selkeä", "Kiitos")


def test_it_makes_nothing_final_and_leaves_final_what_is(evening, assignment):
    quietly(evening, assignment, 2, 2, is_final="on")
    found = [stored(assignment)]
    evening.post(score(assignment), sent(assignment, 2, 2, is_final="on", version=1))
    answer = quietly(evening, assignment, 3, 2, is_final="on", version=2)
    found.append(stored(assignment))
    quietly(evening, assignment, 3, 2, version=3)
    found.append(stored(assignment))
    assert (found, answer.json()["words"]) == (
        [([2, 2], "", False, 1), ([3, 2], "", True, 3), ([3, 2], "", False, 4)],
        f"Saved {clock()} – final",
    )


def test_a_draft_that_is_to_be_final_is_kept_although_an_answer_is_missing(evening, assignment, criteria):
    juror_round = assignment.juror.panel.round
    juror_round.criteria.update(is_required=True)
    answer = quietly(evening, assignment, 2, None, is_final="on", comment="Kesken")
    assert (answer.status_code, stored(assignment)) == (200, ([2, None], "Kesken", False, 1))


def test_a_final_ballot_does_not_become_a_draft_because_an_answer_was_taken_out(evening, assignment):
    assignment.juror.panel.round.criteria.update(is_required=True)
    make.ballot(assignment, 2, 2)
    answer = quietly(evening, assignment, 2, None, is_final="on", version=1)
    words = "Not saved yet. Please check: Kriteeri 2"
    assert (answer.status_code, answer.json()) == (422, {"words": words})
    assert stored(assignment) == ([2, 2], "", True, 1)


def test_what_cannot_be_saved_names_the_field(evening, assignment):
    answer = quietly(evening, assignment, 2, 2, comment="x" * 4001)
    words = "Not saved yet. Please check: Comment to the jury"
    assert (answer.status_code, answer.json(), Ballot.objects.count()) == (422, {"words": words}, 0)


def test_several_fields_are_named_in_the_order_of_the_screen(evening, assignment):
    answer = quietly(evening, assignment, 9, 9, comment="x" * 4001, notes="x" * 4001)
    words = "Not saved yet. Please check: Kriteeri 1, Kriteeri 2, Private notes, Comment to the jury"
    assert answer.json() == {"words": words}


def moved_on(assignment):
    make.ballot(assignment, 1, 1)


def taken_away(assignment):
    seats.unassign(Assignment.objects.get(pk=assignment.pk), by=None)


def ended(assignment):
    Round.objects.update(scoring_ends_at=timezone.now() - timedelta(seconds=2))


@pytest.mark.parametrize("happened", [moved_on, taken_away, ended])
def test_it_stops_when_the_world_has_moved_on_and_the_next_press_tells_why(happened, evening, assignment):
    happened(assignment)
    said = {"comment": "Kirjoitin tämän", "notes": "Ja tämän", "feedback": "Sekä tämän"}
    answer = quietly(evening, assignment, 3, 3, **said)
    assert (answer.status_code, answer.json()) == (409, {})
    pressed = evening.post(score(assignment), sent(assignment, 3, 3, **said))
    assert pressed.status_code in (403, 409)
    assert [text for text in said.values() if text not in pressed.content.decode()] == []


# --- the session has ended ------------------------------------------------------------------------
def test_after_an_ended_session_a_press_finds_the_ballot_again(client, juror, assignment):
    client.cookies["django_language"] = "en"
    said = sent(assignment, 3, 1, comment="Pitkä työ", notes="Oma", is_final="on")
    away = client.post(score(assignment), said)
    assert (away.status_code, away.url.startswith("/admin/login/")) == (302, True)
    client.force_login(juror.user)
    page = client.get(score(assignment))
    kept = page.context["form"]
    assert ("It is not saved yet." in page.text, Ballot.objects.count()) == (True, 0)
    assert [kept[name].value() for name in ("comment", "notes", "is_final")] == ["Pitkä työ", "Oma", True]
    assert [field.value() for _, field, *_more in page.context["rows"]] == ["3", "1"]
    assert client.get(score(assignment)).context["form"]["comment"].value() is None


def test_what_the_script_sends_without_a_session_is_kept_by_the_browser_alone(client, assignment):
    answer = quietly(client, assignment, 3, 1, comment="Pitkä työ")
    assert (answer.status_code, "typed_before_sign_in" in client.session) == (302, False)


def test_what_was_typed_is_not_shown_to_another_juror(client, panel, assignment):
    client.post(score(assignment), sent(assignment, 3, 1, comment="Pitkä työ"))
    client.force_login(make.juror(panel).user)
    page = client.get(score(assignment))
    assert (page.status_code, "Pitkä työ" in page.text) == (404, False)
