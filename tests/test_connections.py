"""How a connection to the database is set up, whichever it is."""

import pytest
from django.db import connection

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
