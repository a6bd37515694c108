"""What the staff screens' tests share: everybody who might come to the door, and what happens to them."""

import re
from html import unescape

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make

SUBMITTER = "submitter"
EVERYBODY = (
    "",
    SUBMITTER,
    "Juror",
    "Screener",
    "Jury office",
    "Coordinator",
    "Editor",
    "Data protection officer",
)


def client_of(role: str) -> Client:
    """A browser in English of somebody: "" is nobody, "submitter" has no role."""
    client = Client(headers={"accept-language": "en"})
    if role:
        client.force_login(make.user(role=None if role == SUBMITTER else role))
    return client


def outcome(response) -> str:
    """In one word what an address of the staff screens did with somebody."""
    for closer in response._resource_closers:  # an opened file; response.close() would end the database too
        closer()
    if response.status_code == 302:
        path = response.url.split("?")[0]
        return {"/admin/": "sent away", "/admin/login/": "asked to sign in"}.get(path, "went on")
    return {200: "came in", 403: "turned away", 404: "not found", 405: "wrong way"}[response.status_code]


def who_comes_in(address: str, *, method="get", data=None) -> set[str]:
    """Who of everybody gets further than the door of an address."""
    answers = {role: outcome(getattr(client_of(role), method)(address, data or {})) for role in EVERYBODY}
    assert (answers[""], answers[SUBMITTER]) == ("asked to sign in", "turned away")
    return {role for role, answer in answers.items() if answer in ("came in", "went on", "not found")}


def text_of(response) -> str:
    """The words of a page, without markup, each space once."""
    page = re.sub(r"(?s)<(script|style|template|svg).*?</\1>", " ", response.content.decode())
    main = re.search(r"(?s)<main.*</main>", page)
    return " ".join(re.sub(r"<[^>]+>", " ", main[0] if main else page).split())


def said(response) -> list[str]:
    """The messages that a response shows or leaves for the next page, without their buttons."""
    return [unescape(str(message)).strip().split("\n")[0] for message in response.wsgi_request._messages]


def number_of_queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        assert response.status_code == 200
        if response.streaming:  # a download asks while it is being read
            b"".join(response.streaming_content)
    return len(captured)
