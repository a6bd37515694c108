"""Dates are written as their reader's language writes them, on pages as in letters."""

from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation

from people import outbox
from people.models import Feedback
from tests import make

WORDS = {
    "fi": ("1.3.2026", "1.3.2026 klo 0.30"),
    "sv": ("1.3.2026", "1.3.2026 kl. 00.30"),
    "en": ("1 March 2026", "1 March 2026, 00:30"),
    "ar": ("1 مارس 2026", "1/3/2026، 00:30"),
}


@pytest.mark.parametrize("language", WORDS)
def test_a_date_is_written_as_its_language_writes_it_and_in_the_time_of_the_site(translated, language):
    page = Template("{% load dates %}{{ at|date }}|{{ day|date }}|{{ none|date }}|{{ at|date_and_time }}")
    at = make.moment("2026-02-28 22:30:00")
    with translation.override(language):
        words = page.render(Context({"at": at, "day": date(2026, 3, 1), "none": None}))

    day, minute = WORDS[language]
    assert words.split("|") == [day, day, "", minute]


@pytest.mark.parametrize("language", WORDS)
def test_a_letter_writes_dates_in_its_own_language_whoever_has_it_sent(translated, language):
    received = {"feedback": Feedback(arrived_at=make.moment("2026-02-15 08:00:00")), "site": "", "link": "/"}
    with translation.override("sv" if language == "en" else "en"):
        _subject, body = outbox.render("people/letters/feedback_received.txt", language, received)

    written = {day for day, _minute in WORDS.values() if day in body}
    assert written == {WORDS[language][0]}
