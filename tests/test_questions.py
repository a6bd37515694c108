"""What is asked of the promises again: see `tests/invariants/questions.py`."""

import pytest
from django.utils import timezone

from tests.invariants.questions import Question


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ('SELECT "a"."id" FROM "a" INNER JOIN "b" ON (1) WHERE EXISTS(SELECT 1 FROM "c")', "a"),
        ('SELECT (SELECT U0."x" FROM "c" U0 LIMIT 1) AS "n", \'FROM "d" (\' FROM "a"', "a"),
        ('SELECT COUNT(*) FROM (SELECT 1 FROM "a") subquery', None),
        ('SELECT 1 FROM "a" UNION SELECT 1 FROM "b"', None),
        ('WITH "n" AS (SELECT 1) SELECT 1 FROM "n"', None),
        ("SELECT 1", None),
    ],
)
def test_a_statement_brings_nothing_while_the_table_it_begins_with_is_empty(sql, table):
    assert Question(sql, ()).first_table == table


def test_what_asks_about_a_moment_is_not_asked_again():
    asked = [Question("", parameters) for parameters in [("draft", 1), (1, timezone.now())]]
    assert [one.is_always_the_same for one in asked] == [True, False]
