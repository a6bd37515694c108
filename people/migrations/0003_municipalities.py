"""Fill the tables of regions and municipalities.

Source: Statistics Finland, classification of municipalities and regions, in the compilation of the
Finnish government's open-source service hassu (MIT licence, Valtioneuvoston kanslia 2020).
"""

import csv
from pathlib import Path

from django.db import migrations
from i18nfield.strings import LazyI18nString

TABLE = Path(__file__).resolve().parent.parent / "data" / "municipalities.csv"


def load(apps, schema_editor):
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    regions = {row["region_code"]: (row["region_fi"], row["region_sv"]) for row in rows}
    apps.get_model("people", "Region").objects.bulk_create(
        [
            apps.get_model("people", "Region")(code=code, name=LazyI18nString({"fi": fi, "sv": sv}))
            for code, (fi, sv) in sorted(regions.items())
        ]
    )
    apps.get_model("people", "Municipality").objects.bulk_create(
        [
            apps.get_model("people", "Municipality")(
                code=row["code"],
                name=LazyI18nString({"fi": row["name_fi"], "sv": row["name_sv"]}),
                region_id=row["region_code"],
            )
            for row in rows
        ]
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0002_organisations_consents_letters")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
