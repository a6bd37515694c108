"""Rows of a file of assignments, as they are read and handed on."""

import re
from dataclasses import dataclass

COLUMNS = ("reference", "juror_email")
LARGEST = 5 * 1024 * 1024  # bytes
MOST_ROWS = 60_000


class WrongFile(Exception):  # noqa: N818
    """The file as a whole cannot be read; the message says why."""


@dataclass(frozen=True)
class RowError:
    """What is wrong in a row; rows are counted as a spreadsheet shows them."""

    number: int
    message: str


@dataclass(frozen=True)
class Line:
    """A row that names a juror and an entry, by their keys."""

    number: int
    juror: int
    entry: int

    def __str__(self):
        return f"{self.number}:{self.juror}-{self.entry}"


def parse_lines(text: str) -> list[Line]:
    """Lines from "5:12-345 6:…", as a dry run hands them on; anything else is left out."""
    found = re.finditer(r"(?:^|\s)(\d{1,9}):(\d{1,18})-(\d{1,18})(?=\s|$)", text)
    return [Line(*map(int, one.groups())) for one in found]
