"""Every address of judging asks for its right."""

import pytest

from judging.models import Award
from tests import make
from tests.addresses import routes
from tests.staff import EVERYBODY, client_of, outcome

FOR_JURORS = {"my_entries", "invitation", "decline", "affirm", "score", "recuse", "picture", "attachment"}

# Every role reads; that sending is refused alike is tried by some, and in the access matrix by all.
KNOCKS = [*((role, "get") for role in EVERYBODY), *((role, "post") for role in ("", "Juror", "Jury office"))]


@pytest.fixture
def rooms(assignment, entry, campaign) -> dict[str, list[str]]:
    """Addresses for jurors and for the office, with keys that exist."""
    make.decision(entry)
    rehearsal = make.campaign(rehearsal_of=campaign)
    other = make.juror(assignment.juror.panel)
    award = Award.objects.create(entry=entry, name="Palkinto", grounds="Rohkea")
    keys = {
        "<int:width>": "480",
        "<int:entry>": str(entry.pk),
        "<int:file>": str(make.attachment(entry).pk),
        "<int:seat>": str(assignment.juror.pk),
        "<slug:slug>": campaign.slug,
        "<slug:kind>": "apart",
        "<int:rule>": "1",
        "<int:given>": str(award.pk),
        "<int:recusal>": str(other.recusals.create(entry=entry, reason="Oma kylä").pk),
    }
    found = {"jurors": [], "office": []}
    for route, name in routes():
        if route.startswith("admin/judging/"):
            panel = assignment.juror.panel
            office = entry.pk if "/entries/" in route else panel.pk
            office = panel.round_id if "/rounds/" in route else office
            own = {"<int:pk>": str(assignment.pk if name in FOR_JURORS else office)}
            if "/rehearsals/" in route:
                own["<slug:slug>"] = rehearsal.slug
            for placeholder, key in (keys | own).items():
                route = route.replace(placeholder, key)
            found["jurors" if name in FOR_JURORS else "office"].append(f"/{route}")
    return found


@pytest.mark.parametrize(("role", "method"), KNOCKS)
def test_the_offices_addresses_open_to_the_office_alone(role, method, rooms):
    expected = {"": {"asked to sign in"}, "submitter": {"turned away"}}.get(role, {"sent away"})
    client = client_of(role)
    answers = {outcome(getattr(client, method)(address)) for address in rooms["office"]}
    assert len(rooms["office"]) == 43
    if role == "Jury office":
        assert answers & {"sent away", "turned away"} == set()
    else:
        assert answers == expected


@pytest.mark.parametrize(("role", "method"), KNOCKS)
def test_the_jurors_addresses_open_to_jurors_alone(role, method, rooms):
    expected = {"": {"asked to sign in"}, "submitter": {"turned away"}}.get(role, {"sent away"})
    client = client_of(role)
    answers = [outcome(getattr(client, method)(address)) for address in rooms["jurors"]]
    if role == "Juror":
        # Not assigned: the list is empty, the entry is not there, what was typed comes back.
        scored = {"get": "not found", "post": "turned away"}[method]
        assert answers == ["came in", *["not found"] * 3, scored, *["not found"] * 3]
    else:
        assert set(answers) == expected
