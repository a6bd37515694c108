"""Whole dumps kept as files: whoever comes second is handed what was written while the first was served.

A file is named after all that it was made of: its address, the language, every stamp and the moments that
have passed. So one that no longer stands is not found, in whichever process; and after every change all of
them are removed, so that what was withdrawn lies nowhere.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import translation

from campaign import stamps
from cms import epochs

FOLDER = settings.VAR / "dumps"
# What is filtered has no end of forms.
KEPT = frozenset({"lang", "delimiter", "campaign"})
# So many bytes are read at a time.
TOGETHER = 2**18
# The oldest make room.
MOST_BYTES = 2**30


def begin() -> None:
    stamps.grown.connect(_changed, dispatch_uid=__name__)


def _changed(**kwargs):
    transaction.on_commit(forget)


def forget() -> None:
    """Remove all of them, also what is being written: that is not kept then."""
    for file in FOLDER.glob("*"):
        file.unlink(missing_ok=True)


def place(request) -> Path | None:
    """Where the answer to a request is kept as long as all that is public stays the same; None: nowhere."""
    if not KEPT.issuperset(request.GET):
        return None
    epoch = epochs.of(request)
    made_of = (
        request.get_full_path(),
        translation.get_language(),
        sorted(epoch.stamps.items()),
        epoch.passed,
    )
    return FOLDER / hashlib.sha256(repr(made_of).encode()).hexdigest()


def kept(place: Path, content: Iterator[bytes]) -> Iterator[bytes]:
    """What is kept there, or else the content, which is written down on the way."""
    try:
        file = place.open("rb")
    except OSError:  # nobody has fetched the whole of it
        yield from _keeping(place, content)
        return
    with file:
        yield from iter(partial(file.read, TOGETHER), b"")


def _keeping(place: Path, content: Iterator[bytes]) -> Iterator[bytes]:
    try:
        FOLDER.mkdir(exist_ok=True)
        file = tempfile.NamedTemporaryFile(dir=FOLDER, delete=False, buffering=0)  # noqa: SIM115
    except OSError:  # what cannot be written is handed on all the same
        yield from content
        return
    unfinished, is_whole = Path(file.name), True
    try:
        with file:
            for part in content:
                is_whole = is_whole and _write(file, part)
                yield part
        if is_whole:
            with suppress(FileNotFoundError):  # a change came in between
                unfinished.replace(place)
                _make_room()
    finally:
        unfinished.unlink(missing_ok=True)


def _write(file, part: bytes) -> bool:
    try:
        is_written = file.write(part) == len(part)
    except OSError:
        is_written = False
    if not is_written:  # the disk is full
        file.truncate(0)
    return is_written


def _make_room() -> None:
    newest_first = sorted(FOLDER.glob("*"), key=lambda file: file.stat().st_mtime, reverse=True)
    total = 0
    for file in newest_first:
        total += file.stat().st_size
        if total > MOST_BYTES:
            file.unlink(missing_ok=True)
