"""The screening desk names the language of an entry in that of its reader."""

import pytest
from django.urls import reverse

from pledges.states import State
from tests import make
from tests.staff import client_of, text_of

pytestmark = pytest.mark.django_db


def test_the_language_of_an_entry_and_of_the_message_about_it_is_told_in_the_readers_own():
    entry = make.entry(state=State.SUBMITTED, language="sv")
    shown = text_of(client_of("Screener").get(reverse("entries:entry", args=[entry.pk])))
    assert ["Written in Swedish." in shown, "write in Swedish." in shown] == [True, True]
