"""The screening desk before somebody who has a part in the entry."""

import pytest
from django.urls import reverse

from pledges import desk
from pledges.models import Entry
from tests import make
from tests.staff import client_of, outcome

pytestmark = pytest.mark.django_db


def test_a_screener_with_a_part_in_the_entry_reads_that_somebody_else_decides():
    waiting, own = make.entry(state="submitted"), make.user(role="Screener", language="en")
    make.Representative.objects.create(user=own, organisation=waiting.organisation, role="owner")
    client = client_of("")
    client.force_login(own)

    page = client.get(reverse("entries:entry", args=[waiting.pk]))
    read = {"seen": desk.fingerprint(Entry.objects.get())}
    answer = client.post(reverse("screening:accept", args=[waiting.pk]), read)

    assert ("somebody else decides" in page.text, "formaction" in page.text) == (True, False)
    assert (outcome(answer), Entry.objects.get().state) == ("sent away", "submitted")
