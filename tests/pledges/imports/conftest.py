import pytest

from people.models import Purpose
from tests import make
from tests.pledges.imports.tables import SMALL, import_file


@pytest.fixture
def campaign(db):
    for purpose in Purpose:
        make.consent_text(purpose)
    return make.campaign(slug="koti", reference_prefix="KOTI")


@pytest.fixture
def importing(campaign, tmp_path):
    """Import a text (or bytes) with a mapping; return what the command said and complained of."""

    def run(table, toml=SMALL, **options):
        file, rules = tmp_path / "taulukko.csv", tmp_path / "kartta.toml"
        file.write_bytes(table if isinstance(table, bytes) else table.encode())
        rules.write_text(toml, encoding="utf-8")
        return import_file(file, rules, **options)

    return run
