"""The contract with programmers: frozen, complete, and kept under whatever is thrown at it."""

import json
from pathlib import Path

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from scripts.open_data_docs import TARGET, render
from tests import make, make_variety

pytestmark = pytest.mark.django_db

DESCRIPTION = json.loads(render())
EXAMPLES = 12


def test_the_description_changes_only_on_purpose():
    assert Path(TARGET).read_text() == render(), (
        "Run scripts/open_data_docs.py if version 1 may really change"
    )


def test_it_is_openapi_3_1_and_tells_every_problem_and_what_is_known_already():
    assert DESCRIPTION["openapi"] == "3.1.0"
    for address, operations in DESCRIPTION["paths"].items():
        assert list(operations) == ["get"], address
        answers = operations["get"]["responses"]
        assert {"200", "304", "400"} <= set(answers) <= {"200", "304", "400", "404", "410"}, address
        for status in set(answers) - {"200", "304"}:
            assert list(answers[status]["content"]) == ["application/problem+json"], address


def test_the_served_description_is_the_committed_one(client, hosts):
    assert client.get("/open-data/v1/openapi.json").json() == json.loads(Path(TARGET).read_text())


@pytest.fixture
def described(hosts, campaign):
    """The site with some of everything in it; its requests leave the transaction of the test alone."""
    make_variety.entries(campaign, 6)
    whole = make.entry(state="selected", campaign=campaign, published=True, reference="KOTO-1")
    make.award(whole)
    whole.tags.add("nuoret")
    make.question(campaign)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/open-data/v1/openapi.json", get_wsgi_application(), config=CHECKED)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


# What a description cannot say: which cursors and which combinations of filters there are.
CHECKED = SchemathesisConfig.from_dict(
    {"checks": {"positive_data_acceptance": {"expected-statuses": [200, 400, 404]}}}
)


def test_whatever_is_asked_is_answered_as_described(described):
    """One operation after another, each with what its description allows and with what it does not."""
    asked = []
    for operation in (found.ok() for found in described.get_all_operations()):
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @given(case=operation.as_strategy(generation_mode=mode))
            @settings(
                max_examples=EXAMPLES,
                deadline=None,
                derandomize=True,
                database=None,
                suppress_health_check=list(HealthCheck),
            )
            def keeps_its_word(case):
                case.call_and_validate()
                asked.append(case.path)

            keeps_its_word()
    assert set(asked) == set(DESCRIPTION["paths"])
