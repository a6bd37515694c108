"""Forgetting a person: the account is emptied, what must stay stays without them."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from people import chores
from people.models import Consent, Letter, User
from people.privacy import forget
from pledges.states import State
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    person = make.user(
        "aino.unohdettava@example.org", first_name="Aino", last_name="Unohdettava", role="Screener"
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    TOTP.activate(person, generate_totp_secret())
    make.organisation(people=[person])
    return person


def test_the_row_stays_and_everything_personal_is_gone(person):
    forget(person, by=None)

    kept = User.objects.get(pk=person.pk)
    assert (
        kept.email,
        kept.get_full_name(),
        kept.is_active,
        kept.has_usable_password(),
        kept.forgotten_at is not None,
        kept.groups.count(),
        kept.representations.count(),
        kept.emailaddress_set.count(),
        kept.authenticator_set.count(),
    ) == (f"forgotten-{person.pk}@invalid.example", "", False, False, True, 0, 0, 0, 0)


def test_letters_that_wait_are_not_sent_and_those_that_left_are_emptied(person):
    make.letter(to=person.email)
    make.letter(to=person.email, sent_at=person.date_joined, tries=1)
    other = make.letter(to="toinen@example.org")

    forget(person, by=None)

    assert list(Letter.objects.order_by("pk").values_list("to", "subject", "body")) == [
        ("forgotten@invalid.example", "", ""),
        ("toinen@example.org", other.subject, other.body),
    ]


def test_every_session_of_the_person_ends_and_no_other(client, person):
    client.force_login(person)
    other = make.user()
    second = type(client)()
    second.force_login(other)

    forget(person, by=None)

    assert [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()] == [str(other.pk)]
    assert client.get("/fi/").wsgi_request.user.is_authenticated is False


def test_consents_stay_as_evidence(person):
    entry = make.entry(author=person, state=State.ACCEPTED, published=True)
    before = list(Consent.objects.values_list("pk", "wording", "person"))

    forget(person, by=None)

    assert list(Consent.objects.values_list("pk", "wording", "person")) == before
    assert entry.state == State.ACCEPTED


def test_the_log_says_who_erased_whom_without_naming_them(person):
    officer = make.user(role="Data protection officer")

    forget(person, by=officer)

    row = ModelLogEntry.objects.get(action="people.user.forget")
    assert (row.user_id, row.object_id, row.label) == (officer.pk, str(person.pk), str(person.pk))


@pytest.mark.parametrize("role", ["Coordinator", "Screener", "Juror", "Jury office", "Editor", None])
def test_nobody_else_erases_another_person(person, role):
    with pytest.raises(PermissionDenied):
        forget(person, by=make.user(role=role))

    person.refresh_from_db()
    assert person.email == "aino.unohdettava@example.org"


def test_a_person_erases_themselves(person):
    forget(person, by=person)

    assert User.objects.get(pk=person.pk).forgotten_at is not None


def test_a_forgotten_address_can_begin_anew(person):
    forget(person, by=None)

    again = make.user("aino.unohdettava@example.org")

    assert (again.pk == person.pk, again.organisations.count()) == (False, 0)


def test_the_log_can_still_be_shown(person, client):
    entry = make.entry(author=person, state=State.SUBMITTED)
    forget(person, by=None)

    rows = ModelLogEntry.objects.for_instance(entry)

    assert [(row.user_id, row.user_display_name) for row in rows] == [
        (person.pk, f"forgotten-{person.pk}@invalid.example")
    ]


def test_what_was_written_to_people_is_kept_for_a_year():
    now = timezone.now()
    for days in (364, 366):
        make.letter(
            to=f"{days}@example.org",
            body="Hei",
            key=f"note:{days}",
            sent_at=now - timedelta(days=days),
            tries=1,
        )
    make.letter(to="waiting@example.org")

    chores.do_due(now)

    kept = Letter.objects.order_by("pk").values_list("to", "body")
    assert list(kept) == [
        ("364@example.org", "Hei"),
        ("forgotten@invalid.example", ""),
        ("waiting@example.org", "Terveisin Lupaus"),
    ]


def test_whoever_calls_themselves_by_words_of_other_letters_takes_none_of_them_along():
    letter = make.letter(subject="Vastaa viimeistään huomenna", body="Vastaa viimeistään huomenna.")
    clever = make.user("maija@example.org", first_name="Vastaa", last_name="viimeistään")
    namesake = make.letter(body="Kirjoita: anna.maija@example.org tai maija@example.org")

    forget(clever, by=clever)

    stands = list(Letter.objects.order_by("pk").values_list("subject", "body"))
    assert stands == [
        (letter.subject, letter.body),
        (namesake.subject, "Kirjoita: anna.maija@example.org tai …"),
    ]
