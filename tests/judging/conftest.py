"""A small jury: its office, one juror, one entry to score, in a campaign that has closed."""

import pytest
from django.utils import translation

from tests import make


@pytest.fixture
def office(db):
    return make.user(role="Jury office", first_name="Olli", last_name="Toimisto")


@pytest.fixture
def desk(client, office):
    """The browser of the office, in English like everything that tests look for."""
    client.force_login(office)
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield client


@pytest.fixture
def campaign(db):
    with translation.override("en"):
        yield make.campaign(**make.closed())


@pytest.fixture
def panel(campaign):
    return make.panel(campaign)


@pytest.fixture
def criteria(panel):
    return list(panel.round.criteria.all())


@pytest.fixture
def juror(panel):
    return make.juror(panel)


@pytest.fixture
def evening(client, juror):
    """The browser of the juror, in English."""
    client.force_login(juror.user)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def entry(campaign):
    return make.entry(state="accepted", campaign=campaign)


@pytest.fixture
def assignment(juror, entry):
    return make.assignment(juror, entry)
