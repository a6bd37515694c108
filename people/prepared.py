"""Questions that are put together once, and then asked again and again with other values.

Django puts a statement together anew whenever it is asked. Where a rule of who may read what is many
subqueries deep, and part of several questions of a screen, that takes longer than the database does.
PostgreSQL keeps what it planned for such a question as well, for as long as a connection stands.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial, update_wrapper
from inspect import Parameter, signature

from django.db import NotSupportedError, connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

# They stand for the values while a question is put together, and are no value that anybody asks with.
STAND_INS: dict[type, Callable[[int], object]] = {
    int: lambda place: -7_219_384_605 - place,
    str: lambda place: f"stands in at {place}",
    datetime: lambda place: datetime(1500, 1, 1, tzinfo=UTC) + timedelta(days=place),
}

# What the server takes each value for: a plan is for values of certain types.
POSTGRESQL_TYPES: dict[type, str] = {int: "bigint", str: "text", datetime: "timestamptz"}

LARGEST_KEY = 2**63 - 1


class prepared:  # noqa: N801 - it decorates
    """A question that is given whole numbers, texts or moments, as its parameters are annotated.

    Called with values, it is an expression to compare with, such as by `…__in`, if it selects one column;
    `rows` asks it. A question with `*keys` is for exactly `number` of them. Raises TypeError where
    something else may differ from one asking to the next, and ValueError for another number of values.
    """

    def __init__(self, question: Callable[..., QuerySet], number: int = 1):
        self._question, self._stand_ins, self._statements, self._at_server = question, [], {}, None
        for one in signature(question).parameters.values():
            for _ in range(number if one.kind == Parameter.VAR_POSITIONAL else 1):
                self._stand_ins.append(STAND_INS[one.annotation](len(self._stand_ins)))
        update_wrapper(self, question)

    @classmethod
    def for_keys(cls, number: int):
        return partial(cls, number=number)

    def __call__(self, *values) -> RawSQL:
        return RawSQL(*self._statement(values))  # noqa: S611 - the words are Django's own

    def rows(self, *values) -> list[tuple]:
        try:
            return self._asked(values)
        except NotSupportedError:
            # A migration has changed a column since the server planned it. A new connection plans anew.
            connection.close_at = 0
            if connection.in_atomic_block:
                raise
            connection.close()
            return self._asked(values)

    def _asked(self, values) -> list[tuple]:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                # Django's own cursors write the values into the words, and each is another question then.
                cursor.cursor = connection.Database.Cursor(connection.connection)
                cursor.execute(*self._bound(values))
            else:
                cursor.execute(*self._statement(values))
            return cursor.fetchall()

    def _statement(self, values) -> tuple[str, list]:
        words, parameters = self._of_vendor()
        given = self._given(values)
        return words, [same if place is None else given[place] for place, same in parameters]

    def _bound(self, values) -> tuple[str, dict]:
        """For a server that keeps what it planned. What is always the same it can plan with, in the words."""
        if self._at_server is None:
            words, parameters = self._of_vendor()
            literal = connection.Database.sql.Literal
            self._at_server = words.replace("%%", "%%%%") % tuple(
                literal(same).as_string(connection.connection).replace("%", "%%")
                if place is None
                else f"%({place})s::{POSTGRESQL_TYPES[type(self._stand_ins[place])]}"
                for place, same in parameters
            )
        # Whole numbers as text: else each is of the narrowest type, and each type has a plan of its own.
        given = (str(value) if isinstance(value, int) else value for value in self._given(values))
        return self._at_server, {str(place): value for place, value in enumerate(given)}

    def _given(self, values) -> list:
        if len(values) != len(self._stand_ins):
            raise ValueError(f"{self.__qualname__} takes {len(self._stand_ins)} values, not {len(values)}")
        return [_stored(value) for value in values]

    def _of_vendor(self) -> tuple[str, list[tuple]]:
        if connection.vendor not in self._statements:
            self._statements[connection.vendor] = self._put_together()
        return self._statements[connection.vendor]

    def _put_together(self) -> tuple[str, list[tuple]]:
        """The words, and for each of their parameters the place of its value, or else what it always is."""
        first, again = (self._question(*self._stand_ins).query.sql_with_params() for _ in range(2))
        # Put together twice, what depends on the time is not the same.
        places = {_stored(one): place for place, one in enumerate(self._stand_ins)}
        if first != again or not places.keys() <= set(first[1]):
            raise TypeError(f"{self.__qualname__} depends on other things than its values, or not on them")
        return first[0], [(places.get(parameter), parameter) for parameter in first[1]]


def _stored(value):
    """As the database is given it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    # Out of an address may come a number that no database can compare with its keys.
    return 0 if isinstance(value, int) and value > LARGEST_KEY else value
