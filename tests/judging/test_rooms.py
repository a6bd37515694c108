"""Every address of judging asks for its right."""

import pytest
from django.urls import get_resolver

from judging.models import Award
from tests import make
from tests.staff import EVERYBODY, client_of, outcome

FOR_JURORS = {"my_entries", "score", "recuse", "picture"}


def walk(patterns, prefix=""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from walk(pattern.url_patterns, route)
        else:
            yield route, pattern.name


@pytest.fixture
def rooms(assignment, entry, campaign) -> dict[str, list[str]]:
    """Addresses for jurors and for the office, with keys that exist."""
    make.decision(entry)
    award = Award.objects.create(entry=entry, name="Palkinto", grounds="Rohkea")
    keys = {
        "<int:width>": "480",
        "<int:seat>": str(assignment.juror.pk),
        "<slug:slug>": campaign.slug,
        "<int:given>": str(award.pk),
    }
    found = {"jurors": [], "office": []}
    for route, name in walk(get_resolver().url_patterns):
        if route.startswith("admin/judging/"):
            office = entry.pk if "/entries/" in route else assignment.juror.panel_id
            own = {"<int:pk>": str(assignment.pk if name in FOR_JURORS else office)}
            for placeholder, key in (keys | own).items():
                route = route.replace(placeholder, key)
            found["jurors" if name in FOR_JURORS else "office"].append(f"/{route}")
    return found


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_offices_addresses_open_to_the_office_alone(role, method, rooms):
    expected = {"": {"asked to sign in"}, "submitter": {"turned away"}}.get(role, {"sent away"})
    client = client_of(role)
    answers = {outcome(getattr(client, method)(address)) for address in rooms["office"]}
    assert len(rooms["office"]) == 21
    if role == "Jury office":
        assert answers & {"sent away", "turned away"} == set()
    else:
        assert answers == expected


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_jurors_addresses_open_to_jurors_alone(role, method, rooms):
    expected = {"": {"asked to sign in"}, "submitter": {"turned away"}}.get(role, {"sent away"})
    client = client_of(role)
    answers = [outcome(getattr(client, method)(address)) for address in rooms["jurors"]]
    if role == "Juror":
        # Not assigned: the list is empty, the entry is not there, what was typed comes back.
        scored = {"get": "not found", "post": "turned away"}[method]
        assert answers == ["came in", scored, "not found", "not found"]
    else:
        assert set(answers) == expected
