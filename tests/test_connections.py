"""How a connection to the database is set up, whichever it is."""

import os
import subprocess
import sys

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from campaign import stamps

# One question to each database, and its answer.
SET_UP = {
    "sqlite": ("PRAGMA journal_mode", "wal"),
    # Compiling a ranking takes seven times as long as running it.
    "postgresql": ("SHOW jit", "off"),
}


@pytest.mark.django_db
def test_a_connection_is_set_up_for_many_short_statements():
    asked, answer = SET_UP[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(asked)
        assert cursor.fetchone() == (answer,)


@pytest.mark.parametrize(
    ("added", "threshold"),
    [("", "5"), ("?prepare_threshold=9", "9"), ("?disable_server_side_cursors=true", "None")],
)
def test_postgresql_keeps_plans_unless_a_pooler_is_in_between(added, threshold):
    read = (
        "from config.settings import DATABASES as d; print(d['default']['OPTIONS'].get('prepare_threshold'))"
    )
    environment = {**os.environ, "DATABASE_URL": f"postgres://somebody@localhost/lupaus{added}"}
    told = subprocess.run(
        [sys.executable, "-c", read],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == threshold


@pytest.mark.of_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_kept_connection_that_the_server_has_ended_is_made_anew(monkeypatch):
    """By the first question of a request, without another one before it."""
    before = stamps.grow([stamps.SITE])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (ended,) = cursor.fetchone()
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as another:
        another.execute("SELECT pg_terminate_backend(%s)", [ended])
    monkeypatch.setattr(connection, "close_at", None)
    connection.close_if_unusable_or_obsolete()  # as every request begins
    assert connection.connection is not None
    monkeypatch.setattr(connection, "is_usable", None)  # the question that is not asked before
    assert stamps.current() == before
