"""A writer of entries, and a draft of theirs; a test file that wants others makes its own."""

import pytest
from django.utils import translation

from tests import make


@pytest.fixture
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def author(db):
    return make.user(language="en")


@pytest.fixture
def entry(author):
    return make.entry(author=author, language="fi")
