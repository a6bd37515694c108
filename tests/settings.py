"""The product's settings with a place of its own for everything that a test run writes.

Every test process makes its own directory and removes it at the end, so that runs beside each other,
and the installation in `var/`, never meet.
"""

import hashlib
import os
import tempfile
from pathlib import Path

RUN = Path(tempfile.mkdtemp(prefix="lupaus-tests-"))
os.environ["LUPAUS_VAR"] = str(RUN)
os.environ.pop("EMAIL_URL", None)
(RUN / "static").mkdir()  # WhiteNoise warns without it

from config.settings import *  # noqa: E402, F403
from config.settings import BASE_DIR, DATABASES  # noqa: E402

# Tests read the texts of the source, so that translators may change every word of theirs.
LOCALE_PATHS: list = []

# Looked up when they are asked for: every client of a test would first look through all static files.
WHITENOISE_AUTOREFRESH = True

ON_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
# A connection kept open by a thread of the live server would hold up the flush between tests.
DATABASES["default"]["CONN_MAX_AGE"] = 0
if not ON_SQLITE:
    # Nothing of a test run need survive a power cut.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"
    # Of a question of which the server has the plan, nobody is told the words: a test that reads them could
    # not see them. That the server keeps plans has a test of its own.
    DATABASES["default"]["OPTIONS"]["prepare_threshold"] = None
if ON_SQLITE:
    DATABASES["default"]["TEST"] = {"NAME": str(RUN / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"


def _fingerprint() -> str:
    """Changes whenever a migrated database would come out differently."""
    digest = hashlib.sha256()
    for pattern in ("*/migrations/*.py", "*/data/*", "*/roles.py", "requirements/run.txt"):
        for path in sorted(BASE_DIR.glob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


# Made once for all runs: it takes a dozen seconds.
LEMMAS_ROOT = Path(tempfile.gettempdir()) / f"lupaus-lemmas-{os.getuid()}"
# A migrated, empty database that later runs copy: the migrations take twelve seconds, the copy none.
MIGRATED_DATABASE = Path(tempfile.gettempdir()) / f"lupaus-migrated-{os.getuid()}-{_fingerprint()}.sqlite3"
