"""Lists as spreadsheets that cannot harm whoever opens them."""

import re
from datetime import datetime

from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.log_actions import log

# What begins like this is run as a formula by spreadsheet programs, also behind spaces and quotation marks.
# A program set to part cells at another sign than the file does, as Finnish ones are at semicolons, takes
# what follows that sign for the beginning of a cell, and what follows the end of a line. Words alone may
# follow a plus or minus after a comma, as in "kentät, -puistot": they call nothing.
_SIGN = r"[=+\-@＝＋－＠]"
_FORMULA = re.compile(
    rf'^(?=[\s"]*{_SIGN})|[;,\t\r\n](?=(?:[^\S\t\r\n]|")*{_SIGN})'
    r'(?!(?<=,)[\s"]*[+\-＋－][\w\s.\-]*(?:,|$))'
)
_IN_A_LINE = re.compile(rf'[;,][\s"]*{_SIGN}')
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)?$")


def neutral(value: str) -> str:
    """The text as it may stand in a CSV cell: what a program would run gets an apostrophe in front."""
    # Of most cells no more has to be asked, and there are millions.
    if not value or (value[0].isalnum() and value.isprintable() and not _IN_A_LINE.search(value)):
        return value
    value = _UNPRINTABLE.sub("", value)
    return value if _NUMBER.match(value) else _FORMULA.sub(r"\g<0>'", value)


class SafeExportMixin(SpreadsheetExportMixin):
    """A Wagtail listing whose downloads are neutralised, in the reader's time zone, and logged.

    `cells` maps the name of a column to its heading and to what reads its value from a row. In xlsx a
    text cell is typed as text, which no program runs; CSV has no types, hence `neutral`.
    """

    cells: dict = {}

    @property
    def list_export(self):
        return list(self.cells)

    def to_row_dict(self, item):
        return {name: read(item) for name, (_heading, read) in self.cells.items()}

    def get_heading(self, queryset, field):
        return neutral(str(self.cells[field][0]))

    def preprocess_field_value(self, field, value, export_format):
        if isinstance(value, datetime):
            return timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S %Z")
        if isinstance(value, bool | int | float) or value is None:
            return value
        text = _UNPRINTABLE.sub("", str(value))
        return neutral(text) if export_format == self.FORMAT_CSV else text

    def as_spreadsheet(self, queryset, spreadsheet_format):
        log(
            instance=self.request.user,
            action="people.export",
            user=self.request.user,
            title=str(self.request.user.pk),
            data={"list": self.get_filename(), "format": spreadsheet_format, "rows": len(queryset)},
        )
        return super().as_spreadsheet(queryset, spreadsheet_format)
