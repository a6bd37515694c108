"""A writer of entries, and a draft of theirs; a test file that wants others makes its own."""

import pytest

from tests import files, make


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
