"""All entries at once, with the explanation of the table."""

import json

from django.http import HttpResponse
from ninja import Query

from cms.api import choice, dumps, explanation, freshness, parameters
from cms.api.addresses import Places, resource
from cms.api.contract import NO_CAMPAIGN, api, described


@api.get(
    "/entries.csv",
    url_name="table",
    **described(
        "All of them as a table for spreadsheets", {"text/csv": {"type": "string"}}, missing=NO_CAMPAIGN
    ),
)
def table(request, asked: Query[parameters.OfTable]):
    """RFC 4180 in UTF-8; the columns are explained in entries.csv-metadata.json."""
    places = Places()
    content = dumps.table(choice.entries(request.GET, places), places, asked.delimiter)
    response = dumps.response(request, content, "text/csv; charset=utf-8; header=present", "entries.csv")
    explained = f"{resource('table_explained')}?{request.META['QUERY_STRING']}".rstrip("?")
    response.headers["Link"] = f'<{explained}>; rel="describedby"; type="{explanation.MEDIA_TYPE}"'
    return response


@api.get(
    "/entries.csv-metadata.json",
    url_name="table_explained",
    **described("What the columns of the table mean", {explanation.MEDIA_TYPE: {"type": "object"}}),
)
def table_explained(request, asked: Query[parameters.OfTable]):
    """CSV on the Web: source, licence, time and columns."""
    of = f"{resource('table')}?{request.META['QUERY_STRING']}".rstrip("?")
    said = explanation.of_table(of, asked.delimiter, freshness.last_change().at)
    return HttpResponse(json.dumps(said, ensure_ascii=False), content_type=explanation.MEDIA_TYPE)


@api.get(
    "/entries.jsonl",
    url_name="lines",
    **described(
        "All of them, one JSON object on each line",
        {dumps.JSON_LINES: {"type": "string"}},
        missing=NO_CAMPAIGN,
    ),
)
def lines(request, asked: Query[parameters.OfDump]):
    """Each line is shaped like an item of the list."""
    places = Places()
    content = dumps.lines(choice.entries(request.GET, places), places)
    return dumps.response(request, content, dumps.JSON_LINES, "entries.jsonl")
