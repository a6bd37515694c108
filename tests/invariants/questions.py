"""What a promise asks the database, so that it can be asked again without being put together again."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.db import connection
from django.utils import timezone

WORDS = re.compile(r"'(?:[^']|'')*'|[()]|\bFROM\s+\"(\w+)\"|\b(?:FROM|UNION|WITH)\b")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d")
NOW = object()


@dataclass
class Question:
    sql: str
    parameters: tuple

    @property
    def is_always_the_same(self) -> bool:
        """Whether it asks about no moment but now."""
        return not any(MOMENT.match(str(one)) for one in self.parameters)

    def brings_nothing(self, filled: set[str]) -> bool:
        """Whether the answer is empty: for certain if the table that the statement begins with is."""
        if self.first_table and self.first_table not in filled:
            return True
        now = _written(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [now if one is NOW else one for one in self.parameters])
            return cursor.fetchone() is None

    @cached_property
    def first_table(self) -> str | None:
        """The table behind the FROM of the statement itself, not of what stands in brackets in it."""
        depth, found = 0, None
        for word in WORDS.finditer(self.sql):
            if word[0] in "()":
                depth += 1 if word[0] == "(" else -1
            elif depth == 0 and not word[0].startswith("'"):
                if found or word[1] is None:
                    return None
                found = word[1]
        return found


def _written(moment):
    """As a parameter of a statement."""
    return connection.ops.adapt_datetimefield_value(moment)


@contextmanager
def asking():
    """Everything that is asked in the block, in its order; moments that go by meanwhile are `NOW`."""
    asked, begun = [], _written(timezone.now())

    def note(execute, sql, params, many, context):
        now = _written(timezone.now())
        meant = (NOW if type(one) is type(now) and begun <= one <= now else one for one in params or ())
        asked.append(Question(sql, tuple(meant)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield asked


def filled_tables() -> set[str]:
    """The tables that hold anything."""
    names = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})
    held = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in names)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(held))
        return {name for (name,) in cursor.fetchall()}
