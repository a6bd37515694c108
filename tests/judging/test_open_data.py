"""Awards in open data: none before it is announced, none of what is not public."""

import pytest
from django.db import connection
from django.utils import timezone, translation

from judging.models import Decision
from judging.open_data import PublicAward, awards_by_entry, public_award, public_awards, public_results
from pledges.actions import withdraw
from pledges.models import Entry
from tests import make

pytestmark = pytest.mark.django_db


def test_awards_are_told_once_the_decision_is_released_and_while_their_entry_is_public():
    told = make.entry(state="selected", published=True)
    kept = make.entry(state="accepted", published=True)
    unpermitted = make.entry(state="selected")
    make.decision(kept)
    given = [make.award(told), make.award(told, name=make.words("Kunniamaininta"))]
    make.award(kept)
    make.award(unpermitted)

    assert list(public_awards(Entry.objects.public())) == given
    with translation.override("sv"):
        assert awards_by_entry([told.pk, kept.pk]) == {
            told.pk: [
                PublicAward("Huvudpris", "Rohkea avaus."),
                PublicAward("Kunniamaininta", "Rohkea avaus."),
            ]
        }
        assert public_award(given[0]) == PublicAward("Huvudpris", "Rohkea avaus.")
    withdraw(told, by=None)
    assert list(public_awards(Entry.objects.public())) == []


def test_whoever_looks_while_decisions_are_released_reads_of_what_was_released_before():
    before, now = (make.entry(state="selected", published=True) for _ in range(2))
    for entry in (before, now):
        make.award(entry)
    Decision.objects.filter(entry=now).update(state="pending", released_at=None)
    assert set(public_results([before, now])) == {before.pk}

    def release(execute, sql, *others):
        if 'FROM "judging_award"' in sql:
            Decision.objects.filter(entry=now).update(state="released", released_at=timezone.now())
        return execute(sql, *others)

    with connection.execute_wrapper(release):
        results = public_results([before, now])
    assert {key: len(one.awards) for key, one in results.items()} == {before.pk: 1}
    assert set(public_results([before, now])) == {before.pk, now.pk}


def test_no_entries_have_no_awards():
    assert awards_by_entry([]) == {}
