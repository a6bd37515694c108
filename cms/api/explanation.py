"""What the columns of the table mean, as CSV on the Web has it: read by parsers beside the table."""

from datetime import datetime

from django.utils import translation

from cms.api import columns
from cms.api.addresses import absolute
from cms.api.dumps import DELIMITERS
from cms.api.records import moment

MEDIA_TYPE = "application/csvm+json"


def of_table(address: str, delimiter: str, changed_at: datetime) -> dict:
    """Of the table at an address; `changed_at` is when anything in it last changed."""
    language = translation.get_language()
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "url": address,
        "dc:title": str(columns.TABLE_TITLE),
        "dc:source": absolute("/open-data/"),
        "dc:modified": moment(changed_at),
        "dc:language": language,
        "dc:rights": str(columns.RIGHTS),
        "dialect": {
            "encoding": "utf-8",
            "delimiter": DELIMITERS[delimiter],
            "header": True,
            "quoteChar": '"',
        },
        "tableSchema": {
            "primaryKey": "reference",
            "columns": [_explained(column) for column in columns.COLUMNS],
        },
    }


def _explained(column: columns.Column) -> dict:
    said = {
        "name": column.name,
        "titles": [column.name],
        "dc:title": str(column.title),
        "dc:description": str(column.about),
        "datatype": column.type,
    }
    return said | ({"separator": columns.SEPARATOR} if column.is_list else {})
