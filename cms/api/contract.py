"""The contract with programmers: the interface in OpenAPI 3.1, and errors as problems."""

import inspect
import json
import re
from http import HTTPStatus
from typing import Any, get_args

from django.http import HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from cms.api import problems
from cms.api.addresses import NAMESPACE
from cms.api.schemas.problem import Problem

_REFERENCE = re.compile(r'"\$ref": "#/components/schemas/(\w+)"')
DESCRIPTION = """\
Everything that is public on this site. Anonymous, without a key, for GET, HEAD and OPTIONS from any origin.

- `lang` chooses the language of texts and names.
- Lists come in pages: follow `next` until it is null. Cursors are opaque.
- Every answer carries an ETag: send it back in `If-None-Match`, and 304 says that nothing has changed.
- `licence` says of each entry under which licence its texts may be reused; null: ask before you do.
- What is withdrawn is gone at the next request. An entry that answers 410 should be deleted by you, too.
- Errors are problems after RFC 9457.
"""


NO_CAMPAIGN = "no such campaign"


class Json(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False}


class OpenData(NinjaAPI):
    def __init__(self):
        super().__init__(
            renderer=Json(),
            title="Open data on pledges and initiatives",
            version="1",
            description=DESCRIPTION,
            urls_namespace=NAMESPACE,
            openapi_url=None,
            docs_url=None,
            servers=[{"url": "/"}],
        )
        # By the name of an address: the shape of what it understands in its query.
        self.understood: dict[str, type[Schema]] = {}
        self.add_exception_handler(ValidationError, lambda request, error: _refused(error))
        self.add_exception_handler(problems.Problem, lambda request, problem: problems.answer(problem))

    def get(self, path: str, *, url_name: str, **options: Any):
        register = super().get(path, url_name=url_name, **options)

        def registered(view):
            asked = inspect.signature(view).parameters.get("asked")
            if asked:
                self.understood[url_name] = get_args(asked.annotation)[0]
            return register(view)

        return registered

    def get_openapi_operation_id(self, operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        shape = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        shapes = schema["components"]["schemas"] | shape.pop("$defs") | {"Problem": shape}
        # Those of the parameters stand in the operations already.
        needed = _needed(schema["paths"], shapes)
        schema["components"]["schemas"] = {name: shapes[name] for name in sorted(needed)}
        return schema


api = OpenData()


def _needed(part, shapes: dict) -> set[str]:
    """The shapes that a part of the description refers to, and those that these refer to."""
    found: set[str] = set()
    waiting = set(_REFERENCE.findall(json.dumps(part)))
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= set(_REFERENCE.findall(json.dumps(shapes[name]))) - found
    return found


def described(
    summary: str, content: dict | None = None, *, missing: str = "", gone: bool = False
) -> dict[str, Any]:
    """What OpenAPI says of an operation, by keyword.

    `content` is the shape of answers that are no JSON of ours, `missing` says when the answer is 404, and
    `gone` that it may be 410.
    """
    failures = {HTTPStatus.BAD_REQUEST: "a parameter or the cursor cannot be used"}
    if missing:
        failures[HTTPStatus.NOT_FOUND] = missing
    if gone:
        failures[HTTPStatus.GONE] = "it was public once"
    problem = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    responses: dict[int, dict] = {
        int(status): {"description": words, "content": problem} for status, words in failures.items()
    }
    responses[304] = {"description": "nothing has changed since what `If-None-Match` names"}
    if content:
        shown = {media_type: {"schema": shape} for media_type, shape in content.items()}
        responses[200] = {"description": "OK", "content": shown}
    return {"summary": summary, "openapi_extra": {"responses": responses}}


def _refused(error: ValidationError) -> HttpResponse:
    """What ninja found wrong with the address: a reference that none could be is simply not there."""
    if any(one["loc"][0] == "path" for one in error.errors):
        return problems.answer(problems.nothing())
    errors = [{"parameter": _named(one["loc"]), "detail": one["msg"]} for one in error.errors]
    detail = f"{errors[0]['parameter']}: {errors[0]['detail']}"
    return problems.answer(problems.Problem(HTTPStatus.BAD_REQUEST, "parameter", detail, errors))


def _named(place: tuple) -> str:
    """The parameter's name stands last, unless one of several values is meant, by its number."""
    return next(part for part in reversed(place) if isinstance(part, str))
