"""The staff list of accessibility feedback: who comes in, what stands first, how an answer is sent."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import feedback
from people.models import Feedback, Letter
from tests.staff import client_of, text_of, who_comes_in

pytestmark = pytest.mark.django_db

INDEX = "/admin/accessibility-feedback/"


def received(text="Kontrasti", *, days_ago=0, **fields) -> Feedback:
    given = {"email": "lukija@example.org", "page": "/fi/tietoa/", "language": "fi"}
    one = feedback.receive(text=text, **(given | fields))
    one.arrived_at -= timedelta(days=days_ago)
    one.save()
    return one


def address(name, one) -> str:
    return reverse(f"feedback:{name}", args=[one.pk])


def test_coordinators_and_editors_answer_and_data_protection_reads():
    one = received(email="")
    readers = {"Coordinator", "Editor", "Data protection officer"}
    assert who_comes_in(INDEX) == readers
    assert who_comes_in(address("read", one)) == readers
    assert who_comes_in(address("answer", one), method="post") == {"Coordinator", "Editor"}
    assert who_comes_in(address("erase", one), method="post") == {"Data protection officer"}


def test_what_is_late_stands_first_with_the_days_it_has():
    received("Nuori")
    received("Myöhässä", days_ago=16)
    received("Tänään", days_ago=14)
    feedback.answer(received("Vastattu", days_ago=30), "Korjattu.", by=None)
    client = client_of("Editor")

    page = client.get(INDEX)
    shown = [one.text for one in page.context["object_list"]]
    assert shown == ["Myöhässä", "Tänään", "Nuori", "Vastattu"]
    words = text_of(page)
    places = [words.index(state) for state in ("2 days late", "Last day today", "14 days left")]
    assert places == sorted(places)
    states = {
        state: [one.text for one in client.get(f"{INDEX}?state={state}").context["object_list"]]
        for state in ("waiting", "late", "answered")
    }
    assert states == {
        "waiting": ["Myöhässä", "Tänään", "Nuori"],
        "late": ["Myöhässä"],
        "answered": ["Vastattu"],
    }


def test_the_list_takes_as_many_queries_for_one_message_as_for_many():
    client = client_of("Coordinator")
    received()
    client.get(INDEX)
    numbers = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(INDEX)
        numbers.append(len(asked))
        for _number in range(5):
            received(email="")
    assert numbers[0] == numbers[1]


def test_an_answer_is_sent_by_letter_from_the_screen():
    one, client = received(), client_of("Coordinator")
    response = client.post(address("answer", one), {"answer": "Korjattu.", "how": "letter"}, follow=True)

    assert "The answer is sent by letter." in response.text
    one.refresh_from_db()
    assert (one.how, one.answer, one.answered_at is None) == ("letter", "Korjattu.", False)
    assert Letter.objects.filter(kind="feedback_answered").count() == 1
    words = text_of(client.get(address("read", one)))
    assert ["Korjattu." in words, "Send the answer by letter" in words] == [True, False]


def test_an_answer_given_otherwise_is_noted():
    one = received()
    client_of("Editor").post(address("answer", one), {"answer": "Soitin.", "how": "otherwise"})
    one.refresh_from_db()
    assert (one.how, one.answer, Letter.objects.filter(kind="feedback_answered").exists()) == (
        "otherwise",
        "Soitin.",
        False,
    )


def test_where_nobody_left_an_address_no_letter_is_offered():
    words = text_of(client_of("Editor").get(address("read", received(email=""))))
    assert ["Send the answer by letter" in words, "Mark as answered otherwise" in words] == [False, True]


def test_an_answer_that_comes_second_is_still_on_the_screen_and_not_sent():
    one, client = received(), client_of("Editor")
    feedback.answer(one, "Ensimmäinen", by=None)
    response = client.post(address("answer", one), {"answer": "Toinen", "how": "letter"})
    assert "Somebody else has answered it meanwhile" in response.text
    assert ["Ensimmäinen" in response.text, "Toinen" in response.text] == [True, True]
    assert Letter.objects.filter(kind="feedback_answered").count() == 1


def test_an_empty_answer_is_refused_in_words():
    one = received()
    response = client_of("Editor").post(address("answer", one), {"answer": " ", "how": "letter"})
    assert "Write the answer, or how it was answered." in text_of(response)


def test_the_first_staff_screen_says_what_waits_and_until_when():
    received()
    late = received(days_ago=15)
    day = f"{late.due_on.day}"
    for role, waits in {"Coordinator": True, "Editor": True, "Screener": False}.items():
        words = text_of(client_of(role).get("/admin/"))
        assert ("2 messages about accessibility wait for an answer" in words) == waits
        assert ("1 day late" in words and day in words) == waits


def test_the_page_is_a_link_only_where_it_is_ours():
    ours, theirs = received(), received(page="https://elsewhere.example/", email="")
    client = client_of("Editor")
    assert 'href="/fi/tietoa/"' in client.get(address("read", ours)).text
    assert 'href="https://elsewhere.example/"' not in client.get(address("read", theirs)).text


def test_words_of_strangers_are_no_markup():
    one = received("<script>alert(1)</script>", page="<b>")
    html = client_of("Editor").get(address("read", one)).text
    assert ["<script>alert(1)" in html, "<b>" in html] == [False, False]
