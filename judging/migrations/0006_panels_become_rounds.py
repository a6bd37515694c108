from datetime import timedelta
from fractions import Fraction

from django.db import migrations
from django.utils import timezone

FULL = 100_000_000


def forwards(apps, schema_editor):
    """Each panel becomes a round with one panel; totals become whole numbers, seats what they were."""
    Panel, Round, Juror, Criterion = (
        apps.get_model("judging", name) for name in ("Panel", "Round", "Juror", "Criterion")
    )
    places: dict[int, int] = {}
    for panel in Panel.objects.select_related("campaign").order_by("pk"):
        campaign = panel.campaign
        places[campaign.pk] = places.get(campaign.pk, 0) + 1
        made = Round.objects.create(
            campaign=campaign,
            name=panel.name,
            order=places[campaign.pk],
            # Until now scoring was open from the opening of the campaign.
            scoring_starts_at=min(campaign.opens_at, panel.scoring_ends_at - timedelta(days=1)),
            scoring_ends_at=panel.scoring_ends_at,
            jurors_per_entry=panel.jurors_per_entry,
            is_blind=panel.is_blind,
        )
        Panel.objects.filter(pk=panel.pk).update(round=made)
        Criterion.objects.filter(panel=panel).update(round=made)
    # Everybody who has a seat was given it, and has taken it; whoever is away comes back to it.
    Juror.objects.update(state="withdrawn", accepted_at=timezone.now())
    Juror.objects.filter(active=True).update(state="accepted")
    _reckon(apps)


def _reckon(apps):
    """Totals anew from the scores, rounded half to even at a millionth of a point."""
    Ballot, Score = (apps.get_model("judging", name) for name in ("Ballot", "Score"))
    ballots = Ballot.objects.exclude(total=None)
    weights: dict[int, int] = {}
    sums: dict[int, Fraction] = {}
    for score in Score.objects.select_related("criterion").iterator():
        criterion, key = score.criterion, score.ballot_id
        part = Fraction(criterion.weight * score.level, len(criterion.levels) - 1)
        weights[key] = weights.get(key, 0) + criterion.weight
        sums[key] = sums.get(key, Fraction()) + part
    found = []
    for ballot in ballots.iterator():
        ballot.millionths = round(FULL * sums[ballot.pk] / weights[ballot.pk])
        found.append(ballot)
    Ballot.objects.bulk_update(found, ["millionths"], batch_size=500)


def backwards(apps, schema_editor):
    """Panels take over their rounds again. What only rounds can say is lost."""
    Panel, Juror, Ballot, Score, Criterion = (
        apps.get_model("judging", name) for name in ("Panel", "Juror", "Ballot", "Score", "Criterion")
    )
    Score.objects.exclude(answer="level").delete()  # "not applicable" becomes "not answered"
    for ballot in Ballot.objects.all():
        ballot.total = None if ballot.millionths is None else ballot.millionths / 1_000_000
        # Practice must not begin to count, nor a ballot without a level.
        if ballot.total is None or ballot.assignment.juror.panel.round.is_calibration:
            ballot.is_final = False
        ballot.save()
    Juror.objects.update(active=False)
    Juror.objects.filter(state="accepted").update(active=True)
    for panel in Panel.objects.select_related("round").order_by("pk"):
        this = panel.round
        panel.campaign_id = this.campaign_id
        panel.scoring_ends_at = this.scoring_ends_at
        panel.jurors_per_entry = this.jurors_per_entry
        panel.is_blind = this.is_blind
        panel.save()
        _give_criteria(panel, Criterion.objects.filter(round=this), Score)
    Criterion.objects.filter(panel=None).delete()  # of rounds without a panel


def _give_criteria(panel, criteria, Score):  # noqa: N803
    """The first panel of a round gets its criteria, the others copies, with their jurors' scores."""
    for criterion in list(criteria.order_by("order", "pk")):
        if criterion.panel_id in (None, panel.pk):
            criterion.panel = panel
            criterion.save()
            continue
        scores = Score.objects.filter(criterion=criterion, ballot__assignment__juror__panel=panel.pk)
        scores = list(scores.values_list("pk", flat=True))
        criterion.pk, criterion.round, criterion.panel = None, None, panel
        criterion.save()
        Score.objects.filter(pk__in=scores).update(criterion=criterion)


class Migration(migrations.Migration):
    dependencies = [("judging", "0005_rounds")]
    operations = [migrations.RunPython(forwards, backwards)]
