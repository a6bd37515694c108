"""Everything at once: a table for spreadsheets, and lines of JSON. Streamed, however much it is."""

import json
from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils import translation

from cms.api import columns, kept_dumps, records
from cms.api.addresses import Places
from judging.open_data import awards_by_entry
from pledges.bulk_records import stream

# So many rows leave together: few enough for little memory, enough for little ado.
TOGETHER = 100
DELIMITERS = {"comma": ",", "semicolon": ";"}
JSON_LINES = "application/x-ndjson"
# Tells spreadsheet programs that the table is in UTF-8; parsers skip it.
MARK = "\ufeff"


def table(entries, places: Places, delimiter: str) -> Iterator[bytes]:
    """CSV after RFC 4180, the names of the columns first."""
    yield f"{MARK}{DELIMITERS[delimiter].join(columns.NAMES)}\r\n".encode()
    between = f'"{DELIMITERS[delimiter]}"'
    rows = (columns.cells(record, awards or [], places) for record, awards in _records(entries))
    for together in _batches(rows):
        yield "".join([_line(cells, between) for cells in together]).encode()


def lines(entries, places: Places) -> Iterator[bytes]:
    """One object on each line, shaped as in the list of entries."""
    made = (records.entry(record, awards or [], places) for record, awards in _records(entries))
    for together in _batches(made):
        yield "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in together).encode()


def response(request, content: Iterator[bytes], media_type: str, filename: str) -> StreamingHttpResponse:
    """In the language of the request, also for the parts that are made after it has been answered."""
    language, place = translation.get_language(), kept_dumps.place_of(request)
    content = _speaking(language, content)
    streamed = StreamingHttpResponse(
        kept_dumps.kept(place, content) if place else content, content_type=media_type
    )
    streamed.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    streamed.headers["Content-Language"] = language
    return streamed


def _records(entries):
    return stream(entries, beside=awards_by_entry)


def _line(cells: list[str], between: str) -> str:
    """Every cell in quotation marks: whether one needs them takes longer to find out than to write them."""
    quoted = between.join([cell.replace('"', '""') for cell in cells])
    return f'"{quoted}"\r\n'


def _batches(things: Iterator) -> Iterator[list]:
    together = []
    for thing in things:
        together.append(thing)
        if len(together) == TOGETHER:
            yield together
            together = []
    if together:
        yield together


def _speaking(language: str, content: Iterator[bytes]) -> Iterator[bytes]:
    while True:
        with translation.override(language):
            part = next(content, None)
        if part is None:
            return
        yield part
