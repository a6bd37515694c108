from datetime import timedelta

import pytest
from django.utils import timezone

from campaign.models import Stamp
from pledges import comparing
from pledges.comparing import compare_due, different
from pledges.models import Card, CardText
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries():
    campaign = make.campaign()
    return [make.entry(campaign=campaign, state="accepted", published=True) for _ in range(3)]


def test_cards_that_were_made_by_every_change_differ_in_nothing(entries, caplog):
    make.entry(campaign=entries[0].campaign, state="submitted")
    assert different([entry.pk for entry in entries]) == []
    compare_due(timezone.now())
    assert caplog.messages == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key: Card.objects.filter(pk=key).update(facets="kind:x"),
        lambda key: Card.objects.filter(pk=key).update(partners=7),
        lambda key: Card.objects.filter(pk=key).update(is_shown=False),
        lambda key: Card.objects.filter(pk=key).update(organisation="Toinen"),
        lambda key: CardText.objects.filter(card=key).update(title="Toinen"),
        lambda key: CardText.objects.filter(card=key).delete(),
    ],
)
def test_what_differs_is_reported_and_mended(entries, caplog, spoil):
    spoil(entries[1].pk)
    compare_due(timezone.now())
    assert caplog.messages == [
        f"The cards of entries [{entries[1].pk}] were not up to date and were made anew."
    ]
    assert different([entry.pk for entry in entries]) == []


def test_all_are_compared_once_a_day_some_at_a_time(entries, monkeypatch):
    monkeypatch.setattr(comparing, "AT_ONCE", 2)
    now, key = timezone.now(), entries[0].campaign_id

    def come_to():
        return Stamp.objects.values_list("compared_to", "compared_at").get(key=key)

    compare_due(now)
    assert come_to() == (entries[1].pk, None)
    compare_due(now)
    assert come_to() == (0, now)
    compare_due(now + timedelta(hours=23))
    assert come_to() == (0, now)
    compare_due(now + timedelta(hours=24))
    assert come_to() == (entries[1].pk, now)
