"""Large libraries that few requests want come with the first that does: every worker pays for its memory."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
WANTED_BY_FEW = {"scipy", "fpdf", "fontTools", "uharfbuzz", "pypdf", "openpyxl"}
BEGIN = "import config.wsgi, sys; from django.urls import get_resolver; get_resolver().url_patterns"


def test_a_process_begins_without_what_draws_writes_pdf_and_solves():
    """With every address there is, because the first request reads all of them."""
    told = subprocess.run(
        [sys.executable, "-c", f"{BEGIN}; print(*sorted({{one.split('.')[0] for one in sys.modules}}))"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    loaded = set(told.stdout.split())
    assert {"django", "wagtail", "numpy", "judging"} <= loaded
    assert loaded & WANTED_BY_FEW == set()


@pytest.mark.of_sqlite
@pytest.mark.django_db
def test_a_connection_maps_nothing_and_keeps_little_because_each_thread_has_one():
    with connection.cursor() as cursor:
        told = [cursor.execute(f"PRAGMA {name}").fetchone() for name in ("mmap_size", "cache_size")]
    # A database in memory has nothing to map and says nothing.
    assert told in ([(0,), (-2000,)], [None, (-2000,)])
