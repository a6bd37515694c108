"""Feedback on accessibility: given without an account, answered within fourteen days, and forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from people import feedback
from people.models import Feedback, Letter
from people.privacy import forget
from tests import make, postbox
from tests.addresses import english

pytestmark = pytest.mark.django_db

TEXT = "Kontrasti on liian heikko."
WORDS = {"text": TEXT, "page": "/en/news/", "email": "Lukija@Example.org "}


@pytest.fixture
def form():
    return english("accessibility_feedback")


def received(*, days_ago=0, **fields) -> Feedback:
    given = {"text": TEXT, "email": "lukija@example.org", "page": "", "language": "en"}
    one = feedback.receive(**(given | fields))
    one.arrived_at -= timedelta(days=days_ago)
    one.save()
    return one


# --- the form --------------------------------------------------------------------------------------
def test_a_message_is_kept_with_its_page_and_confirmed_by_letter(client, form):
    response = client.post(form, WORDS)

    assert (response.status_code, response.url) == (302, english("accessibility_feedback_thanks"))
    one = Feedback.objects.get()
    kept = (one.text, one.page, one.email, one.language, one.answered_at)
    assert kept == (TEXT, "/en/news/", "lukija@example.org", "en", None)
    assert one.due_on == timezone.localdate() + timedelta(days=14)
    assert postbox.letters() == [("feedback_received", "lukija@example.org")]
    assert list(ModelLogEntry.objects.values_list("action", "user", "label")) == [
        ("people.feedback.receive", None, str(one))
    ]
    assert f"{one.due_on:%-d %B %Y}" in client.get(response.url).text


def test_whoever_leaves_no_address_gets_no_letter(client, form):
    client.post(form, {"text": TEXT})
    assert (Feedback.objects.get().email, postbox.letters()) == ("", [])


def test_the_confirmation_repeats_no_word_that_was_typed(client, form):
    """The address may be somebody else's, and the words an advertisement."""
    client.post(form, WORDS | {"text": "Osta halvalla example.com"})
    letter = Letter.objects.get()
    assert [word in letter.subject + letter.body for word in ("Osta", "example.com")] == [False, False]


def test_nothing_typed_is_lost_when_something_is_missing(client, form):
    response = client.post(form, {"text": " ", "page": "/en/uutiset/", "email": "eiole"})
    html = response.text
    assert (response.status_code, Feedback.objects.count()) == (200, 0)
    assert ['value="/en/uutiset/"' in html, 'value="eiole"' in html] == [True, True]
    assert 'href="#id_text"' in html


@pytest.mark.parametrize(
    ("given", "filled"),
    [
        ("/en/news/?page=2", "/en/news/?page=2"),
        ("https://elsewhere.example/", ""),
        ("//elsewhere.example/", ""),
        ("/\\elsewhere.example/", ""),
        ("javascript:alert(1)", ""),
        ("/en/invitation/0ab6ed2b-6d0b-4d4a-a8b2-f3b4ad6e9d0c/", "/en/invitation/…/"),
        ("", ""),
    ],
)
def test_the_page_somebody_came_from_is_filled_in_if_it_is_ours(client, form, given, filled):
    response = client.get(form, {"from": given})
    assert response.context["form"]["page"].value() == filled


def test_a_key_in_an_address_is_not_kept(client, form):
    secret = "/en/invitation/0ab6ed2b-6d0b-4d4a-a8b2-f3b4ad6e9d0c/"
    client.post(form, WORDS | {"page": secret, "text": f"Sivu {secret} ei aukea."})
    kept = Feedback.objects.values_list("page", "text").get()
    assert kept == ("/en/invitation/…/", "Sivu /en/invitation/…/ ei aukea.")


def test_whoever_has_signed_in_need_not_type_their_address(client, form):
    client.force_login(make.user("oma@example.org"))
    assert client.get(form).context["form"]["email"].value() == "oma@example.org"


def test_too_many_messages_from_one_place_are_refused_with_the_text_still_there(client, form):
    for _number in range(10):
        client.post(form, {"text": TEXT})
    response = client.post(form, {"text": "Yhdestoista"})
    assert (response.status_code, Feedback.objects.count()) == (200, 10)
    assert "Yhdestoista" in response.text


def test_nobody_gets_letter_after_letter_because_their_address_is_typed(client, form):
    for _number in range(5):
        client.post(form, WORDS)
    assert (Feedback.objects.count(), len(postbox.letters())) == (5, 3)


def test_the_form_is_kept_by_no_cache_and_found_by_no_search_engine(client, form):
    response = client.get(form)
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.text


# --- the clock -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("at", "due_on"),
    [
        ("2026-03-01 21:59:59", "2026-03-15"),  # still the first of March in Helsinki
        ("2026-03-01 22:00:00", "2026-03-16"),
    ],
)
def test_the_last_day_is_counted_on_our_calendar(at, due_on):
    assert str(Feedback(arrived_at=make.moment(at)).due_on) == due_on


@pytest.mark.parametrize(
    ("days_ago", "left", "is_late"), [(0, 14, False), (13, 1, False), (14, 0, False), (15, -1, True)]
)
def test_it_is_late_when_its_last_day_is_over(days_ago, left, is_late):
    one = received(days_ago=days_ago)
    yesterday = timezone.localdate() - timedelta(days=1)
    found = Feedback.objects.waiting().due_by(yesterday)
    assert (one.days_left, one.is_late, one in found) == (left, is_late, is_late)


def test_what_waits_longest_stands_first_and_what_is_answered_last():
    young, late = received(), received(days_ago=20)
    answered = feedback.answer(received(days_ago=30), "Korjattu.", by=None)
    assert list(Feedback.objects.most_urgent_first()) == [late, young, answered]


def test_whoever_may_answer_is_reminded_once_some_days_before_the_end():
    roles = ("Coordinator", "Editor", "Screener")
    people = [make.user(role=role, language="en") for role in roles]
    gone = make.user(role="Coordinator", is_active=False)
    one = received(email="")
    tell = [("feedback_due", person.email) for person in people[:2]]

    found = []
    for days in (9, 10, 11):
        feedback.remind_staff(timezone.now() + timedelta(days=days))
        found.append(postbox.letters())

    assert found == [[], tell, tell]
    assert gone.email not in dict(postbox.letters()).values()
    assert f"{one.due_on:%-d %B %Y}" in Letter.objects.first().subject


def test_what_is_answered_reminds_nobody():
    make.user(role="Coordinator")
    feedback.answer(received(email="", days_ago=13), "Soitettu.", by=None)
    feedback.remind_staff(timezone.now())
    assert postbox.letters() == []


# --- the answer ------------------------------------------------------------------------------------
def test_an_answer_goes_by_letter_in_the_language_of_the_message():
    editor = make.user(role="Editor")
    one = feedback.answer(received(language="sv"), "Vi har rättat det.", by=editor)

    letter = Letter.objects.get(kind="feedback_answered")
    assert (letter.to, letter.language) == ("lukija@example.org", "sv")
    assert ["Vi har rättat det." in letter.body, TEXT in letter.body] == [True, True]
    assert (one.how, one.answer, one.answered_by) == ("letter", "Vi har rättat det.", editor)
    last = ModelLogEntry.objects.order_by("pk").last()
    assert (last.action, last.user, last.data) == ("people.feedback.answer", editor, {"how": "letter"})


def test_without_an_address_it_is_only_marked_as_answered():
    one = feedback.answer(received(email=""), "Korjattu.", by=make.user(role="Coordinator"))
    assert (one.how, one.answer, postbox.letters()) == ("otherwise", "Korjattu.", [])


def test_of_two_answers_the_second_is_not_sent():
    one, same = received(), Feedback.objects.get()
    feedback.answer(one, "Ensimmäinen", by=None)
    with pytest.raises(feedback.AlreadyAnswered):
        feedback.answer(same, "Toinen", by=None)
    assert [kind for kind, _to in postbox.letters()] == ["feedback_received", "feedback_answered"]


def test_only_those_who_may_answer_do():
    with pytest.raises(PermissionDenied):
        feedback.answer(received(), "Ei", by=make.user(role="Data protection officer"))


def test_the_database_knows_no_half_answer():
    one = received()
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=one.pk).update(answer="Puolikas")


# --- forgetting ------------------------------------------------------------------------------------
def test_a_year_after_the_answer_the_message_goes_with_its_letters_and_what_waits_stays():
    at = feedback.answer(received(), "Korjattu.", by=None).answered_at + timedelta(days=365)
    waiting = received(email="", days_ago=500)

    feedback.forget_old(at - timedelta(seconds=1))
    assert (Feedback.objects.count(), len(postbox.letters())) == (2, 2)
    feedback.forget_old(at)
    assert (list(Feedback.objects.all()), postbox.letters()) == ([waiting], [])


def test_whoever_takes_care_of_data_protection_erases_it_when_asked():
    one, officer = received(), make.user(role="Data protection officer")
    with pytest.raises(PermissionDenied):
        feedback.erase(one, by=make.user(role="Editor"))
    feedback.erase(one, by=officer)
    assert (Feedback.objects.count(), postbox.letters()) == (0, [])
    last = ModelLogEntry.objects.order_by("pk").last()
    assert (last.action, last.user, last.label) == ("people.feedback.erase", officer, str(one))


def test_it_goes_with_the_account_of_its_address():
    person = make.user("lukija@example.org")
    received()
    other = received(email="")
    forget(person, by=person)
    assert list(Feedback.objects.all()) == [other]
