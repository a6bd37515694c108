"""Importing a table with a mapping, as the tests of this directory do it."""

from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command

from pledges.models import Entry

PROPOSALS = Path(__file__).parent / "proposals.csv"
OMASTADI = Path(__file__).parents[3] / "docs" / "examples" / "omastadi.toml"
SMALL = """
[entry]
kind = "pledge"
organisation = "Joensuun taloyhtiöt"
title = { column = "otsikko" }
summary = { column = "tiivistelmä" }
description = { column = "tiivistelmä" }
external_id = { column = "nro" }
"""


def import_file(file, rules, **options):
    said, complained = StringIO(), StringIO()
    try:
        call_command(
            "import_entries", file, campaign="koti", map=rules, stdout=said, stderr=complained, **options
        )
    except CommandError as error:
        return said.getvalue(), f"{complained.getvalue()}{error}\n"
    return said.getvalue(), complained.getvalue()


def titles():
    return list(Entry.objects.order_by("pk").values_list("external_id", "title"))
