"""Write down what the public calls an organisation, so that it can be looked for."""

import hashlib

from django.db import migrations, models


def fill(apps, schema_editor):
    organisations = apps.get_model("people", "Organisation").objects
    rows = []
    for row in organisations.only("uuid").iterator(chunk_size=1000):
        row.public_id = hashlib.sha256(row.uuid.bytes).hexdigest()[:16]
        rows.append(row)
    organisations.bulk_update(rows, ["public_id"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("people", "0010_feedback")]
    operations = [
        migrations.AddField(
            "organisation", "public_id", models.CharField(blank=True, editable=False, max_length=16, null=True)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            "organisation",
            "public_id",
            models.CharField(blank=True, editable=False, max_length=16, unique=True),
        ),
    ]
