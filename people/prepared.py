"""Questions that are put together once, and then asked again and again about other keys.

Django puts a statement together anew whenever it is asked. Where a rule of who may read what is many
subqueries deep, and part of several questions of a screen, that takes longer than the database does.
"""

from collections.abc import Callable
from functools import update_wrapper
from inspect import signature

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

# They stand for the keys while a question is put together: numbers that are nobody's key and nothing else.
STAND_INS = range(-7_219_384_605, -7_219_384_595)


class prepared:  # noqa: N801 - it decorates
    """A question that is given keys alone.

    Called with keys, it is an expression to compare with, such as by `…__in`, if it selects one column;
    `rows` asks it. Raises TypeError where something else may differ from one asking to the next.
    """

    def __init__(self, question: Callable[..., QuerySet]):
        self._question = question
        self._stand_ins = STAND_INS[: len(signature(question).parameters)]
        self._statements = {}
        update_wrapper(self, question)

    def __call__(self, *keys: int) -> RawSQL:
        return RawSQL(*self._statement(keys))  # noqa: S611 - the words are Django's own

    def rows(self, *keys: int) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(*self._statement(keys))
            return cursor.fetchall()

    def _statement(self, keys) -> tuple[str, list]:
        if connection.vendor not in self._statements:
            self._statements[connection.vendor] = self._put_together()
        words, values = self._statements[connection.vendor]
        given = dict(zip(self._stand_ins, keys, strict=True))
        return words, [given.get(value, value) for value in values]

    def _put_together(self) -> tuple[str, tuple]:
        first, again = (self._question(*self._stand_ins).query.sql_with_params() for _ in range(2))
        # Put together twice, what depends on the time is not the same.
        if first != again or not set(self._stand_ins) <= set(first[1]):
            raise TypeError(f"{self.__qualname__} depends on other things than its keys, or not on them")
        return first
