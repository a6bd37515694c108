"""What there is, for people's programs and for programs that read OpenAPI."""

import functools
import json

from django.http import HttpResponse
from ninja import Query

from cms.api import parameters
from cms.api.addresses import absolute, resource
from cms.api.contract import api, described
from cms.api.schemas import lists

RESOURCES = (
    *("entries", "table", "table_explained", "lines", "feed"),
    *("organisations", "campaigns", "awards", "statistics"),
)


@api.get("/", response=lists.Contents, url_name="contents", **described("What there is"))
def contents(request, asked: Query[parameters.Spoken]):
    return {
        "documentation": absolute("/open-data/"),
        "openapi": resource("openapi"),
        "resources": {name: resource(name) for name in RESOURCES},
    }


@api.get("/openapi.json", url_name="openapi", include_in_schema=False)
def openapi(request):
    return HttpResponse(_description(), content_type="application/json")


@functools.cache
def _description() -> str:
    return json.dumps(api.get_openapi_schema(), ensure_ascii=False)
