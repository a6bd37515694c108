"""Ballots from a CSV file, read strictly: whatever is wrong is refused, with its row, and nothing is guessed.

Columns are `entry`, `juror` and `score`; with `criterion`, and `weight` if criteria count differently, a
ballot has one row per criterion and its score is the weighted mean over those that were answered. An
empty score is missing and never zero. Other columns are left alone. Rows are counted as spreadsheets
count them, the heading being row 1.
"""

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

import numpy as np

from judging.adjusting.assessment import LARGEST

NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
NO_NUMBER = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)
COLUMNS = ("entry", "juror", "score", "criterion", "weight")


class BadFile(ValueError):  # noqa: N818
    """The file cannot be read as ballots; the message says why, and where if one row is to blame."""

    def __init__(self, what: str, row: int | None = None):
        super().__init__(what if row is None else f"row {row}: {what}")


@dataclass(frozen=True)
class Ballots:
    """Names of entries and jurors in the order of the file; one number of each, and a score, per ballot."""

    entries: list[str]
    jurors: list[str]
    entry: np.ndarray
    juror: np.ndarray
    score: np.ndarray


def read_ballots(content: bytes) -> Ballots:
    """Ballots of a CSV file in UTF-8; raises BadFile. Columns part at commas, semicolons or tabs.

    Where they part at semicolons or tabs, numbers may have a decimal comma.
    """
    text = _decoded(content)
    heading, comma, rows = _table(text)
    place = _columns(heading)
    sheet = _Sheet(place, decimal_comma=comma != ",")
    for number, cells in rows:
        sheet.add(number, _fitting(cells, heading, number))
    return sheet.ballots()


def _decoded(content: bytes) -> str:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise BadFile("this is UTF-16; please save the file as CSV in UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        found = content[error.start]
        raise BadFile(f"byte 0x{found:02X} is no UTF-8; please save the file as CSV in UTF-8", row) from None
    if "\0" in text:
        raise BadFile("a NUL character: this is no text file", text[: text.index("\0")].count("\n") + 1)
    return text


def _table(text: str) -> tuple[list[str], str, Iterator[tuple[int, list[str]]]]:
    """The heading, what parts its columns, and the other rows that are not empty, with their numbers."""
    first = next((line for line in text.splitlines() if line.strip()), None)
    if first is None:
        raise BadFile("the file is empty")
    comma = max(",;\t", key=first.count)
    rows = _numbered(csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True))
    _, heading = next(rows)
    return [name.strip().casefold() for name in heading], comma, rows


def _numbered(reader) -> Iterator[tuple[int, list[str]]]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadFile(f"not to be read as CSV ({error})", number) from None
        if any(cell.strip() for cell in cells):
            yield number, cells


def _columns(heading: list[str]) -> dict[str, int]:
    missing = [name for name in COLUMNS[:3] if name not in heading]
    if missing:
        raise BadFile(f"no column {' or '.join(missing)}; found: {', '.join(filter(None, heading))}", 1)
    twice = [name for name in COLUMNS if heading.count(name) > 1]
    if twice:
        raise BadFile(f"two columns are called {twice[0]}", 1)
    if "weight" in heading and "criterion" not in heading:
        raise BadFile("a column weight needs a column criterion beside it", 1)
    return {name: heading.index(name) for name in COLUMNS if name in heading}


def _fitting(cells: list[str], heading: list[str], number: int) -> list[str]:
    if len(cells) < len(heading) or any(cell.strip() for cell in cells[len(heading) :]):
        raise BadFile(f"{len(cells)} cells under {len(heading)} columns", number)
    return cells


class _Sheet:
    """Rows as they are added, checked against each other."""

    def __init__(self, place: dict[str, int], *, decimal_comma: bool):
        self.place, self.decimal_comma = place, decimal_comma
        self.entries: dict[str, int] = {}
        self.jurors: dict[str, int] = {}
        self.seen: dict[tuple[int, int, str], int] = {}
        self.weights: dict[str, tuple[float, int]] = {}
        self.answers: dict[tuple[int, int], list[tuple[float, float]]] = {}

    def add(self, row: int, cells: list[str]) -> None:
        given = {name: cells[place].strip() for name, place in self.place.items()}
        for name in ("entry", "juror", "criterion"):
            if name in given and not given[name]:
                raise BadFile(f"no {name}", row)
        entry = self.entries.setdefault(given["entry"], len(self.entries))
        juror = self.jurors.setdefault(given["juror"], len(self.jurors))
        criterion = given.get("criterion", "")
        earlier = self.seen.setdefault((entry, juror, criterion), row)
        if earlier != row:
            what = f"{given['entry']}, {criterion}," if criterion else given["entry"]
            raise BadFile(f"{given['juror']} has scored {what} in row {earlier} already", row)
        weight = self._weight(criterion, given["weight"], row) if "weight" in given else 1.0
        if given["score"]:
            score = self._number("score", given["score"], row)
            self.answers.setdefault((entry, juror), []).append((weight, score))

    def _weight(self, criterion: str, text: str, row: int) -> float:
        weight = self._number("weight", text, row)
        if weight <= 0:
            raise BadFile(f"weight {text} is not above 0", row)
        known, earlier = self.weights.setdefault(criterion, (weight, row))
        if weight != known:
            raise BadFile(f"{criterion} weighs {text} here and {known:g} in row {earlier}", row)
        return weight

    def _number(self, name: str, text: str, row: int) -> float:
        written = text.replace(",", ".") if self.decimal_comma and text.count(",") == 1 else text
        if NO_NUMBER.fullmatch(written):
            raise BadFile(f"{name} {text} is not a finite number", row)
        if not NUMBER.fullmatch(written):
            raise BadFile(f"{name} {text or '(empty)'} is not a number", row)
        number = float(written)
        if abs(number) > LARGEST:
            raise BadFile(f"{name} {text} is too large", row)
        return number

    def ballots(self) -> Ballots:
        if not self.seen:
            raise BadFile("there is a heading and no ballot under it")
        if not self.answers:
            raise BadFile("every score is empty")
        pairs = np.array(list(self.answers), int)
        return Ballots(
            entries=list(self.entries),
            jurors=list(self.jurors),
            entry=pairs[:, 0],
            juror=pairs[:, 1],
            score=np.array([_mean(answers) for answers in self.answers.values()]),
        )


def _mean(answers: list[tuple[float, float]]) -> float:
    """Weighted mean of (weight, score) answers; a single one stays exactly what it is."""
    if len(answers) == 1:
        return answers[0][1]
    return fsum(weight * score for weight, score in answers) / fsum(weight for weight, _ in answers)
