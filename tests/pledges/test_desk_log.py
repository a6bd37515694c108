"""What the screening desk tells of what happened to an entry."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from people.models import Organisation
from pledges import actions, answering, partnership
from pledges.states import State
from tests import make

pytestmark = pytest.mark.django_db


def page(entry):
    return reverse("entries:entry", args=[entry.pk])


def test_the_history_tells_each_move_in_words(screener, waiting):
    actions.return_for_changes(waiting, "Missä?", by=make.user(role="Screener", first_name="Sini"))

    rows = screener.get(reverse("entries:history", args=[waiting.pk])).context["object_list"]

    assert [row.message for row in rows] == ["Submitted → Returned for changes", "Draft → Submitted"]


def test_what_happened_says_to_which_partner_by_the_name_that_it_has_now(screener):
    entry = make.entry(state=State.SUBMITTED, author=make.user())
    one, two = (
        make.partner(entry, organisation=make.organisation(name=make.words(name)))
        for name in ("Salo", "Turku")
    )
    answering.decline(one, by=None)
    partnership.remind(two, by=None, at=timezone.now() + timedelta(days=2))

    told = [(line.message, str(partner)) for line, partner in screener.get(page(entry)).context["events"]]
    history = screener.get(reverse("entries:history", args=[entry.pk]))
    rows = BeautifulSoup(history.content, "html.parser").select("main tbody tr")

    assert told == [
        ("Partner reminded", "Turku"),
        ("Partner: Declined", "Salo"),
        ("Draft → Submitted", "None"),
    ]
    assert [[cell.get_text(strip=True) for cell in row.select("td")[:2]] for row in rows] == [
        ["Partner reminded", "Turku"],
        ["Partner: Declined", "Salo"],
        ["Draft → Submitted", ""],
    ]
    assert "<bdi>Salo</bdi> – system" in screener.get(page(entry)).text
    Organisation.objects.filter(pk=one.organisation_id).update(name=make.words("Salon kaupunki"))
    assert "<bdi>Salon kaupunki</bdi> – system" in screener.get(page(entry)).text
