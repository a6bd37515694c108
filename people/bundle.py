"""Rows of many tables in one statement, for the moment in which thousands press the same button.

Each table is an arm of one UNION ALL, its columns packed as JSON; the statement is written once for each
process. What comes out are the models that Django's own queries give.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from functools import lru_cache

from django.db import connection, models
from django.db.models import CharField, F, Value
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

# Stands for the key in the statement that is kept; no row has it.
_ANY = -1_618_033_988


@dataclass(frozen=True)
class Arm:
    """One table: all columns of a model, or only those named, which then come as dictionaries."""

    rows: models.QuerySet
    columns: tuple[str, ...] = ()

    def statement(self, name: str):
        packed = self.columns or [field.attname for field in self.rows.model._meta.concrete_fields]
        rows = self.rows.order_by().annotate(
            arm_name=Value(name, CharField()), arm_row=JSONObject(**{column: F(column) for column in packed})
        )
        return rows.values_list("arm_name", "arm_row").query.get_compiler(connection=connection).as_sql()

    def made(self, row: dict):
        if self.columns:
            return row
        model = self.rows.model
        values = [_value(field, row[field.attname]) for field in model._meta.concrete_fields]
        return model.from_db(connection.alias, [*row], values)


def bundle(arms_of: Callable[[int], dict[str, Arm]], key: int) -> dict[str, list]:
    """The rows of every arm for a key, in the order of their keys."""
    arms, sql, parameters = _statement(arms_of, connection.vendor)
    found: dict[str, list] = {name: [] for name in arms}
    with connection.cursor() as cursor:
        cursor.execute(sql, [key if value == _ANY else value for value in parameters])
        for name, row in cursor.fetchall():
            found[name].append(arms[name].made(row if isinstance(row, dict) else json.loads(row)))
    return found


@lru_cache(maxsize=8)
def _statement(arms_of, vendor: str) -> tuple[dict[str, Arm], str, list]:
    arms = arms_of(_ANY)
    written = [arm.statement(name) for name, arm in arms.items()]
    return (
        arms,
        " UNION ALL ".join(sql for sql, _parameters in written),
        [value for _sql, values in written for value in values],
    )


def _value(field, raw):
    """A column as Django reads it, from what JSON makes of it."""
    if raw is None:
        return None
    if isinstance(field, models.DateTimeField):
        moment = parse_datetime(raw)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if isinstance(field, models.DecimalField):
        return Decimal(str(raw)).quantize(Decimal(1).scaleb(-field.decimal_places))
    if isinstance(field, models.JSONField):
        return json.loads(raw) if isinstance(raw, str) else raw
    if hasattr(field, "from_db_value"):
        return field.from_db_value(raw, None, connection)
    return field.to_python(raw)
