"""What falls due as time passes is done by the loop that sends letters."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from wagtail import hooks

from people import chores, outbox
from people.models import Letter

pytestmark = pytest.mark.django_db

NOON = datetime(2015, 6, 1, 12, tzinfo=UTC)


def remind(at):
    outbox.queue_text(
        kind="note", to="a@example.org", subject=f"{at:%H}", body="1", language="en", key="once"
    )


def break_down(at):
    remind(at)
    raise ValueError("broken")


def test_a_chore_is_told_the_moment_and_finds_its_work_done_the_second_time():
    with hooks.register_temporarily("register_chore", remind):
        assert (chores.do_due(NOON), chores.do_due()) == ([], [])

    assert list(Letter.objects.values_list("subject", flat=True)) == ["12"]


def test_a_chore_that_fails_leaves_nothing_half_done_and_stops_no_other(caplog):
    with hooks.register_temporarily([("register_chore", break_down), ("register_chore", remind)]):
        failed = chores.do_due(NOON)

    assert failed == ["tests.people.test_chores.break_down"]
    assert list(Letter.objects.values_list("subject", flat=True)) == ["12"]
    assert [record.message for record in caplog.records] == [
        "The chore tests.people.test_chores.break_down failed"
    ]


def test_the_command_does_chores_sends_letters_and_names_what_failed(mail_server):
    with (
        hooks.register_temporarily([("register_chore", break_down), ("register_chore", remind)]),
        pytest.raises(CommandError, match=r"tests\.people\.test_chores\.break_down"),
    ):
        call_command("send_letters")

    assert [letter["To"] for letter in mail_server.received] == ["a@example.org"]


def test_sessions_that_have_run_out_are_not_kept():
    for key, days in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=NOON + timedelta(days=days))

    chores.do_due(NOON)

    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
