"""An installation that has judged in panels goes on in rounds, and could go back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from judging.models import Ballot, Criterion, Juror, Panel, Round
from tests import make

BEFORE = [("judging", "0004_recusals_are_lifted")]
ENDS = timezone.now().replace(microsecond=0) + timedelta(days=3)

pytestmark = pytest.mark.django_db(transaction=True)


def migrate(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def today():
    """The newest migration: what the models, and the promises checked after every test, speak of."""
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    return [key for key in leaves if key[0] == "judging"]


@pytest.fixture
def past():
    """The models of before rounds; afterwards the tables are those of today again."""
    yield lambda: migrate(BEFORE)
    migrate(today())


def panel_of(apps, campaign, name, **fields):
    panel = apps.get_model("judging", "Panel").objects.create(
        campaign_id=campaign.pk, name=name, scoring_ends_at=ENDS, **fields
    )
    for order, weight in enumerate((2, 1)):
        apps.get_model("judging", "Criterion").objects.create(
            panel=panel, label=f"{name} {order}", weight=weight, levels=make.LEVELS, order=order
        )
    return panel


def ballot_of(apps, panel, entry, active, *levels):
    user = make.user(role="Juror")
    juror = apps.get_model("judging", "Juror").objects.create(panel=panel, user_id=user.pk, active=active)
    assignment = juror.assignments.create(entry_id=entry.pk)
    total = 100 * (2 * levels[0] + levels[1]) / 9
    ballot = apps.get_model("judging", "Ballot").objects.create(
        assignment=assignment, is_final=True, total=total, answered_weight=3
    )
    criteria = apps.get_model("judging", "Criterion").objects.filter(panel=panel).order_by("order")
    for criterion, level in zip(criteria, levels, strict=True):
        ballot.scores.create(criterion=criterion, level=level)
    return ballot.pk


def test_each_panel_becomes_a_round_and_every_total_a_whole_number(past):
    campaign = make.campaign(**make.closed())
    entry = make.entry(state="accepted", campaign=campaign)
    apps = past()
    open_one = panel_of(apps, campaign, "Avoin", jurors_per_entry=2)
    blind = panel_of(apps, campaign, "Sokea", is_blind=True)
    stays = ballot_of(apps, open_one, entry, True, 1, 0)
    left = ballot_of(apps, blind, entry, False, 3, 2)

    migrate(today())

    rounds = Round.objects.order_by("order").values_list(
        "name", "order", "is_blind", "jurors_per_entry", "scoring_starts_at", "scoring_ends_at", "entrance"
    )
    assert [(str(name), *rest) for name, *rest in rounds] == [
        ("Avoin", 1, False, 2, campaign.opens_at, ENDS, "all"),
        ("Sokea", 2, True, 3, campaign.opens_at, ENDS, "all"),
    ]
    assert [(str(panel), str(panel.round)) for panel in Panel.objects.all()] == [
        ("Avoin", "Avoin"),
        ("Sokea", "Sokea"),
    ]
    assert [(str(one), str(one.round), one.is_required) for one in Criterion.objects.order_by("pk")] == [
        ("Avoin 0", "Avoin", False),
        ("Avoin 1", "Avoin", False),
        ("Sokea 0", "Sokea", False),
        ("Sokea 1", "Sokea", False),
    ]
    assert list(Juror.objects.order_by("pk").values_list("state", flat=True)) == ["accepted", "withdrawn"]
    assert dict(Ballot.objects.values_list("pk", "total")) == {stays: 22_222_222, left: 88_888_889}
    for juror in Juror.objects.all():  # the log of this test shall tell no lies
        juror.delete()


def test_the_way_back_keeps_ballots_and_parts_the_criteria_of_panels_that_shared_a_round(past):
    campaign = make.campaign(**make.closed())
    entry = make.entry(state="accepted", campaign=campaign)
    panel = make.panel(campaign, name=make.words("Suomeksi"), is_blind=True, scoring_ends_at=ENDS)
    other = make.panel(campaign, name=make.words("Ruotsiksi"), round=panel.round)
    practice = make.panel(campaign, is_calibration=True, name=make.words("Harjoitus"))
    Criterion.objects.update(allows_cannot_judge=True)
    for number, one in enumerate((panel, other, practice)):
        make.ballot(make.assignment(make.juror(one), entry), number, "cannot_judge")
    make.juror(panel, state="invited")

    apps = past()

    panels = apps.get_model("judging", "Panel").objects.order_by("pk")
    assert [
        (str(one.name), one.campaign_id, one.is_blind, one.scoring_ends_at == ENDS) for one in panels
    ] == [
        ("Suomeksi", campaign.pk, True, True),
        ("Ruotsiksi", campaign.pk, True, True),
        ("Harjoitus", campaign.pk, False, False),
    ]
    ballots = apps.get_model("judging", "Ballot").objects.order_by("pk")
    assert [(round(one.total, 4), one.is_final) for one in ballots] == [
        (0.0, True),
        (33.3333, True),
        (66.6667, False),  # practice did not count, and does not begin to
    ]
    scores = apps.get_model("judging", "Score").objects.order_by("ballot")
    assert [(one.level, one.criterion.panel == one.ballot.assignment.juror.panel) for one in scores] == [
        (0, True),
        (1, True),
        (2, True),
    ]
    active = apps.get_model("judging", "Juror").objects.order_by("pk").values_list("active", flat=True)
    assert list(active) == [True, True, True, False]
    for model in ("Score", "Ballot", "Assignment", "Juror"):
        apps.get_model("judging", model).objects.all().delete()
    migrate(today())
