"""One juror's evening, from the letter to the last ballot: in a plain browser, and by keyboard alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaign.lifecycle import move
from judging import actions, seats
from judging.models import Ballot, Round
from people.models import Letter
from pledges.models import Entry
from tests import make
from tests.journeys.scene import link_in
from tests.journeys.walker import Walker

JUROR = "ilta@example.org"
LIST = "/admin/judging/"


@pytest.fixture
def panel(db):
    campaign = make.campaign(**make.closed())
    panel = make.panel(campaign)
    panel.round.criteria.update(allows_not_applicable=True, is_required=True)
    person = make.user(JUROR, role="Juror", language="en")
    seats.invite(panel, person.email, by=None)
    return panel


def give_entries(panel, number):
    for place in range(number):
        entry = make.entry(state="accepted", campaign=panel.campaign, title=f"Aloite {place}")
        actions.assign(panel.jurors.get(), entry, by=None)


def ballots() -> dict[str, tuple]:
    """By title: what was answered, what was said, whether it is final, the version judged."""
    found = {}
    for ballot in Ballot.objects.select_related("assignment__entry", "submission"):
        answers = [score.given for score in ballot.scores.order_by("criterion")]
        said = (ballot.notes, ballot.comment, ballot.feedback)
        found[ballot.assignment.entry.title] = (answers, said, ballot.is_final, ballot.submission.number)
    return found


def change(title):
    """The submitter takes an entry back, changes it and sends it again, and it is accepted again."""
    entry = Entry.objects.get(title=title)
    move(entry, "returned", by=None)
    Entry.objects.filter(pk=entry.pk).update(summary="Palkkaamme sata nuorta.")
    entry.refresh_from_db()
    make.submission(entry)
    move(entry, "accepted", by=None)


# --- with a plain browser -----------------------------------------------------------------------
def answers_on(juror, *given) -> dict:
    names = [field["name"] for field in juror.page.select("fieldset[data-criterion] input[value='']")]
    return dict(zip(names, given, strict=True))


def here(juror) -> str:
    return juror.heading.split(maxsplit=1)[1]


def come_in(panel) -> tuple[Walker, list[str]]:
    """From the letter to the list; its titles, in the juror's own order."""
    juror = Walker().sign_in(JUROR, then=link_in("juror_invited"))
    juror.press("I take part", languages="fi", most_entries="10")
    assert "No entries have been given to you yet." in juror.page.get_text()
    give_entries(panel, 4)
    assert Letter.objects.filter(kind="ballots_ready").count() == 1
    juror.open(LIST).follow("Look through the organisations").press("Affirm")
    assert juror.texts(".judging-progress") == ["0 of 4 scored 4 left"]
    (needed,) = juror.texts(".judging-pace")
    assert needed.startswith("About 40 minutes of work left, if an entry takes 10 minutes.")
    return juror, juror.texts(".judging-work td.title a")


def score_all(juror, order):
    """A whole ballot, a draft, one that lacks an answer, and one during which the session ends."""
    juror.follow("Begin scoring")
    assert here(juror) == order[0]
    said = {"notes": "Vrt. viime vuosi", "comment": "Selkeä", "feedback": "Kiitos!"}
    juror.press("Save and next", **answers_on(juror, "3", "not_applicable"), **said, is_final="on")
    assert here(juror) == order[1]
    juror.press("Save and next", **answers_on(juror, "1", ""), comment="Kesken")
    assert here(juror) == order[2]
    # One criterion is missing: nothing is lost, and the error stands beside it.
    juror.press("Save and next", status=422, **answers_on(juror, "2", ""), notes="Hyvä", is_final="on")
    assert juror.texts(".error-message") == ["Answer this before you mark the ballot final."]
    assert juror.texts("#id_notes") == ["Hyvä"]
    juror.press("Save and next", **answers_on(juror, "2", "2"))
    assert here(juror) == order[3]

    # The session ends; what was typed is there again after signing in, and saved with one more press.
    address = juror.address
    juror.client.logout()
    juror.press("Save and next", **answers_on(juror, "0", "3"), comment="Pitkä teksti", is_final="on")
    juror.sign_in(JUROR, then=address)
    assert (here(juror), "It is not saved yet." in juror.page.get_text()) == (order[3], True)
    juror.press("Save and next")
    assert here(juror) == order[1]  # round to the draft

    assert [text.split(" ", 1)[0] for text in juror.texts(".judging-earlier__list dt")] == [
        "3",
        "2",
        "0",
        "3",
        "2",
        "Not",
    ]
    juror.press("Save and next", **answers_on(juror, "1", "1"), is_final="on")
    assert "You have scored all your entries. Thank you!" in juror.page.get_text()


def test_the_evening_with_a_plain_browser(panel):
    juror, order = come_in(panel)
    score_all(juror, order)
    change(order[0])
    juror.open(LIST).follow(order[0])
    assert juror.texts(".judging-amended tbody tr") == [
        "Summary Palkkaamme kymmenen nuorta. Palkkaamme sata nuorta."
    ]
    juror.press("I have read the change")
    assert juror.texts(".judging-amendment") == []
    expected = {
        order[0]: ([3, "not_applicable"], ("Vrt. viime vuosi", "Selkeä", "Kiitos!"), True, 2),
        order[1]: ([1, 1], ("", "Kesken", ""), True, 1),
        order[2]: ([2, 2], ("Hyvä", "", ""), True, 1),
        order[3]: ([0, 3], ("", "Pitkä teksti", ""), True, 1),
    }
    assert ballots() == expected

    # The round closes while a form is open: refused politely, and the text stays.
    juror.open(LIST).follow(order[2])
    Round.objects.update(scoring_ends_at=timezone.now() - timedelta(seconds=2))
    juror.press("Save", status=403, comment="Liian myöhään")
    assert ("could not be saved" in juror.page.get_text(), juror.texts("#id_comment")) == (
        True,
        ["Liian myöhään"],
    )
    assert ballots() == expected


# --- with the keyboard alone ----------------------------------------------------------------------
def reach(tab, place, *, backwards=False):
    """Press Tab until something has the focus, and see that it shows it."""
    for _press in range(60):
        tab.keyboard.press("Shift+Tab" if backwards else "Tab")
        if place.evaluate(
            "place => place === document.activeElement || place.contains(document.activeElement)"
        ):
            return
    raise AssertionError(f"{place} cannot be reached with the keyboard")


def press(tab, name):
    reach(tab, tab.get_by_role("button", name=name, exact=True))
    tab.keyboard.press("Enter")


def test_the_evening_with_the_keyboard_alone(page, panel):
    page.goto(f"{page.site}/en/sign-in/?next={link_in('juror_invited')}")
    reach(page, page.get_by_label("E-mail address"))
    page.keyboard.type(JUROR)
    page.keyboard.press("Enter")
    page.get_by_label("Code").wait_for()
    code = Letter.objects.filter(to=JUROR, kind="login_code").latest("pk").subject.split()[-1]
    if not page.get_by_label("Code").evaluate("place => place === document.activeElement"):
        reach(page, page.get_by_label("Code"))
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="I take part", exact=True).wait_for()
    reach(page, page.get_by_role("checkbox").first)
    page.keyboard.press("Space")
    press(page, "I take part")
    page.get_by_text("No entries have been given to you yet.").wait_for()
    give_entries(panel, 3)
    page.goto(f"{page.site}{LIST}")
    reach(page, page.get_by_role("link", name="Look through the organisations"))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Affirm", exact=True).wait_for()
    press(page, "Affirm")
    page.get_by_role("link", name="Begin scoring").wait_for()
    order = page.locator(".judging-work td.title a").all_inner_texts()
    reach(page, page.get_by_role("link", name="Begin scoring"))
    page.keyboard.press("Enter")
    for place, title in enumerate(order):
        page.get_by_role("heading", level=2, name=title).wait_for()
        criteria = page.locator("fieldset[data-criterion]")
        reach(page, criteria.first)
        page.keyboard.press(str(place))
        reach(page, criteria.last)
        page.keyboard.press("2")
        reach(page, page.get_by_label("Feedback to the submitter"))
        page.keyboard.type(f"{place} kysymystä")
        reach(page, page.get_by_label("This ballot is final"))
        page.keyboard.press("Space")
        page.keyboard.press("Control+Enter")
    page.get_by_text("You have scored all your entries.").wait_for()
    assert ballots() == {
        title: ([place, 2], ("", "", f"{place} kysymystä"), True, 1) for place, title in enumerate(order)
    }
    assert page.axe_violations() == []
