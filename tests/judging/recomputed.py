"""What the ballots of each entry add up to from every level, to hold beside what is read off stored totals.

Both count whole millionths of a point, so the two agree to the last bit.
"""

from math import lcm

from django.db import connection
from django.db.models import F

from judging.models import Criterion, Score
from judging.ranking import Tally
from judging.tallies import added_up

# On a larger common denominator, the fractions of a ballot could leave the whole numbers of a database.
LARGEST_DENOMINATOR = 2_800_000

SCALE = ("pk", "weight", "levels")

# Levels lie by their ballots in the index, so they are summed in that order, with nothing to sort. What each
# criterion weighs, and what a step on its scale is worth, is written out: a join takes three times as long.
# A ballot comes to the fraction value / unit; what the division leaves over decides how it is rounded.
# PostgreSQL adds up large whole numbers as decimals, which takes twice as long as floating ones; these are
# exact up to 2**53, and a ballot reaches at most the largest denominator times its weights.
FROM_LEVELS = """
    counted AS ({ballots}),
    levels AS (
        SELECT ballot_id AS ballot, SUM(CASE criterion_id {weights} END) AS answered,
               SUM(CAST(level AS double precision) * CASE criterion_id {steps} END) AS reached
        FROM {scores}
        WHERE level IS NOT NULL
        GROUP BY ballot_id
    ),
    sums AS (
        SELECT key, CAST(answered AS bigint) AS answered,
               CAST(reached AS bigint) * 100000000 AS value, CAST(answered AS bigint) * %s AS unit
        FROM levels JOIN counted ON counted.ballot = levels.ballot
    ),
    parts AS (SELECT key, answered, value / unit AS whole, 2 * (value %% unit) AS twice, unit FROM sums),
    totals AS (
        SELECT key, answered,
               CAST(
                   whole + CASE WHEN twice > unit OR (twice = unit AND whole %% 2 = 1) THEN 1 ELSE 0 END
                   AS integer
               ) AS millionths
        FROM parts
    )
"""


def recomputed_tallies(ballots) -> dict[int, Tally]:
    """The tally of each entry by key from every chosen level and the present weights, whatever is stored.

    Raises ValueError where scales are so different that their fractions cannot be added exactly.
    """
    criteria = [(pk, weight, len(levels) - 1) for pk, weight, levels in Criterion.objects.values_list(*SCALE)]
    tops = {top for _pk, _weight, top in criteria}
    denominator = lcm(*tops)
    if denominator > LARGEST_DENOMINATOR:
        raise ValueError(f"Scales of {sorted(tops)} steps have no common denominator that is small enough")
    if not criteria:
        return {}
    weights = " ".join(f"WHEN {pk} THEN {weight}" for pk, weight, _top in criteria)
    steps = " ".join(f"WHEN {pk} THEN {weight * denominator // top}" for pk, weight, top in criteria)
    counted, parameters = ballots.order_by().values(ballot=F("pk"), key=F("entry_id")).query.sql_with_params()
    scores = connection.ops.quote_name(Score._meta.db_table)
    totals = FROM_LEVELS.format(ballots=counted, scores=scores, weights=weights, steps=steps)
    return added_up(totals, [*parameters, denominator])
