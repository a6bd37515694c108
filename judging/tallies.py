"""What the ballots of each entry add up to, in one SQL statement, from the totals stored with them.

It counts whole millionths of a point. Sums of whole numbers are exact in any order and in every
database, and so is Python, rounding the exact fraction half to even.
"""

from django.db import connection
from django.db.models import F

from judging.ranking import Tally

TALLY = """
    SELECT key, COUNT(*), CAST(SUM(millionths) AS bigint), MIN(millionths), MAX(millionths),
           CAST(SUM(millionths) AS double precision) / CAST(COUNT(*) * 1000000 AS double precision),
           CAST(SUM(answered) AS bigint)
    FROM totals GROUP BY key
"""


def stored_tallies(ballots) -> dict[int, Tally]:
    """The tally of each entry by key, from a queryset of ballots that have a total."""
    rows = ballots.order_by().values(key=F("entry_id"), millionths=F("total"), answered=F("answered_weight"))
    ballots, parameters = rows.query.sql_with_params()
    return added_up(f"totals AS ({ballots})", parameters)


def added_up(totals: str, parameters) -> dict[int, Tally]:
    """The tallies from SQL that names as `totals` what each ballot comes to and the weight it answered."""
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {totals} {TALLY}", parameters)
        return {entry: Tally._make(sums) for entry, *sums in cursor.fetchall()}
