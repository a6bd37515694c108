"""The CSV file, one row at a time, each with the numbers under which people find it again."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pledges.imports.mapping import Mapping


class FileError(Exception):
    """The file as a whole cannot be read; the message says why and where."""


@dataclass(frozen=True)
class Row:
    """`number` counts rows as a spreadsheet shows them, `line` lines as a text editor does.

    They differ after the first cell with several lines. `cells` is None when the row has another
    number of cells than the header, which `width` tells.
    """

    number: int
    line: int
    width: int
    cells: dict[str, str] | None

    @property
    def name(self) -> str:
        return f"Row {self.number}" if self.number == self.line else f"Row {self.number} (line {self.line})"


def rows(path: Path, mapping: Mapping) -> Iterator[Row]:
    """Yield the rows below the header. Reads as it goes, so that memory does not grow with the file."""
    try:
        with path.open(encoding=mapping.encoding, newline="") as file:
            # Strict, because a quotation mark left open would otherwise swallow the rest of the file.
            yield from _rows(csv.reader(file, delimiter=mapping.delimiter, strict=True), mapping)
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeError as error:
        encoding = mapping.encoding.removesuffix("-sig")
        raise FileError(
            f"{path} is not {encoding}: {error}. Name its encoding in the mapping, such as"
            ' encoding = "latin-1" under [file].'
        ) from error


def _rows(reader, mapping):
    number = 1
    try:
        header = [name.strip() for name in next(reader, [])]
        _check(header, mapping)
        line = reader.line_num + 1
        for cells in reader:
            number += 1
            if any(cell.strip() for cell in cells):
                fits = len(cells) == len(header)
                named = dict(zip(header, cells, strict=True)) if fits else None
                yield Row(number, line, len(cells), named)
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileError(f"Row {number + 1}, near line {reader.line_num}, cannot be read: {error}.") from error


def _check(header: list[str], mapping: Mapping) -> None:
    if not any(header):
        raise FileError("The file has no header: its first row must name the columns.")
    wanted = mapping.columns()
    missing = sorted(wanted - set(header))
    if missing:
        raise FileError(
            f"The file has no column {', '.join(f'“{name}”' for name in missing)}."
            f" It has: {', '.join(name for name in header if name)}."
        )
    repeated = sorted(name for name, times in Counter(header).items() if times > 1 and name in wanted)
    if repeated:
        raise FileError(f"The header names {', '.join(f'“{name}”' for name in repeated)} more than once.")
