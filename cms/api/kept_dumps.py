"""Whole dumps kept as files: whoever comes second is handed what was written while the first was served.

A file is named after all that it was made of: its address, the language, every stamp and the moments that
have passed. So one that no longer stands is not found, in whichever process; and after every change all of
them are removed, so that what was withdrawn lies nowhere.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import translation

from campaign import stamps
from cms import epochs
from cms.api.freshness import FORM

FOLDER = settings.VAR / "kept-open-data"
# Of whole files, and of those that somebody is writing: whatever else lies there is left alone.
WHOLE, UNFINISHED = ".dump", ".part"
# After so many seconds without a byte nobody is writing any more.
GIVEN_UP = 600
# What is filtered has no end of forms.
KEPT = frozenset({"lang", "delimiter", "campaign"})
# So many bytes are read at a time.
TOGETHER = 2**18
# Of all files, and so much must be left on the disk. The oldest make room.
MOST_BYTES = 2**30


class Place:
    """Where the dump of an address in a language is kept, as long as all that is public stays the same."""

    def __init__(self, address: str, language: str, epoch: epochs.Epoch):
        self._when = _present(epoch)
        made_of = (FORM, settings.PUBLIC_ADDRESS, address, language, self._when)
        name = hashlib.sha256(repr(made_of).encode()).hexdigest()
        self.whole, self.unfinished = FOLDER / f"{name}{WHOLE}", FOLDER / f"{name}{UNFINISHED}"

    @property
    def stands(self) -> bool:
        return _present(epochs.now()) == self._when


def _present(epoch: epochs.Epoch) -> tuple:
    return sorted(epoch.stamps.items()), epoch.passed


def begin() -> None:
    stamps.grown.connect(_changed, dispatch_uid=__name__)


def _changed(**kwargs):
    transaction.on_commit(forget, robust=True)


def forget() -> None:
    """Remove all of them, also what is being written: that is not kept then."""
    for end in (WHOLE, UNFINISHED):
        for file in FOLDER.glob(f"*{end}"):
            with suppress(OSError):  # one that cannot be removed must not spare the others
                file.unlink()


def place_of(request) -> Place | None:
    """Where the answer to a request is kept; None: nowhere."""
    if not KEPT.issuperset(request.GET):
        return None
    return Place(request.get_full_path(), translation.get_language(), epochs.of(request))


def kept(place: Place, content: Iterator[bytes]) -> Iterator[bytes]:
    """What is kept there, or else the content, which is written down on the way.

    Raises InterruptedError where something was withdrawn meanwhile, so that its reader notices.
    """
    try:
        file = place.whole.open("rb")
    except OSError:  # nobody has fetched the whole of it
        yield from _keeping(place, content)
        return
    with file:
        while part := file.read(TOGETHER):
            yield part
            is_removed = not os.fstat(file.fileno()).st_nlink
            if is_removed and not place.stands:
                raise InterruptedError("What is public has changed since this dump was written")


def _keeping(place: Place, content: Iterator[bytes]) -> Iterator[bytes]:
    file = _begun(place.unfinished)
    if file is None:
        yield from content
        return
    is_whole = True
    with file:
        try:
            for part in content:
                is_whole = is_whole and _write(file, part)
                yield part
            if is_whole and _lies_there(file, place.unfinished):
                _keep(place)
        finally:
            if _lies_there(file, place.unfinished):
                with suppress(OSError):
                    place.unfinished.unlink()


def _lies_there(file, path: Path) -> bool:
    """Whether the file is the one at the path: for whoever was given up it may be somebody else's by now."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


def _begun(unfinished: Path):
    """A new file, or None: what cannot be written, or is being written, is handed on all the same."""
    try:
        FOLDER.mkdir(exist_ok=True)
        if unfinished.exists() and time.time() - unfinished.stat().st_mtime > GIVEN_UP:
            unfinished.unlink()
        if shutil.disk_usage(FOLDER).free > MOST_BYTES:
            return unfinished.open("xb", buffering=0)
    except OSError:
        pass
    return None


def _write(file, part: bytes) -> bool:
    try:
        is_written = file.write(part) == len(part)
    except OSError:
        is_written = False
    if not is_written:  # the disk is full
        file.truncate(0)
    return is_written


def _keep(place: Place) -> None:
    with suppress(OSError):
        place.unfinished.replace(place.whole)
        if place.stands:
            _make_room()
        else:  # the change that made it untrue may have looked for it before it was there
            place.whole.unlink()


def _make_room() -> None:
    newest_first = sorted(FOLDER.glob(f"*{WHOLE}"), key=lambda file: file.stat().st_mtime, reverse=True)
    total = 0
    for file in newest_first:
        total += file.stat().st_size
        if total > MOST_BYTES:
            file.unlink(missing_ok=True)
