import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """Takes away what rounds have taken over."""

    dependencies = [("judging", "0006_panels_become_rounds")]

    operations = [
        migrations.RemoveField("panel", "campaign"),
        migrations.RemoveField("panel", "is_blind"),
        migrations.RemoveField("panel", "jurors_per_entry"),
        migrations.RemoveField("panel", "scoring_ends_at"),
        migrations.RemoveField("criterion", "panel"),
        migrations.RemoveField("juror", "active"),
        migrations.RemoveField("ballot", "total"),
        migrations.RenameField("ballot", "millionths", "total"),
        migrations.AlterField(
            "panel",
            "round",
            modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="panels",
                to="judging.round",
                verbose_name="round",
            ),
        ),
        migrations.AlterField(
            "criterion",
            "round",
            modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="criteria",
                to="judging.round",
                verbose_name="round",
            ),
        ),
        migrations.AddConstraint(
            "ballot",
            models.CheckConstraint(
                condition=models.Q(("total__isnull", True), ("total__range", (0, 100_000_000)), _connector="OR"),
                name="ballot_total_in_range",
            ),
        ),
        migrations.AddConstraint(
            "juror",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "accepted"), _negated=True),
                    ("accepted_at__isnull", False),
                    _connector="OR",
                ),
                name="jurors_who_take_part_have_accepted",
            ),
        ),
        migrations.AddConstraint(
            "score",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "level"), ("level__isnull", False)),
                    models.Q(models.Q(("answer", "level"), _negated=True), ("level__isnull", True)),
                    _connector="OR",
                ),
                name="only_a_level_has_a_level",
            ),
        ),
    ]
