"""What went wrong, as RFC 9457 wants it told to a machine. Each kind is explained on the open data page."""

import json
from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"

TITLES = {
    "parameter": "A parameter of the address cannot be used",
    "cursor": "The cursor is not one of ours, or of another list",
    "not-found": "There is nothing public here",
    "gone": "This was public once and is not any more",
    "method": "Open data can only be read",
}


class Problem(Exception):  # noqa: N818 - an answer rather than an error
    """Raise it to answer with it. `errors` lists what is wrong with which parameter."""

    def __init__(self, status: int, kind: str, detail: str, errors: list[dict] | None = None):
        super().__init__(detail)
        self.status, self.kind, self.detail, self.errors = status, kind, detail, errors or []


def wrong(parameter: str, detail: str) -> Problem:
    errors = [{"parameter": parameter, "detail": detail}]
    return Problem(HTTPStatus.BAD_REQUEST, "parameter", f"{parameter}: {detail}", errors)


def nothing(detail: str = "Nothing public has this name.") -> Problem:
    return Problem(HTTPStatus.NOT_FOUND, "not-found", detail)


def answer(problem: Problem) -> HttpResponse:
    said = {
        "type": f"{settings.PUBLIC_ADDRESS}/open-data/#{problem.kind}",
        "title": TITLES[problem.kind],
        "status": int(problem.status),
        "detail": problem.detail,
    }
    if problem.errors:
        said["errors"] = problem.errors
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(
        json.dumps(said, ensure_ascii=False), status=problem.status, content_type=MEDIA_TYPE, headers=headers
    )
