"""Names of files: harmless on every system, the same every time, and never two alike."""

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote

from people.files.names import RESERVED

LONGEST = 80
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def safe_part(part: str) -> str:
    """One part of a path. What cannot stay as it is gets a mark that tells it from others."""
    meant = unquote(part)
    plain = unicodedata.normalize("NFKD", meant).encode("ascii", "ignore").decode()
    plain = _UNSAFE.sub("-", plain).strip(".-")[-LONGEST:].lstrip(".-")
    if plain == meant and not RESERVED.match(plain):
        return plain
    name = PurePosixPath(plain or "file")
    mark = hashlib.sha256(meant.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{'_' if RESERVED.match(plain) else ''}{name.stem}-{mark}{name.suffix}"


def safe_path(path: str) -> str:
    """A path below the root of the archive, from one of the site; its parts cannot lead upwards."""
    return "/".join(safe_part(part) for part in path.split("/") if part and part not in (".", ".."))


class Names:
    """File names by what they stand for, also told apart where capitals are not."""

    def __init__(self):
        self._files: dict[str, str] = {}
        self._taken: set[str] = set()

    def give(self, thing: str, wanted: str) -> str:
        """The file of a thing: the wanted path, unless another thing has one like it."""
        if thing not in self._files:
            path = PurePosixPath(wanted)
            if wanted.casefold() in self._taken:
                mark = hashlib.sha256(thing.encode()).hexdigest()[:8]
                path = path.with_name(f"{path.stem}-{mark}{path.suffix}")
            self._taken.add(str(path).casefold())
            self._files[thing] = str(path)
        return self._files[thing]
