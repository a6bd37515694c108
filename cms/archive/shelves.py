"""Where the files of an archive go: a folder or a ZIP file, with the checksum of each."""

import hashlib
import os
import zipfile
from abc import ABC, abstractmethod
from pathlib import Path, PurePosixPath

SUMS = "SHA256SUMS"
# ZIP files know no time before; the same content makes the same file on every day.
NO_TIME = (1980, 1, 1, 0, 0, 0)


class OutsideError(ValueError):
    """A file would stand outside of the archive."""


class Shelf(ABC):
    """What both have in common. Files are put once; `close` writes the checksums last."""

    def __init__(self):
        self.sums: dict[str, str] = {}
        self.bytes = 0

    def put(self, path: str, content: bytes) -> None:
        """Raises OutsideError, and ValueError for a file that is there already."""
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or "\\" in path or "\0" in path or ":" in path:
            raise OutsideError(path)
        if path in self.sums:
            raise ValueError(f"{path} is there already")
        self.sums[path] = hashlib.sha256(content).hexdigest()
        self.bytes += len(content)
        self._write(path, content)

    def close(self) -> None:
        lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(self.sums.items()))
        self._write(SUMS, lines.encode())

    def give_up(self) -> None:  # noqa: B027 – a folder has nothing of its own to undo
        """Leave nothing half done."""

    @abstractmethod
    def _write(self, path: str, content: bytes) -> None: ...


class Folder(Shelf):
    def __init__(self, root: Path):
        super().__init__()
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        if any(root.iterdir()):
            raise FileExistsError(f"{root} is not empty")

    def _write(self, path: str, content: bytes) -> None:
        target = self.root / path
        if not target.resolve().is_relative_to(self.root.resolve()):
            raise OutsideError(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


class Zip(Shelf):
    """Written beside its place and moved there when it is whole."""

    def __init__(self, file: Path):
        super().__init__()
        if file.exists():
            raise FileExistsError(f"{file} exists")
        self.file, self._growing = file, file.with_name(f".{file.name}.{os.getpid()}")
        self._zip = zipfile.ZipFile(self._growing, "x", zipfile.ZIP_DEFLATED)

    def _write(self, path: str, content: bytes) -> None:
        entry = zipfile.ZipInfo(path, NO_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system, entry.external_attr = 3, 0o644 << 16
        self._zip.writestr(entry, content)

    def close(self) -> None:
        super().close()
        self._zip.close()
        self._growing.replace(self.file)

    def give_up(self) -> None:
        self._zip.close()
        self._growing.unlink(missing_ok=True)
