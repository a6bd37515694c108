"""Name the regions in English too.

Source: Statistics Finland, classification of regions 2026 in English (CC BY 4.0).
"""

from django.db import migrations

ENGLISH = {
    "01": "Uusimaa",
    "02": "Southwest Finland",
    "04": "Satakunta",
    "05": "Kanta-Häme",
    "06": "Pirkanmaa",
    "07": "Päijät-Häme",
    "08": "Kymenlaakso",
    "09": "South Karelia",
    "10": "South Savo",
    "11": "North Savo",
    "12": "North Karelia",
    "13": "Central Finland",
    "14": "South Ostrobothnia",
    "15": "Ostrobothnia",
    "16": "Central Ostrobothnia",
    "17": "North Ostrobothnia",
    "18": "Kainuu",
    "19": "Lapland",
    "21": "Åland",
}


def name(apps, schema_editor):
    for region in apps.get_model("people", "Region").objects.filter(code__in=ENGLISH):
        region.name.data["en"] = ENGLISH[region.code]
        region.save(update_fields=["name"])


class Migration(migrations.Migration):
    dependencies = [("people", "0008_captured_letters")]
    operations = [migrations.RunPython(name, migrations.RunPython.noop)]
