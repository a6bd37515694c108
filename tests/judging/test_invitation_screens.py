"""Whoever is invited to a jury answers by a link; before they accept they see nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from campaign.lifecycle import IllegalMove
from judging import actions, seats, sharing
from judging.models import Juror
from judging.seating import Wishes
from judging.states import JurorState
from people.models import Letter
from tests import make
from tests.staff import said, text_of

LIST = "/admin/judging/"


@pytest.fixture
def invited(panel):
    return make.juror(panel, make.user(role="Juror", language="en"), state="invited")


@pytest.fixture
def desk(client, invited):
    client.force_login(invited.user)
    client.cookies["django_language"] = "en"
    return client


def page(juror) -> str:
    return f"{LIST}invitation/{juror.pk}/"


def test_accepting_says_how_much_and_in_which_languages(desk, invited):
    response = desk.post(page(invited), {"most_entries": 25, "languages": ["fi", "en"]})
    invited.refresh_from_db()
    assert (response.url, said(response)) == (LIST, ["Thank you! You are now a member of the jury."])
    assert (invited.state, invited.most_entries, invited.languages) == ("accepted", 25, ["fi", "en"])
    assert invited.accepted_at is not None
    moved = ModelLogEntry.objects.for_instance(invited).get(action="judging.juror.move")
    assert (moved.user, moved.data) == (invited.user, {"from": "invited", "to": "accepted"})


def test_accepting_needs_a_language_and_any_number_will_do(desk, invited):
    response = desk.post(page(invited), {"most_entries": ""})
    assert response.context["form"].errors == {"languages": ["This field is required."]}
    desk.post(page(invited), {"most_entries": "", "languages": ["sv"]})
    assert list(Juror.objects.values_list("state", "most_entries")) == [("accepted", None)]


def test_declining_tells_the_office_why(desk, invited):
    response = desk.post(f"{page(invited)}decline/", {"reason": "Äitiysloma"})
    invited.refresh_from_db()
    assert (response.url, invited.state, invited.declined_why) == (page(invited), "declined", "Äitiysloma")
    assert "If you would like to take part after all" in text_of(desk.get(page(invited)))


def test_what_has_been_answered_is_not_answered_again(desk, invited):
    seats.accept(invited, by=invited.user)
    response = desk.post(f"{page(invited)}decline/", {"reason": ""})
    assert (response.url, said(response)[0]) == (
        page(invited),
        "This is not possible any more: the state is now “Takes part”.",
    )
    assert "You have accepted this invitation." in text_of(desk.get(page(invited)))


def test_before_accepting_nobody_has_or_sees_entries(desk, invited, entry, office):
    with pytest.raises(actions.ConflictOfInterest):
        actions.assign(invited, entry, by=office)
    assert sharing.carry_out(invited.panel, Wishes(3), by=office).added == []
    text = text_of(desk.get(LIST))
    assert "You are invited to the jury of Partnership campaign" in text


def test_nobody_answers_for_another(client, invited, panel, office):
    answers = []
    for person in (make.juror(panel).user, office, make.user()):
        client.force_login(person)
        answers.append(client.post(page(invited), {"languages": ["fi"]}).status_code)
        for act in (seats.accept, seats.decline):
            with pytest.raises(PermissionDenied):
                act(invited, by=person)
    assert (answers, Juror.objects.get(pk=invited.pk).state) == ([404, 302, 403], "invited")


def test_who_declined_is_asked_again_with_another_letter(invited, panel, office):
    seats.decline(invited, "Kiire", by=invited.user)
    again = seats.invite(panel, invited.user.email, by=office)
    assert (again, again.state, again.declined_why) == (invited, "invited", "")
    assert Letter.objects.filter(kind="juror_invited").count() == 1


def test_an_invitation_is_taken_back_and_made_again(invited, office):
    seats.withdraw(invited, by=office)
    seats.bring_back(invited, by=office)
    assert Juror.objects.get().state == JurorState.INVITED


def test_a_declined_seat_is_not_withdrawn(invited, office):
    seats.decline(invited, by=invited.user)
    with pytest.raises(IllegalMove):
        seats.withdraw(invited, by=office)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("invited", "I take part"),
        ("accepted", "You have accepted this invitation."),
        ("declined", "You have declined this invitation."),
        ("withdrawn", "You are no longer in this jury."),
    ],
)
def test_the_page_says_where_the_invitation_stands(state, words, client, panel):
    juror = make.juror(panel, make.user(role="Juror", language="en"), state=state)
    client.force_login(juror.user)
    client.cookies["django_language"] = "en"
    assert words in text_of(client.get(page(juror)))
