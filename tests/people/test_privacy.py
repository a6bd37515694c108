"""Forgetting a person: the account is emptied, what must stay stays without them."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import connection
from wagtail.models import ModelLogEntry

from people.models import Consent, Letter, User
from people.privacy import forget
from pledges.states import State
from tests import make

pytestmark = pytest.mark.django_db


def everything() -> str:
    """All that the database holds, as text."""
    with connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            texts += [str(row) for row in cursor.fetchall()]
    return "\n".join(texts)


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


def test_no_table_keeps_the_name_or_the_address_of_somebody_without_entries(person):
    make.letter(to=person.email, body="Hei Aino Unohdettava!")
    make.letter(to=person.email.upper(), sent_at=person.date_joined, tries=1, key=f"note:{person.email}")

    forget(person, by=None)

    held = everything().lower()
    assert [word in held for word in ("aino", "unohdettava")] == [False, False]


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

    actors = [row.user_display_name for row in ModelLogEntry.objects.for_instance(entry)]

    assert all(actors)
