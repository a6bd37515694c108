"""A writer of entries with a draft, a screener with an entry; a test file that wants others makes its own."""

import pytest

from pledges.states import State
from tests import files, make
from tests.staff import client_of


@pytest.fixture
def author(db):
    return make.user(language="en")


@pytest.fixture
def writing(client, author):
    """The writer's browser."""
    client.force_login(author)
    return client


@pytest.fixture
def entry(author):
    return make.entry(author=author, language="fi")


@pytest.fixture
def nothing_kept():
    """A private folder in which no other test has left files."""
    files.forget_all()


@pytest.fixture
def screener():
    return client_of("Screener")


@pytest.fixture
def waiting():
    return make.entry(state=State.SUBMITTED, author=make.user("maija@example.org"))
