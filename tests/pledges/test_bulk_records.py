"""Records made in bulk are the records: nothing more, nothing less, nobody else's."""

import pytest
from django.utils import translation

from pledges import bulk_records
from pledges.actions import withdraw
from pledges.bulk_records import stream
from pledges.models import Entry
from pledges.open_data import public_records
from tests import make, make_variety

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make.campaign(**make.announced(), pledges_allowed=True)


def records(entries=None) -> list:
    return [record for record, _beside in stream(Entry.objects.public() if entries is None else entries)]


def loaded(entries=None) -> list:
    entries = Entry.objects.public() if entries is None else entries
    return public_records(entries.order_by("pk").for_cards())


def test_they_are_the_same_as_those_of_loaded_entries(campaign, monkeypatch):
    make_variety.entries(campaign, 40)
    make_variety.entries(make.campaign(), 10, seed=2)
    for language in ("fi", "sv", "en"):
        for first, chunk in ((1, 3), (100, 1000)):
            monkeypatch.setattr(bulk_records, "FIRST", first)
            monkeypatch.setattr(bulk_records, "CHUNK", chunk)
            with translation.override(language):
                made = records()
                assert (made, len(made) > 20) == (loaded(), True)


def test_a_few_that_lie_far_apart_are_the_same_too(campaign):
    make_variety.entries(campaign, 40)
    far = Entry.objects.public().filter(pk__in=list(Entry.objects.public().values_list("pk", flat=True))[::7])
    assert records(far) == loaded(far)


def test_nothing_gives_nothing(campaign):
    assert records() == []


@pytest.mark.parametrize("count", [3, 30])
def test_they_cost_the_same_queries_however_many_they_are(campaign, count, django_assert_num_queries):
    make_variety.entries(campaign, count, seed=5)
    with django_assert_num_queries(11):
        records()


def test_each_chunk_is_asked_for_when_it_is_wanted_and_what_is_beside_it_with_it(campaign, monkeypatch):
    monkeypatch.setattr(bulk_records, "FIRST", 1)
    entries = [make.entry(campaign=campaign, state="accepted", published=True) for _ in range(3)]
    asked = []

    def beside(keys):
        asked.append(keys)
        return {entries[1].pk: "toinen"}

    running = stream(Entry.objects.public(), beside)
    first = next(running)
    make.theme(campaign)
    late = make.entry(
        campaign=campaign, state="accepted", published=True, themes=[make.theme(campaign, slug="uusi")]
    )
    rest = list(running)

    assert [first[1], *(more for _record, more in rest)] == [None, "toinen", None, None]
    assert asked == [[entries[0].pk], [entries[1].pk, entries[2].pk, late.pk]]
    assert [slug for slug, _label, _palette in rest[-1][0].themes] == ["uusi"]


def test_what_is_withdrawn_while_it_runs_does_not_come_any_more(campaign, monkeypatch):
    monkeypatch.setattr(bulk_records, "FIRST", 1)
    entries = [make.entry(campaign=campaign, state="accepted", published=True) for _ in range(3)]
    running = stream(Entry.objects.public())
    next(running)
    withdraw(entries[1], by=None)
    assert [record.reference for record, _ in running] == [entries[2].reference]
