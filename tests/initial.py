"""What migrations put into the tables, and how a test that committed leaves just that.

It all happens within the database. Django would save each row through its model, and on PostgreSQL make new
files for all tables: three seconds for each of a thousand such tests.
"""

from django.conf import settings
from django.db import connection, transaction


def see_to_it() -> None:
    """Once, when the tables hold what the migrations put there and nothing else."""
    flush = _sqlite_flush if connection.vendor == "sqlite" else _postgresql_flush()
    connection.ops.execute_sql_flush = lambda _statements: flush()
    # It is there already when the next test begins.
    connection.creation.deserialize_db_from_string = lambda _contents: None


def _tables() -> list[str]:
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted(map(connection.ops.quote_name, names))


def _sqlite_flush() -> None:
    """From the file that the tests began with, where everything refers to what is there."""
    with connection.cursor() as cursor, connection.constraint_checks_disabled():
        cursor.execute("ATTACH DATABASE %s AS initial", [str(settings.MIGRATED_DATABASE)])
        try:
            with transaction.atomic():
                for table in _tables():
                    cursor.execute(f"DELETE FROM main.{table}")  # noqa: S608
                for table in _tables():
                    cursor.execute(f"INSERT INTO main.{table} SELECT * FROM initial.{table}")  # noqa: S608
        finally:
            cursor.execute("DETACH DATABASE initial")


def _postgresql_flush():
    """From copies in a schema of their own; only rows that differ go and come."""
    copied, statements = [], []
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS initial CASCADE; CREATE SCHEMA initial")
        for table in _tables():
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table})")  # noqa: S608
            if cursor.fetchone()[0]:
                cursor.execute(f"CREATE TABLE initial.{table} AS TABLE {table}")
                copied.append(table)
            else:
                statements.append(f"DELETE FROM {table}")  # noqa: S608
    for table in copied:
        there, first = f"SELECT a::text FROM {table} a", f"SELECT b::text FROM initial.{table} b"  # noqa: S608
        statements += [
            f"DELETE FROM {table} a WHERE a::text NOT IN ({first})",  # noqa: S608
            f"INSERT INTO {table} SELECT * FROM initial.{table} b WHERE b::text NOT IN ({there})",  # noqa: S608
        ]
    # Constraints wait for the end, so the order of the tables does not matter.
    at_once = "; ".join(statements)

    def flush():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(at_once)

    return flush
