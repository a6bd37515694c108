"""The version stamps of what the public sees: whoever keeps a page keeps it under its stamps.

A stamp grows in the transaction of the change, and is read from the database with every request. So
what was kept is of no use from the next request on, in every process and on every machine, and
nobody needs a list of what to throw away.
"""

import secrets
from collections.abc import Iterable

from django.db import InterfaceError, OperationalError, connection
from django.db.models import F
from django.dispatch import Signal

from campaign.models import Stamp

SITE = 0
_LARGEST_STEP = 2**16

# Sent after stamps have grown, in the same transaction: `keys` are theirs.
grown = Signal()


def grow(keys: Iterable[int]) -> dict[int, int]:
    """Let these stamps grow; return their new values.

    Holds their rows until the end of the transaction, in one order for everybody: of two changes to a
    campaign the second waits here, and then sees the first. Call it last.
    """
    keys = sorted(set(keys))
    Stamp.objects.bulk_create((Stamp(key=key) for key in keys), ignore_conflicts=True)
    for key in keys:
        # By chance, so that a value that was rolled back is never given to something else.
        Stamp.objects.filter(key=key).update(value=F("value") + 1 + secrets.randbelow(_LARGEST_STEP))
    values = dict(Stamp.objects.filter(key__in=keys).values_list("key", "value"))
    grown.send(Stamp, keys=keys)
    return values


def current() -> dict[int, int]:
    """All stamps that have ever grown, in one short query: there is one for each campaign.

    Most requests begin with it, and many ask nothing else. So it finds out itself whether a connection that
    was kept still stands, instead of one more question before it.
    """
    is_unproven = connection.health_check_enabled and not connection.health_check_done
    if not is_unproven or connection.connection is None:
        return _read()
    connection.health_check_done = True
    try:
        return _read()
    except (InterfaceError, OperationalError):
        connection.close()
        return _read()


def _read() -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key, value FROM {Stamp._meta.db_table}")  # noqa: S608
        return dict(cursor.fetchall())
