"""The outbox on the staff screens."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from people import outbox
from people.models import Letter
from people.todo import Todo
from people.viewsets.letters import failed_letters
from tests import make
from tests.staff import client_of, number_of_queries, outcome, said, text_of, who_comes_in

pytestmark = pytest.mark.django_db

LIST = "/admin/letters/"
READERS = {"Coordinator", "Data protection officer"}
KEY = "0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0"


def failed(**fields) -> Letter:
    return make.letter(given_up_at=timezone.now(), tries=9, last_error="550 No such user", **fields)


def try_again(client, letter):
    return client.post(f"{LIST}{letter.pk}/try-again/")


def subjects(response) -> list[str]:
    return [letter.subject_for_staff for letter in response.context["object_list"]]


def test_who_reads_the_outbox_and_who_sends_again():
    letter = failed()

    assert who_comes_in(LIST) == READERS
    assert who_comes_in(f"{LIST}inspect/{letter.pk}/") == READERS
    assert who_comes_in(f"{LIST}{letter.pk}/try-again/", method="post") == {"Coordinator"}


@pytest.mark.parametrize("path", ["new/", "edit/{}/", "delete/{}/", "history/{}/", "usage/{}/", "copy/{}/"])
def test_nobody_writes_changes_or_deletes_a_letter(path):
    letter, client = make.letter(), client_of("")
    client.force_login(make.user(is_superuser=True))

    assert client.get(LIST + path.format(letter.pk)).status_code == 404


def test_letters_are_listed_with_their_state_newest_first(coordinator):
    make.letter(subject="Lähtenyt", sent_at=timezone.now(), tries=1)
    make.letter(subject="Odottaa")
    failed(subject="Jäi")
    make.letter(subject="Harjoitus", captured_for="kampanja-harjoitus")

    shown = coordinator.get(LIST).context["object_list"]

    assert [(letter.subject, letter.state) for letter in shown] == [
        ("Harjoitus", Letter.State.CAPTURED),
        ("Jäi", Letter.State.GIVEN_UP),
        ("Odottaa", Letter.State.WAITING),
        ("Lähtenyt", Letter.State.SENT),
    ]
    assert {state: subjects(coordinator.get(LIST, {"state": state})) for state in Letter.State} == {
        "waiting": ["Odottaa"],
        "sent": ["Lähtenyt"],
        "given_up": ["Jäi"],
        "captured": ["Harjoitus"],
    }


def test_a_letter_is_found_by_address_and_subject_but_not_by_its_text(coordinator):
    make.letter(to="aino@example.org", subject="Kuitti", body=f"http://localhost/{KEY}/")
    make.letter(to="aino@example.org", subject="Koodi ABCD", forget_after_sending=True)

    assert subjects(coordinator.get(LIST, {"q": "AINO@"})) == ["One-time sign-in code", "Kuitti"]
    assert subjects(coordinator.get(LIST, {"q": "kuitti"})) == ["Kuitti"]
    assert subjects(coordinator.get(LIST, {"q": KEY[:8]})) == []
    assert subjects(coordinator.get(LIST, {"q": "ABCD"})) == []


def test_a_letter_is_read_without_the_keys_in_its_links(coordinator):
    letter = make.letter(subject="Kutsu", body=f"Vastaa: http://localhost/fi/kumppani/{KEY}/ – kiitos!")

    page = coordinator.get(f"{LIST}inspect/{letter.pk}/")

    assert "Vastaa: http://localhost/fi/kumppani/…/ – kiitos!" in text_of(page)
    assert KEY not in page.content.decode()


def test_a_one_time_code_is_shown_to_nobody(coordinator):
    letter = make.letter(subject="Koodi ABCD-1234", body="ABCD-1234", forget_after_sending=True)

    pages = [coordinator.get(address).content.decode() for address in (LIST, f"{LIST}inspect/{letter.pk}/")]

    assert ["ABCD-1234" in page for page in pages] == [False, False]


def test_a_failed_letter_says_why_and_is_tried_again(coordinator):
    letter = failed(subject="Kuitti")

    assert "550 No such user" in text_of(coordinator.get(f"{LIST}inspect/{letter.pk}/"))
    response = try_again(coordinator, letter)

    assert said(response) == ["The letter is tried again within a minute."]
    assert list(Letter.objects.due().values_list("subject", "tries")) == [("Kuitti", 0)]
    assert ModelLogEntry.objects.filter(action="people.letter.try_again").count() == 1
    assert outbox.send_due() == 1


@pytest.mark.parametrize("state", [{}, {"sent_at": timezone.now(), "tries": 1}], ids=["waiting", "sent"])
def test_only_a_failed_letter_is_sent_again(coordinator, state):
    letter = make.letter(**state)

    assert said(try_again(coordinator, letter)) == ["This letter is not among those that failed any more."]
    unchanged = Letter.objects.get(pk=letter.pk)
    assert (unchanged.sent_at, unchanged.tries) == (letter.sent_at, letter.tries)


def test_pressing_twice_sends_once(coordinator):
    letter = failed()

    try_again(coordinator, letter)
    outbox.send_due()
    try_again(coordinator, letter)

    assert outbox.send_due() == 0
    assert ModelLogEntry.objects.filter(action="people.letter.try_again").count() == 1


def test_an_expired_code_is_not_sent_again(coordinator):
    letter = failed(forget_after_sending=True)

    assert said(try_again(coordinator, letter)) == ["This letter is not among those that failed any more."]
    shown = text_of(coordinator.get(f"{LIST}inspect/{letter.pk}/"))
    assert (letter.to in shown, "Try again" in shown) == (True, False)


def test_who_may_send_again_is_told_what_failed(rf):
    failed()
    make.letter()
    request = rf.get("/admin/")

    def to_do(role):
        request.user = make.user(role=role)
        with translation.override("en"):
            return failed_letters(request)

    assert to_do("Coordinator") == [
        Todo("1 letter could not be sent", "/admin/letters/?state=given_up", "Letters", order=20)
    ]
    assert to_do("Screener") == []


def test_the_action_itself_asks_for_the_right():
    with pytest.raises(PermissionDenied):
        outbox.try_again(failed(), by=make.user(role="Data protection officer"))


def test_a_link_cannot_send_a_letter(coordinator):
    assert outcome(coordinator.get(f"{LIST}{failed().pk}/try-again/")) == "wrong way"


def test_the_list_takes_as_many_queries_for_three_as_for_one(coordinator):
    make.letter()
    coordinator.get(LIST)
    one = number_of_queries(coordinator, LIST)
    make.letter()
    failed()

    assert number_of_queries(coordinator, LIST) == one
