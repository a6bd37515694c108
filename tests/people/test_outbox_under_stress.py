"""Senders that die, race and wait, against a real mail server and with real commits."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from people import outbox
from people.models import Letter
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def database_address() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    return f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


def sender(mail_server) -> subprocess.Popen:
    """`manage.py send_letters` in a process of its own."""
    own = {
        "DATABASE_URL": database_address(),
        "EMAIL_URL": f"smtp://{mail_server.hostname}:{mail_server.port}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "send_letters"], cwd=settings.BASE_DIR, env={**os.environ, **own}
    )


def in_thread(work):
    try:
        return work()
    finally:
        connection.close()


def test_a_sender_killed_after_sending_sends_again_with_the_same_message_id(mail_server):
    letter = make.letter()
    doomed = sender(mail_server)
    mail_server.before_answer = lambda: os.kill(doomed.pid, signal.SIGKILL)
    assert doomed.wait(timeout=60) == -signal.SIGKILL
    mail_server.before_answer = lambda: None

    letter.refresh_from_db()
    assert letter.state == Letter.State.WAITING
    Letter.objects.update(try_at=timezone.now())
    assert outbox.send_due() == 1
    assert [received["Message-ID"] for received in mail_server.received] == [
        f"<letter-{letter.pk}@localhost>"
    ] * 2


def test_a_letter_whose_sender_died_is_tried_again_by_itself(mail_server, monkeypatch):
    monkeypatch.setattr(outbox, "_deliver", lambda letter, mail: sys.exit("killed"))
    letter = make.letter()
    with pytest.raises(SystemExit):
        outbox.send_due()
    letter.refresh_from_db()

    assert (letter.state, letter.try_at - timezone.now() <= outbox.PUT_OFF) == (Letter.State.WAITING, True)


def test_two_senders_at_once_send_each_letter_once(mail_server):
    mail_server.before_answer = lambda: time.sleep(0.02)
    letters = [make.letter(to=f"lukija{number}@example.org") for number in range(20)]

    with ThreadPoolExecutor(2) as pool:
        sent = list(pool.map(in_thread, [outbox.send_due] * 2))

    assert (sum(sent), sorted(received["To"] for received in mail_server.received)) == (
        20,
        sorted(letter.to for letter in letters),
    )


def test_a_slow_mail_server_keeps_nobody_from_writing(mail_server):
    make.letter()
    arrived, answer = threading.Event(), threading.Event()

    def hold():
        arrived.set()
        answer.wait(30)

    mail_server.before_answer = hold
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(in_thread, outbox.send_due)
        assert arrived.wait(30)
        started = time.perf_counter()
        make.organisation()
        waited = time.perf_counter() - started
        answer.set()
        assert sending.result() == 1

    assert waited < 2


def test_a_letter_deleted_while_it_is_on_its_way_does_not_come_back(mail_server):
    letter = make.letter()

    def delete():
        """On PostgreSQL the deletion waits for the sender's row lock, on SQLite for nothing."""
        Letter.objects.filter(pk=letter.pk).delete()

    with ThreadPoolExecutor(1) as pool:
        deletions = []
        mail_server.before_answer = lambda: (
            deletions.append(pool.submit(in_thread, delete)) or time.sleep(0.2)
        )
        sent = outbox.send_due()
        deletions[0].result()

    assert (sent, Letter.objects.count()) == (1, 0)
