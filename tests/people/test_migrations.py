"""An installation that knew no public ids gets those that its open data has always given."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from people.models import Organisation
from people.models.organisation import public_id
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def migrate(targets) -> None:
    MigrationExecutor(connection).migrate(targets)


def test_organisations_of_before_can_be_looked_for_by_their_public_id():
    made = [make.organisation() for _ in range(3)]
    newest = [key for key in MigrationExecutor(connection).loader.graph.leaf_nodes() if key[0] == "people"]
    try:
        migrate([("people", "0010_feedback")])
        migrate([("people", "0011_public_ids")])
    finally:
        migrate(newest)
    found = [Organisation.objects.get(public_id=public_id(one.uuid)) for one in made]
    assert found == made
