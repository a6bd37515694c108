from pathlib import Path

from django.utils import translation

from scripts.lifecycle_docs import TARGET, render


def test_the_page_about_the_life_of_an_entry_says_what_the_tables_say():
    with translation.override("en"):
        assert Path(TARGET).read_text() == render(), "Run scripts/lifecycle_docs.py"
