from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery

COPIED = {
    "round": ("judging.round", "juror__panel__round"),
    "entry": ("pledges.entry", "entry"),
    "juror": ("judging.juror", "juror"),
}


def copied(model, **more):
    return models.ForeignKey(
        to=model,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
        editable=False,
        **more,
    )


def copy(apps, schema_editor):
    assigned = apps.get_model("judging", "Assignment").objects.filter(pk=OuterRef("assignment"))
    of_it = {name: Subquery(assigned.values_list(F(path))[:1]) for name, (_model, path) in COPIED.items()}
    apps.get_model("judging", "Ballot").objects.update(**of_it)


class Migration(migrations.Migration):
    dependencies = [("judging", "0013_ballots_say_more")]
    operations = [
        *(
            migrations.AddField("ballot", name, copied(model, null=True))
            for name, (model, _path) in COPIED.items()
        ),
        migrations.RunPython(copy, migrations.RunPython.noop),
        *(migrations.AlterField("ballot", name, copied(model)) for name, (model, _path) in COPIED.items()),
        migrations.AddIndex(
            "ballot",
            models.Index(
                fields=["round", "entry", "juror", "total", "answered_weight", "saved_at"],
                condition=models.Q(is_final=True, total__isnull=False),
                name="ballots_that_may_count",
            ),
        ),
    ]
