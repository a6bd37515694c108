"""A CSV file of assignments, read against a panel."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from judging.assignment_lines import COLUMNS, LARGEST, MOST_ROWS, Line, RowError, WrongFile
from judging.seating import Seating


def read(content: bytes, seating: Seating) -> tuple[list[Line], list[RowError]]:
    """The rows of a CSV file that name something of the panel, and what is wrong with the others.

    Raises WrongFile.
    """
    references = {entry.reference: pk for pk, entry in seating.entries.items()}
    addresses = {juror.user.email: pk for pk, juror in seating.jurors.items()}
    lines, problems = [], []
    for number, reference, address in _rows(content):
        entry, juror = references.get(reference), addresses.get(address.lower())
        if entry is None:
            message = _("The panel has no entry “%(reference)s”.") % {"reference": reference[:60]}
            problems.append(RowError(number, message))
        if juror is None:
            message = _("Nobody with the address “%(address)s” takes part in this panel.")
            problems.append(RowError(number, message % {"address": address[:120]}))
        if entry is not None and juror is not None:
            lines.append(Line(number, juror, entry))
    return lines, problems


def _rows(content: bytes) -> Iterator[tuple[int, str, str]]:
    if len(content) > LARGEST:
        raise WrongFile(_("The file is larger than %(number)d MB.") % {"number": LARGEST // 1024**2})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongFile(_("The file is not in UTF-8. Save it as “CSV UTF-8”.")) from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    number = 1
    try:
        places = _places(next(reader, []))
        for number, cells in enumerate(reader, start=2):
            if number > MOST_ROWS:
                raise WrongFile(_("The file has more than %(number)d rows.") % {"number": MOST_ROWS})
            if any(cell.strip() for cell in cells):
                yield number, *(_cell(cells, place) for place in places)
    except csv.Error:
        raise WrongFile(_("Row %(number)d cannot be read.") % {"number": number + 1}) from None


def _places(header: list[str]) -> list[int]:
    named = [name.strip().lower() for name in header]
    missing = [name for name in COLUMNS if name not in named]
    if missing:
        raise WrongFile(
            _("The first row must name the columns “reference” and “juror_email”; missing: %(names)s.")
            % {"names": ", ".join(missing)}
        )
    return [named.index(name) for name in COLUMNS]


def _cell(cells: list[str], place: int) -> str:
    """Without the apostrophe that keeps spreadsheets from running what our own download says."""
    return cells[place].strip().removeprefix("'") if place < len(cells) else ""
