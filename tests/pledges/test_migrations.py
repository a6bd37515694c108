"""Words that took sixteen bits for each thing are found as before, and an installation could go back."""

import numpy as np
import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pledges.finding import places
from pledges.finding.keeping import empty
from pledges.models import Occurrence

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.breaks_promises]
SCOPE = "kokeita"


def migrate(targets) -> None:
    MigrationExecutor(connection).migrate(targets)


def stored() -> dict[str, bytes]:
    rows = Occurrence.objects.filter(scope=SCOPE)
    return {bytes(one.term).decode(): bytes(one.places) for one in rows}


def test_a_word_of_most_things_is_read_as_it_was_written():
    before = {
        str(number): np.array([place << 4 | 1 + place % 15 for place in range(number)], np.uint16).tobytes()
        for number in (1, 2047, 2048, 4096)
    }
    newest = [key for key in MigrationExecutor(connection).loader.graph.leaf_nodes() if key[0] == "pledges"]
    try:
        migrate([("pledges", "0014_examples")])
        for name, one in before.items():
            Occurrence.objects.create(
                term=name.encode(), backwards=name[::-1].encode(), scope=SCOPE, block=1, places=one
            )
        migrate(newest)
        after = stored()
        migrate([("pledges", "0014_examples")])
        assert stored() == before
    finally:
        migrate(newest)
    assert stored() == after
    for name, one in after.items():
        assert places.read(one) == {place: 1 + place % 15 for place in range(int(name))}, name
    empty(SCOPE)
